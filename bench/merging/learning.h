// Replaying a collection: what the engine makes of it, and what can be learned from it.
#pragma once

#include "engines/neardup/fit.h"

#include "bench/merging/collection.h"

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace ducha::bench {

/// The best candidate that is sure enough and agrees with its root, as the domain decides; null
/// where there is none.
[[nodiscard]] neardup::Candidate const*
joined(std::vector<neardup::Candidate> const& found, double bar);

/// Each candidate of each report whose truth is known, when all reports lie in their true cases
/// (a report of unknown truth alone). A report counts one by the square root of its case, so that
/// the largest cases do not decide alone; the group is the case.
[[nodiscard]] std::vector<neardup::Example>
examples_of(Collection const& collection, neardup::Model const& model);

/// What was decided about a report.
struct Decided {
    std::int64_t id = 0;
    std::int64_t in = 0;      ///< its case
    std::int64_t nearest = 0; ///< of the best candidate; 0: none
    double probability = 0;   ///< of the best candidate, joined or not
    std::vector<std::int64_t> compared;
};

/// Replays all reports. Each is decided by one of the models (which may differ in their weights
/// only) at its own bar; all decisions are attached for all.
///
/// model_of   which model decides report i, an index into `models`
[[nodiscard]] std::vector<Decided> replayed(
    Collection const& collection,
    std::span<neardup::Model const> models,
    std::span<double const> bars,
    std::function<std::size_t(std::size_t)> const& model_of
);

/// Writes a row a report, as evaluate.py reads them.
void write_joins(
    std::string const& path,
    std::vector<Decided> const& decided,
    neardup::Thresholds const& thresholds
);

/// Pair and B-cubed F1 over the reports of known truth that `scored` wants; unsure partners are
/// left out unless they are of one case.
struct Scores {
    double pair_f1 = 0;
    double bcubed_f1 = 0;
};
[[nodiscard]] Scores scores_of(
    Collection const& collection,
    std::vector<Decided> const& decided,
    std::function<bool(std::uint64_t truth)> const& scored
);

/// How often n-grams occur, each case of `decided` counted as one report.
[[nodiscard]] neardup::Frequencies counted_by_case(
    Collection const& collection, std::vector<Decided> const& decided, std::uint32_t least
);

} // namespace ducha::bench
