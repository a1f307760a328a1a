#include "simulation/score.h"

#include <gtest/gtest.h>

namespace ducha::simulation {
namespace {

TEST(BCubed, OfTheTruthItselfIsOne)
{
    auto const score = b_cubed({{1, 7}, {1, 7}, {2, 8}});
    EXPECT_DOUBLE_EQ(score.precision, 1);
    EXPECT_DOUBLE_EQ(score.recall, 1);
    EXPECT_DOUBLE_EQ(score.f1(), 1);
}

/// The example of the paper's kind, by hand: {a a b} and {b}, true cases {a a} and {b b}.
TEST(BCubed, CountsWhatWasJoinedWronglyAndWhatWasMissed)
{
    std::vector<Placing> const items{{1, 1}, {1, 1}, {1, 2}, {2, 2}};
    auto const score = b_cubed(items);
    EXPECT_DOUBLE_EQ(score.precision, (2.0 / 3 + 2.0 / 3 + 1.0 / 3 + 1) / 4);
    EXPECT_DOUBLE_EQ(score.recall, (1 + 1 + 0.5 + 0.5) / 4);
    EXPECT_EQ(cases_made(items), 2);
}

TEST(BCubed, JoiningNothingIsPrecise)
{
    auto const score = b_cubed({{1, 1}, {2, 1}, {3, 1}, {4, 1}});
    EXPECT_DOUBLE_EQ(score.precision, 1);
    EXPECT_DOUBLE_EQ(score.recall, 0.25);
}

} // namespace
} // namespace ducha::simulation
