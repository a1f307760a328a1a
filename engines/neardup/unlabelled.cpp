// Fitting: what is a repeat, found without labels.
#include "base/invariant.h"

#include "engines/neardup/fit.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ducha::neardup {
namespace {

constexpr std::size_t levels = 6;

using Level = std::uint8_t;
using Levels = std::array<Level, evidence_count>;
using Shares = std::array<std::array<double, levels>, evidence_count>;

/// Evidence that says nothing of the pair, and evidence that others say better.
bool is_left_out(std::size_t evidence)
{
    auto const name = static_cast<Evidence>(evidence);
    return name == Evidence::prior || name == Evidence::case_size ||
        name == Evidence::case_has_core;
}

/// Each value as the level that it lies in: level 0 is 0, the others hold equally many.
std::vector<Levels> levels_of(std::span<Example const> examples)
{
    std::vector<Levels> result(examples.size());
    for (std::size_t e = 0; e < evidence_count; ++e) {
        std::vector<double> values;
        for (auto const& example : examples) {
            if (example.values[e] > 0) {
                values.push_back(example.values[e]);
            }
        }
        std::ranges::sort(values);
        for (std::size_t i = 0; i < examples.size(); ++i) {
            if (examples[i].values[e] > 0) {
                auto const below = std::ranges::lower_bound(values, examples[i].values[e]);
                auto const rank = static_cast<std::size_t>(below - values.begin());
                result[i][e] = static_cast<Level>(1 + rank * (levels - 1) / values.size());
            }
        }
    }
    return result;
}

/// How often each level occurs, by how likely each example is of the class.
Shares shares_of(std::vector<Levels> const& examples, std::vector<double> const& likely, bool same)
{
    Shares shares{};
    for (std::size_t e = 0; e < evidence_count; ++e) {
        double all = 0;
        for (std::size_t i = 0; i < examples.size(); ++i) {
            auto const part = same ? likely[i] : 1 - likely[i];
            shares[e][examples[i][e]] += part;
            all += part;
        }
        for (auto& share : shares[e]) {
            share = (share + 1) / (all + static_cast<double>(levels));
        }
    }
    return shares;
}

} // namespace

std::vector<double> likely_same(std::span<Example const> examples, double share_first)
{
    invariant(share_first > 0 && share_first < 1, "some are repeats and some are not");
    constexpr int most_rounds = 100;
    auto const seen = levels_of(examples);
    // To begin with, the examples whose texts are most alike are repeats.
    std::vector<double> cosines;
    for (auto const& example : examples) {
        cosines.push_back(example.values[static_cast<std::size_t>(Evidence::text_cosine)]);
    }
    auto sorted = cosines;
    std::ranges::sort(sorted);
    auto const cut = sorted.empty() ? 0
                                    : sorted[static_cast<std::size_t>(
                                          (1 - share_first) * static_cast<double>(sorted.size() - 1)
                                      )];
    std::vector<double> likely;
    for (auto const cosine : cosines) {
        likely.push_back(cosine > cut ? 0.9 : 0.1 * share_first);
    }
    for (int round = 0; round < most_rounds; ++round) {
        auto const of_same = shares_of(seen, likely, true);
        auto const of_others = shares_of(seen, likely, false);
        double share = 0;
        for (auto const p : likely) {
            share += p / static_cast<double>(likely.size());
        }
        double moved = 0;
        for (std::size_t i = 0; i < seen.size(); ++i) {
            auto log_odds = std::log(share / (1 - share));
            for (std::size_t e = 0; e < evidence_count; ++e) {
                auto const level = seen[i][e];
                log_odds += is_left_out(e) ? 0 : std::log(of_same[e][level] / of_others[e][level]);
            }
            auto const p = 1 / (1 + std::exp(-std::clamp(log_odds, -30.0, 30.0)));
            moved = std::max(moved, std::abs(p - likely[i]));
            likely[i] = p;
        }
        if (moved < 1e-4) {
            break;
        }
    }
    return likely;
}

} // namespace ducha::neardup
