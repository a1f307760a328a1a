// MinHash and SimHash: short signatures instead of vectors.
#include "base/invariant.h"

#include "bench/merging/peers.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace ducha::bench {
namespace {

constexpr std::size_t minima = 128;
using Signature = std::array<std::uint64_t, minima>;

/// The finaliser of SplitMix64.
std::uint64_t mixed(std::uint64_t x)
{
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EB;
    return x ^ (x >> 31U);
}

std::vector<std::uint64_t> all_terms(TermText const& text)
{
    auto terms = text.title;
    terms.insert(terms.end(), text.body.begin(), text.body.end());
    return terms;
}

Signature signature_of(TermText const& text)
{
    constexpr std::uint64_t golden = 0x9E3779B97F4A7C15;
    Signature least;
    least.fill(std::numeric_limits<std::uint64_t>::max());
    for (auto const term : all_terms(text)) {
        for (std::size_t i = 0; i < minima; ++i) {
            least[i] = std::min(least[i], mixed(term ^ (golden * (i + 1))));
        }
    }
    return least;
}

float share_equal(Signature const& a, Signature const& b)
{
    std::size_t equal = 0;
    for (std::size_t i = 0; i < minima; ++i) {
        equal += a[i] == b[i] ? 1U : 0U;
    }
    return static_cast<float>(equal) / static_cast<float>(minima);
}

/// How many reports have each term.
std::unordered_map<std::uint64_t, std::size_t> reports_with(std::vector<TermText> const& texts)
{
    std::unordered_map<std::uint64_t, std::size_t> counts;
    for (auto const& text : texts) {
        auto terms = all_terms(text);
        std::ranges::sort(terms);
        auto const repeated = std::ranges::unique(terms);
        terms.erase(repeated.begin(), repeated.end());
        for (auto const term : terms) {
            ++counts[term];
        }
    }
    return counts;
}

template <class WeightOf>
std::uint64_t simhash_of(TermText const& text, WeightOf weight_of)
{
    std::array<double, 64> votes{};
    for (auto const term : all_terms(text)) {
        auto const bits = mixed(term);
        auto const weight = weight_of(term);
        for (unsigned i = 0; i < votes.size(); ++i) {
            votes[i] += ((bits >> i) & 1U) != 0 ? weight : -weight;
        }
    }
    std::uint64_t hash = 0;
    for (unsigned i = 0; i < votes.size(); ++i) {
        hash |= std::uint64_t{votes[i] > 0} << i;
    }
    return hash;
}

} // namespace

std::vector<LikePair> by_minhash(std::vector<TermText> const& texts, Banding const& banding)
{
    invariant(banding.bands * banding.rows <= minima, "a band has its own rows");
    std::vector<Signature> signatures;
    std::vector<std::unordered_map<std::uint64_t, std::vector<std::uint32_t>>> buckets(banding.bands
    );
    std::vector<LikePair> pairs;
    for (std::uint32_t report = 0; report < texts.size(); ++report) {
        auto const& own = signatures.emplace_back(signature_of(texts[report]));
        std::vector<std::uint32_t> found;
        for (std::size_t band = 0; band < banding.bands; ++band) {
            std::uint64_t key = band;
            for (std::size_t row = 0; row < banding.rows; ++row) {
                key = mixed(key ^ own[band * banding.rows + row]);
            }
            auto& bucket = buckets[band][key];
            found.insert(found.end(), bucket.begin(), bucket.end());
            bucket.push_back(report);
        }
        std::ranges::sort(found);
        auto const repeated = std::ranges::unique(found);
        found.erase(repeated.begin(), repeated.end());
        for (auto const other : found) {
            pairs.push_back({other, report, share_equal(signatures[other], own)});
        }
    }
    return pairs;
}

std::vector<LikePair> by_simhash(std::vector<TermText> const& texts, int most_bits)
{
    auto const counts = reports_with(texts);
    auto const weight_of = [&](std::uint64_t term) {
        auto const with = static_cast<double>(counts.at(term));
        return std::log(static_cast<double>(texts.size()) / with);
    };
    std::vector<std::uint64_t> hashes;
    std::vector<LikePair> pairs;
    for (std::uint32_t report = 0; report < texts.size(); ++report) {
        auto const own = hashes.emplace_back(simhash_of(texts[report], weight_of));
        for (std::uint32_t other = 0; other < report; ++other) {
            auto const bits = std::popcount(hashes[other] ^ own);
            if (bits <= most_bits) {
                pairs.push_back({other, report, 1 - static_cast<float>(bits) / 64});
            }
        }
    }
    return pairs;
}

} // namespace ducha::bench
