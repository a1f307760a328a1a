// How well cases follow the truth.
#pragma once

#include <cstdint>
#include <vector>

namespace ducha::simulation {

/// An item's case as somebody made it, and its true one.
struct Placing {
    std::int64_t made = 0;
    std::int64_t truth = 0;
};

/// B-cubed: the mean over items of how much of the made case belongs with the item (precision) and
/// of how much of the true case was found (recall). 1 of no items.
/// source   Bagga and Baldwin 1998
struct BCubed {
    double precision = 1;
    double recall = 1;

    [[nodiscard]] double f1() const;
};

/// cost   O(n log n)
[[nodiscard]] BCubed b_cubed(std::vector<Placing> const& items);

/// How many cases were made.
[[nodiscard]] std::int64_t cases_made(std::vector<Placing> const& items);

} // namespace ducha::simulation
