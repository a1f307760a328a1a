// A frame keeps every number, in memory and in bytes.
#include "base/frame.h"

#include <gtest/gtest.h>

#include <vector>

namespace ducha {
namespace {

std::vector<std::vector<std::int64_t>> const lists{
    {0},
    {7, 7, 7},
    {-1, 0, 1},
    {INT64_MIN, INT64_MAX, 0, -1},
    {INT64_MAX, INT64_MAX - 255, INT64_MAX - 256},
    {1'629'936'000'000'000, 1'629'936'000'000'000 + 3'456'000'000'000},
};

std::vector<std::int64_t> numbers_in(Frame const& frame, std::size_t count)
{
    std::vector<std::int64_t> numbers;
    for (std::size_t i = 0; i < count; ++i) {
        numbers.push_back(frame[i]);
    }
    return numbers;
}

TEST(Frames, KeepAnyNumbers)
{
    for (auto const& numbers : lists) {
        EXPECT_EQ(numbers_in(Frame{numbers}, numbers.size()), numbers);
    }
}

TEST(Frames, AreReadAsTheyWereWrittenOneBehindTheOther)
{
    Bytes bytes;
    for (auto const& numbers : lists) {
        Frame{numbers}.write(bytes);
    }
    ByteSpan rest{bytes};
    for (auto const& numbers : lists) {
        auto const frame = Frame::read(rest, numbers.size());
        ASSERT_TRUE(frame);
        EXPECT_EQ(numbers_in(*frame, numbers.size()), numbers);
    }
    EXPECT_TRUE(rest.empty());
}

TEST(Frames, EqualNumbersTakeNineBytesHoweverManyTheyAre)
{
    Bytes bytes;
    Frame{std::vector<std::int64_t>(1000, 42)}.write(bytes);
    EXPECT_EQ(bytes.size(), 9U);
}

TEST(Frames, AreNotReadFromTooFewBytesOrWithAWidthThatNoneHas)
{
    Bytes bytes;
    Frame{lists[2]}.write(bytes);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        auto rest = ByteSpan{bytes}.first(size);
        EXPECT_FALSE(Frame::read(rest, lists[2].size())) << size;
    }
    bytes[8] = 9;
    ByteSpan rest{bytes};
    EXPECT_FALSE(Frame::read(rest, 1));
}

} // namespace
} // namespace ducha
