// How much a report may have.
#include "domain/attachment/attachment.h"

#include <gtest/gtest.h>

namespace ducha::attachment {
namespace {

std::string outcome(std::vector<Attachment> const& there, std::int64_t bytes)
{
    auto const may = may_have(there, bytes);
    return may ? "passed" : may.error().code;
}

TEST(AReport, HasAtMostTenFiles)
{
    std::vector<Attachment> there(9, Attachment{.bytes = 1});
    EXPECT_EQ(outcome(there, 1), "passed");
    there.push_back({.bytes = 1});
    EXPECT_EQ(outcome(there, 1), "attachment.too_many_files");
    there.front().removed = true;
    EXPECT_EQ(outcome(there, 1), "passed");
}

TEST(AReport, HasAtMostFiftyMebibytes)
{
    std::vector<Attachment> there(2, Attachment{.bytes = std::int64_t{20} << 20});
    EXPECT_EQ(outcome(there, std::int64_t{10} << 20), "passed");
    EXPECT_EQ(outcome(there, (std::int64_t{10} << 20) + 1), "attachment.too_many_bytes");
    there.front().removed = true;
    EXPECT_EQ(outcome(there, (std::int64_t{10} << 20) + 1), "passed");
}

} // namespace
} // namespace ducha::attachment
