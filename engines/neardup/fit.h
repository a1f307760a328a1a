// Fitting: from pairs of a report and a case to the weights and the calibration of a model.
#pragma once

#include "engines/neardup/model.h"

#include <cstdint>
#include <span>
#include <vector>

namespace ducha::neardup {

/// A report and a case that it was compared with.
struct Example {
    Values values{};
    double same = 0.0;       ///< 1: the report is of the case; 0: it is not; between: how likely
    double share = 1.0;      ///< how much the example counts; positive
    std::uint64_t group = 0; ///< examples of one group are never on both sides of a fold
};

/// Ridge logistic regression. A weight whose sign would contradict its evidence (a likeness that
/// speaks against, a difference that speaks for a joining) is chance and is held at 0; the weight
/// of case_size is a rule and not fitted: the bar rises with the case.
///
/// ridge     penalty on the squares of all weights but the prior's; positive
/// returns   the weights; those of evidence that no example has are 0
/// source    Newton's method; an active set for the signs
/// cost      O(examples x evidence²) a step, at most 25 steps for each sign that is held
[[nodiscard]] Values fit_weights(std::span<Example const> examples, double ridge);

/// How likely each example is the same case, found without labels: each item of evidence is cut
/// into levels, and how often each level occurs among repeats and among others is estimated in
/// turn with how likely each example is a repeat. `same` of the examples is not read.
///
/// share_first   the share of repeats to begin with, in (0, 1)
/// returns       a probability for each example
/// source        Fellegi and Sunter 1969; expectation maximisation as in Winkler 1988; evidence is
///               taken as independent, so the probabilities are too sure of themselves
/// cost          O(examples x evidence) a round, at most 100 rounds
[[nodiscard]] std::vector<double>
likely_same(std::span<Example const> examples, double share_first);

/// The calibration of scores: the probability rises with the log odds and in each bin is the share
/// of repeats that were seen. Scores should come from examples that the weights were not fitted on.
///
/// log_odds   of each example
/// returns    knots that rise in both; none where fewer than 50 examples
/// source     isotonic regression by pooling adjacent violators (Ayer and others 1955)
/// cost       O(n log n)
[[nodiscard]] std::vector<Knot>
calibrated(std::span<Example const> examples, std::span<double const> log_odds);

/// Log odds of each example under weights that were fitted without the examples of its fold.
///
/// folds   2 or more; an example is in the fold of its group
[[nodiscard]] std::vector<double>
held_out_log_odds(std::span<Example const> examples, double ridge, std::size_t folds);

/// The fold of a group, from 0; the same everywhere.
[[nodiscard]] std::size_t fold_of(std::uint64_t group, std::size_t folds);

} // namespace ducha::neardup
