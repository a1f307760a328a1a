// Chance: even where it must be, repeatable where it is asked to.
#include "platform/random/random.h"

#include "base/bytes.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace ducha {
namespace {

Bytes drawn(Random& random, std::size_t count)
{
    Bytes bytes(count);
    random.fill(bytes);
    return bytes;
}

TEST(SeededChance, RepeatsItselfForTheSameSeed)
{
    SeededRandom one{2021};
    SeededRandom same{2021};
    SeededRandom other{2022};
    auto const first = drawn(one, 100);
    EXPECT_EQ(first, drawn(same, 100));
    EXPECT_NE(first, drawn(other, 100));
    EXPECT_NE(first, drawn(one, 100));
    EXPECT_EQ(one.permutation(50).size(), 50U);
}

// The first outputs of SplitMix64 for the seed 1234567, as its authors' programs give them.
TEST(SeededChance, IsSplitMix64)
{
    SeededRandom random{1234567};
    for (std::uint64_t const expected :
         {6457827717110365317ULL, 3203168211198807973ULL, 9817491932198370423ULL}) {
        std::uint64_t word = 0;
        auto const bytes = drawn(random, 8);
        for (std::size_t i = 8; i-- > 0;) {
            word = word << 8U | bytes[i];
        }
        EXPECT_EQ(word, expected);
    }
}

TEST(SystemChance, NeverRepeatsItself)
{
    SystemRandom random;
    std::set<Bytes> seen;
    for (int i = 0; i < 100; ++i) {
        seen.insert(drawn(random, 32));
    }
    EXPECT_EQ(seen.size(), 100U);
    EXPECT_NE(drawn(random, 1000), Bytes(1000, 0));
    random.fill({});
}

TEST(Draws, StayBelowTheirBound)
{
    SeededRandom random{7};
    for (std::uint64_t const bound : {1ULL, 2ULL, 3ULL, 10ULL, 1000ULL, 0xFFFFFFFFFFFFFFFFULL}) {
        for (int i = 0; i < 200; ++i) {
            ASSERT_LT(random.below(bound), bound);
        }
    }
}

TEST(Draws, AreEven)
{
    SeededRandom random{11};
    std::map<std::uint64_t, int> counts;
    for (int i = 0; i < 60'000; ++i) {
        ++counts[random.below(6)];
    }
    ASSERT_EQ(counts.size(), 6U);
    for (auto const& [face, count] : counts) {
        EXPECT_NEAR(count, 10'000, 500) << face;
    }
}

TEST(Permutations, HoldEveryNumberOnce)
{
    SeededRandom random{13};
    for (std::size_t const count : {0U, 1U, 2U, 7U, 1000U}) {
        auto order = random.permutation(count);
        std::ranges::sort(order);
        ASSERT_EQ(order.size(), count);
        for (std::size_t i = 0; i < count; ++i) {
            ASSERT_EQ(order[i], i);
        }
    }
}

TEST(Permutations, AreTheSameForTheSameSeed)
{
    SeededRandom one{17};
    SeededRandom same{17};
    auto const order = one.permutation(100);
    EXPECT_EQ(order, same.permutation(100));
    EXPECT_NE(order, one.permutation(100));
}

TEST(Permutations, AreDrawnEvenlyFromAllOrders)
{
    SeededRandom random{19};
    std::map<std::vector<std::size_t>, int> counts;
    for (int i = 0; i < 24'000; ++i) {
        ++counts[random.permutation(4)];
    }
    ASSERT_EQ(counts.size(), 24U);
    for (auto const& [order, count] : counts) {
        EXPECT_NEAR(count, 1000, 200);
    }
}

} // namespace
} // namespace ducha
