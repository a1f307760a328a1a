// How well cases agree with the truth: sums over the cells of the table case x problem.
#include "bench/merging/agreement.h"

#include "base/invariant.h"

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

namespace ducha::bench {
namespace {

struct Entry {
    std::int64_t group = 0;
    std::int64_t part = 0;
};

std::int64_t pairs(std::int64_t count)
{
    return count * (count - 1) / 2;
}

/// What lies in one group, or in one group and one part.
struct Sums {
    std::int64_t pairs_of_groups = 0;
    std::int64_t pairs_of_cells = 0;
    double shares = 0; ///< over reports, of their cell in their group
    std::int64_t largest_rest = 0;
};

Sums summed(std::vector<Entry> entries)
{
    std::ranges::sort(entries, {}, [](Entry const& entry) {
        return std::pair{entry.group, entry.part};
    });
    Sums sums;
    for (auto begin = entries.begin(); begin != entries.end();) {
        auto const end = std::ranges::find_if_not(begin, entries.end(), [&](Entry const& other) {
            return other.group == begin->group;
        });
        std::int64_t const size = end - begin;
        std::int64_t largest = 0;
        while (begin != end) {
            auto const next = std::ranges::find_if_not(begin, end, [&](Entry const& other) {
                return other.part == begin->part;
            });
            std::int64_t const cell = next - begin;
            sums.pairs_of_cells += pairs(cell);
            sums.shares += static_cast<double>(cell * cell) / static_cast<double>(size);
            largest = std::max(largest, cell);
            begin = next;
        }
        sums.pairs_of_groups += pairs(size);
        sums.largest_rest = std::max(sums.largest_rest, size - largest);
    }
    return sums;
}

double share(std::int64_t part, std::int64_t whole)
{
    return whole == 0 ? 1 : static_cast<double>(part) / static_cast<double>(whole);
}

} // namespace

double f1(double precision, double recall)
{
    auto const sum = precision + recall;
    return sum > 0 ? 2 * precision * recall / sum : 0;
}

Agreement agreement(std::span<std::uint32_t const> truth, std::span<std::int64_t const> cases)
{
    invariant(truth.size() == cases.size(), "each report has a problem and a case");
    if (truth.empty()) {
        return {};
    }
    std::vector<Entry> entries(truth.size());
    for (std::size_t i = 0; i < truth.size(); ++i) {
        entries[i] = {.group = cases[i], .part = truth[i]};
    }
    auto const found = summed(entries);
    for (auto& entry : entries) {
        std::swap(entry.group, entry.part);
    }
    auto const real = summed(std::move(entries));
    auto const n = static_cast<double>(truth.size());
    return {
        .pair_precision = share(found.pairs_of_cells, found.pairs_of_groups),
        .pair_recall = share(real.pairs_of_cells, real.pairs_of_groups),
        .bcubed_precision = found.shares / n,
        .bcubed_recall = real.shares / n,
        .pairs_joined = found.pairs_of_groups,
        .pairs_joined_falsely = found.pairs_of_groups - found.pairs_of_cells,
        .largest_false_case = found.largest_rest,
    };
}

} // namespace ducha::bench
