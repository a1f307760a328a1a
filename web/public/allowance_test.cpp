// How often a network may do a thing.
#include "web/public/allowance.h"

#include <gtest/gtest.h>

namespace ducha::web {
namespace {

constexpr Instant start{1'000'000'000};

Instant after(std::int64_t seconds)
{
    return {start.microseconds + seconds * 1'000'000};
}

TEST(Allowances, GiveSoManyAtOnceThenOneAfterEachPause)
{
    Allowance looks{3, minute};
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(looks.take(1, start)) << i;
    }
    EXPECT_FALSE(looks.take(1, start));
    EXPECT_FALSE(looks.take(1, after(59)));
    EXPECT_TRUE(looks.take(1, after(60)));
    EXPECT_FALSE(looks.take(1, after(60)));
    EXPECT_TRUE(looks.take(2, after(60))) << "another network has its own";
    for (int i = 0; i < 3; ++i) {
        EXPECT_TRUE(looks.take(1, after(3600))) << i;
    }
    EXPECT_FALSE(looks.take(1, after(3600)));
}

TEST(Allowances, LetWhoeverIsNewThroughWhereTheyKnowTooMany)
{
    Allowance looks{1, minute, 2};
    EXPECT_TRUE(looks.take(1, start));
    EXPECT_TRUE(looks.take(2, start));
    for (int i = 0; i < 2; ++i) {
        EXPECT_TRUE(looks.take(3, start)) << i;
    }
    EXPECT_FALSE(looks.take(1, start));
    // After a minute nobody owes anything, and there is room to count again.
    EXPECT_TRUE(looks.take(3, after(60)));
    EXPECT_FALSE(looks.take(3, after(60)));
}

TEST(Allowances, AClockThatStepsBackLocksNobodyOutForLongerThanItStepped)
{
    Allowance looks{1, minute};
    EXPECT_TRUE(looks.take(1, after(600)));
    EXPECT_FALSE(looks.take(1, start));
    EXPECT_TRUE(looks.take(1, after(660)));
}

} // namespace
} // namespace ducha::web
