// Fitting: what a score comes to.
#include "base/invariant.h"

#include "engines/neardup/fit.h"

#include <algorithm>
#include <numeric>

namespace ducha::neardup {
namespace {

/// Examples of neighbouring scores.
struct Pool {
    double log_odds = 0; ///< mean
    double same = 0;     ///< mean
    double share = 0;

    void add(Pool const& other)
    {
        auto const all = share + other.share;
        log_odds = (log_odds * share + other.log_odds * other.share) / all;
        same = (same * share + other.same * other.share) / all;
        share = all;
    }
};

/// Pools of about equal share: single examples would make steps of 0 and 1.
std::vector<Pool>
bins_of(std::span<Example const> examples, std::span<double const> log_odds, std::size_t most)
{
    std::vector<std::size_t> order(examples.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t i) { return std::pair{log_odds[i], i}; });
    double total = 0;
    for (auto const& example : examples) {
        total += example.share;
    }
    std::vector<Pool> bins(1);
    for (auto const i : order) {
        if (bins.back().share >= total / static_cast<double>(most)) {
            bins.emplace_back();
        }
        bins.back().add({log_odds[i], examples[i].same, examples[i].share});
    }
    return bins;
}

} // namespace

std::vector<Knot> calibrated(std::span<Example const> examples, std::span<double const> log_odds)
{
    constexpr std::size_t least_examples = 50;
    constexpr std::size_t most_bins = 24;
    invariant(examples.size() == log_odds.size(), "each example has a score");
    if (examples.size() < least_examples) {
        return {};
    }
    std::vector<Pool> pools;
    for (auto const& bin : bins_of(examples, log_odds, most_bins)) {
        pools.push_back(bin);
        while (pools.size() > 1 && pools[pools.size() - 2].same >= pools.back().same) {
            auto const last = pools.back();
            pools.pop_back();
            pools.back().add(last);
        }
    }
    std::vector<Knot> knots;
    for (auto const& pool : pools) {
        // Never quite sure: a bin of n examples without an exception has seen only n of them.
        auto const doubt = 1 / (pool.share + 2);
        auto const before = knots.empty() ? 0.0 : knots.back().probability;
        auto const seen = std::clamp(pool.same, doubt, 1 - doubt);
        knots.push_back({pool.log_odds, std::max(before, seen)});
    }
    return knots;
}

} // namespace ducha::neardup
