// How well cases agree with the truth, for as many reports as memory holds; evaluate.py has the
// same measures and more for labels that readers made.
#pragma once

#include <cstdint>
#include <span>

namespace ducha::bench {

struct Agreement {
    double pair_precision = 1; ///< of pairs that lie in one case; 1 where none does
    double pair_recall = 1;    ///< of pairs that are of one problem; 1 where none is
    double bcubed_precision = 1;
    double bcubed_recall = 1;
    std::int64_t pairs_joined = 0;
    std::int64_t pairs_joined_falsely = 0;
    /// The most reports that any case holds beyond those of its most frequent problem.
    std::int64_t largest_false_case = 0;
};

/// The harmonic mean; 0 where both are.
[[nodiscard]] double f1(double precision, double recall);

/// truth, cases   one entry a report, in the same order; any numbers
/// cost           O(n log n), 16 bytes a report twice
[[nodiscard]] Agreement
agreement(std::span<std::uint32_t const> truth, std::span<std::int64_t const> cases);

} // namespace ducha::bench
