// The same six reports as in evaluate_test.py: both must count alike.
#include "bench/merging/agreement.h"

#include <gtest/gtest.h>

#include <vector>

namespace ducha::bench {
namespace {

std::vector<std::uint32_t> const truth{1, 2, 1, 3, 2, 1};

TEST(AgreementTest, CountsPairsAndMeansOverReports)
{
    // Of problem 1 two are in case 10; its third is wrongly with both of problem 2.
    std::vector<std::int64_t> const cases{10, 20, 10, 30, 20, 20};
    auto const found = agreement(truth, cases);
    EXPECT_DOUBLE_EQ(found.pair_precision, 0.5);
    EXPECT_DOUBLE_EQ(found.pair_recall, 0.5);
    EXPECT_DOUBLE_EQ(found.bcubed_precision, (3 + 1.0 / 3 + 4.0 / 3) / 6);
    EXPECT_DOUBLE_EQ(found.bcubed_recall, (5.0 / 3 + 3) / 6);
    EXPECT_EQ(found.pairs_joined, 4);
    EXPECT_EQ(found.pairs_joined_falsely, 2);
    EXPECT_EQ(found.largest_false_case, 1);
    EXPECT_DOUBLE_EQ(f1(0.5, 1), 2.0 / 3);
}

TEST(AgreementTest, JoiningNothingIsPreciseAndTheTruthIsPerfect)
{
    auto const alone = agreement(truth, std::vector<std::int64_t>{1, 2, 3, 4, 5, 6});
    EXPECT_EQ(alone.pair_precision, 1);
    EXPECT_EQ(alone.pair_recall, 0);
    EXPECT_DOUBLE_EQ(alone.bcubed_recall, 0.5);
    auto const right = agreement(truth, std::vector<std::int64_t>{7, 8, 7, 9, 8, 7});
    EXPECT_EQ(right.pair_recall, 1);
    EXPECT_EQ(right.bcubed_precision, 1);
    EXPECT_EQ(right.largest_false_case, 0);
    EXPECT_EQ(f1(0, 0), 0);
}

} // namespace
} // namespace ducha::bench
