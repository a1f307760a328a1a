// Invented examples only.
#include "engines/neardup/fit.h"

#include "engines/neardup/grams.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace ducha::neardup {
namespace {

double& at(Values& values, Evidence name)
{
    return values[static_cast<std::size_t>(name)];
}

/// Examples whose truth follows from their evidence by known weights, with some chance.
std::vector<Example> drawn(std::size_t count)
{
    std::vector<Example> examples;
    std::uint64_t state = 1;
    auto const share = [&] {
        state = spread(state + 0x9E3779B97F4A7C15U);
        return static_cast<double>(state >> 11U) / 9007199254740992.0;
    };
    for (std::size_t i = 0; i < count; ++i) {
        Example example;
        at(example.values, Evidence::prior) = 1;
        at(example.values, Evidence::text_cosine) = share();
        at(example.values, Evidence::days_apart) = 3 * share();
        at(example.values, Evidence::place_agrees) = share();
        auto const score = -2 + 6 * at(example.values, Evidence::text_cosine) -
            at(example.values, Evidence::days_apart);
        example.same = share() < 1 / (1 + std::exp(-score)) ? 1 : 0;
        example.group = i;
        examples.push_back(example);
    }
    return examples;
}

double weight(Values const& weights, Evidence name)
{
    return weights[static_cast<std::size_t>(name)];
}

TEST(Fit, FindsTheWeightsByWhichExamplesWereDrawn)
{
    auto const weights = fit_weights(drawn(20'000), 0.5);
    EXPECT_NEAR(weight(weights, Evidence::prior), -2, 0.3);
    EXPECT_NEAR(weight(weights, Evidence::text_cosine), 6, 0.4);
    EXPECT_NEAR(weight(weights, Evidence::days_apart), -1, 0.2);
    EXPECT_NEAR(weight(weights, Evidence::place_agrees), 0, 0.3);
}

TEST(Fit, ALikenessNeverSpeaksAgainstAJoining)
{
    auto examples = drawn(2'000);
    for (auto& example : examples) {
        example.same = 1 - example.same;
    }
    auto const weights = fit_weights(examples, 0.5);
    EXPECT_EQ(weight(weights, Evidence::text_cosine), 0);
    EXPECT_EQ(weight(weights, Evidence::days_apart), 0);
}

TEST(Fit, TheBarRisesWithTheCaseByRule)
{
    EXPECT_LT(weight(fit_weights(drawn(500), 0.5), Evidence::case_size), 0);
}

TEST(Fit, WhatNoExampleHasWeighsNothing)
{
    EXPECT_EQ(weight(fit_weights(drawn(500), 0.5), Evidence::pins_near), 0);
}

TEST(Fit, AFoldNeverSeesItsOwnGroups)
{
    // Every example of a group is the same; the truth of a group is chance. Who had seen the group
    // would know.
    std::vector<Example> examples;
    for (std::uint64_t group = 0; group < 40; ++group) {
        for (int i = 0; i < 5; ++i) {
            Example example;
            at(example.values, Evidence::prior) = 1;
            example.same = group % 2 == 0 ? 1 : 0;
            example.group = group;
            examples.push_back(example);
        }
    }
    auto const scores = held_out_log_odds(examples, 0.5, 5);
    for (std::size_t i = 0; i < examples.size(); ++i) {
        for (std::size_t j = 0; j < examples.size(); ++j) {
            if (fold_of(examples[i].group, 5) == fold_of(examples[j].group, 5)) {
                EXPECT_EQ(scores[i], scores[j]);
            }
        }
    }
}

TEST(Calibration, IsTheShareOfRepeatsAndNeverFalls)
{
    std::vector<Example> examples(1'000);
    std::vector<double> scores;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        scores.push_back(static_cast<double>(i) / 100 - 5);
        examples[i].same = i % 10 < i / 100 ? 1 : 0; // a tenth more in each hundred
    }
    auto const knots = calibrated(examples, scores);
    ASSERT_GT(knots.size(), 5U);
    for (std::size_t i = 1; i < knots.size(); ++i) {
        EXPECT_LT(knots[i - 1].log_odds, knots[i].log_odds);
        EXPECT_LE(knots[i - 1].probability, knots[i].probability);
    }
    auto const middle = std::ranges::find_if(knots, [](Knot const& k) { return k.log_odds > 0; });
    EXPECT_NEAR(middle->probability, 0.5, 0.1);
}

TEST(Calibration, OfFewExamplesThereIsNone)
{
    std::vector<Example> const examples(49);
    std::vector<double> const scores(49);
    EXPECT_TRUE(calibrated(examples, scores).empty());
}

TEST(Unlabelled, RepeatsAreFoundWithoutLabels)
{
    // Repeats agree in text, place and enterprise; others now and then in one of them.
    std::vector<Example> examples;
    std::uint64_t state = 3;
    auto const draw = [&] {
        state = spread(state + 0x9E3779B97F4A7C15U);
        return static_cast<double>(state >> 11U) / 9007199254740992.0;
    };
    for (int i = 0; i < 3'000; ++i) {
        bool const same = i % 5 == 0;
        Example example;
        auto const agrees = [&] { return draw() < (same ? 0.9 : 0.1) ? 0.5 + draw() / 2 : 0.0; };
        at(example.values, Evidence::text_cosine) = agrees();
        at(example.values, Evidence::place_agrees) = agrees();
        at(example.values, Evidence::enterprise_agrees) = agrees();
        at(example.values, Evidence::issue_agrees) = agrees();
        example.same = same ? 1 : 0;
        examples.push_back(example);
    }
    auto const likely = likely_same(examples, 0.3);
    std::size_t right = 0;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        right += (likely[i] > 0.5) == (examples[i].same > 0.5) ? 1 : 0;
    }
    EXPECT_GT(right, examples.size() * 93 / 100);
}

} // namespace
} // namespace ducha::neardup
