// A model fitted to what people decided: every joining and every refusal is an example.
//
// Only what somebody looked at is learned from: proposals, and what the engine got wrong. Pairs
// that nobody saw say nothing.
#pragma once

#include "domain/merge/replay.h"

namespace ducha::merge {

/// What to learn from, and how.
struct Fitting {
    std::int64_t least = 50;    ///< examples of each kind below which nothing is fitted; 1 or more
    bool unlabelled = false;    ///< nobody's decisions: what belongs together is estimated
    double ridge = 1.0;         ///< penalty on large weights; positive
    double engine_share = 0.05; ///< how much a joining of the engine counts; a person's counts 1
    std::size_t folds = 5;      ///< of the cross-validation, by case
};

/// How well probabilities agree with people's decisions.
struct Held {
    double log_loss = 0.0; ///< mean, natural logarithm; probabilities within 0.001 .. 0.999
    double brier = 0.0;    ///< mean square
    double agreed = 0.0;   ///< share where joining at the inspection's bar is what was decided
};

/// A model that is not in force yet.
struct Fitted {
    neardup::Model model;       ///< its name, version, description and figures included
    std::int64_t same = 0;      ///< decisions: joined
    std::int64_t not_same = 0;  ///< decisions: refused, parted
    std::int64_t stood = 0;     ///< joinings of the engine that stand in a case handed over
    std::int64_t looked = 0;    ///< rulings of the engine with a case near: for `unlabelled`
    std::optional<Held> before; ///< the model in force, on the decisions; none without any
    std::optional<Held> after;  ///< this one, each decision by a fit without those of its fold
};

/// Fits weights and calibration, beginning with the model in force: whatever no example has
/// evidence of keeps its weight, and frequencies, limits and thresholds stay.
///
/// An example is a matter and a case at the instant of the decision, as the engine saw them. Of
/// several decisions on the same two the last one counts. A joining that the engine made and
/// nobody undid before hand-over counts `engine_share`: it was looked at in passing, and it must
/// not teach the engine its own mistakes.
///
/// now       dates the model
/// refuses   fewer than `least` decisions of either kind; unlabelled: fewer than twice `least`
///           rulings
/// source    engines/neardup/fit.h
/// cost      one walk of the log, about 200 us a matter and 200 us an example; then the fit
[[nodiscard]] Result<Fitted>
fit(db::Connection& connection,
    intake::MayReadMatters const& may,
    inspection::Placed const& where,
    Fitting const& fitting,
    Instant now);

} // namespace ducha::merge
