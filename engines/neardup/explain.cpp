// Why two reports are held to be the same.
#include "base/text.h"

#include "engines/neardup/grams.h"
#include "engines/neardup/neardup.h"
#include "engines/neardup/normalise.h"
#include "engines/neardup/profile.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace ducha::neardup {
namespace {

constexpr std::size_t most_words = 24;
constexpr std::size_t most_spans = 8;
constexpr std::size_t longest_word = 12;
constexpr float rare = 0.25F;

/// The bigrams of a text, as a set.
std::set<std::u32string_view> bigrams_of(Normalised const& normal)
{
    std::set<std::u32string_view> grams;
    std::u32string_view const text = normal.text;
    for (std::size_t i = 0; i + 2 <= text.size(); ++i) {
        grams.insert(text.substr(i, 2));
    }
    return grams;
}

/// The longest run from `begin` whose bigrams all stand in the other text and are rare enough.
std::size_t shared_run(
    std::u32string_view text,
    std::size_t begin,
    std::set<std::u32string_view> const& other,
    Frequencies const& frequencies
)
{
    auto end = begin + 1;
    while (end < text.size() && end - begin < longest_word) {
        auto const gram = text.substr(end - 1, 2);
        bool const counts = gram.find(clause_break) == std::u32string_view::npos &&
            other.contains(gram) && frequencies.rarity(hash_of(gram)) >= rare;
        if (!counts) {
            break;
        }
        ++end;
    }
    return end - begin;
}

std::vector<Span> places_of(Normalised const& normal, std::u32string_view word)
{
    std::vector<Span> spans;
    std::u32string_view const text = normal.text;
    for (auto at = text.find(word); at != std::u32string_view::npos && spans.size() < most_spans;
         at = text.find(word, at + word.size())) {
        auto const from = normal.from[at];
        spans.push_back({from, normal.to[at + word.size() - 1] - from});
    }
    return spans;
}

double rarity_of(std::u32string_view word, Frequencies const& frequencies)
{
    double sum = 0;
    for (std::size_t i = 0; i + 2 <= word.size(); ++i) {
        sum += frequencies.rarity(hash_of(word.substr(i, 2)));
    }
    return sum;
}

std::vector<SharedWord>
shared_words(Normalised const& a, Normalised const& b, Frequencies const& frequencies)
{
    auto const in_b = bigrams_of(b);
    std::u32string_view const text = a.text;
    std::set<std::u32string_view> seen;
    std::vector<std::pair<double, SharedWord>> words;
    for (std::size_t i = 0; i < text.size();) {
        auto const word = text.substr(i, shared_run(text, i, in_b, frequencies));
        i += word.size();
        auto places = word.size() >= 2 ? places_of(b, word) : std::vector<Span>{};
        if (places.empty() || !seen.insert(word).second) {
            continue;
        }
        SharedWord shared;
        for (auto const c : word) {
            append_utf8(shared.text, c);
        }
        shared.rarity = rarity_of(word, frequencies);
        shared.in_a = places_of(a, word);
        shared.in_b = std::move(places);
        words.emplace_back(shared.rarity, std::move(shared));
    }
    std::ranges::stable_sort(words, std::ranges::greater{}, &std::pair<double, SharedWord>::first);
    std::vector<SharedWord> heaviest;
    for (std::size_t i = 0; i < std::min(words.size(), most_words); ++i) {
        heaviest.push_back(std::move(words[i].second));
    }
    return heaviest;
}

} // namespace

Explanation Index::explain(Document const& a, Document const& b) const
{
    auto const values = compare(profile_of(a, model()), profile_of(b, model()));
    Explanation explanation;
    for (std::size_t i = 0; i < evidence_count; ++i) {
        auto const name = static_cast<Evidence>(i);
        if (name != Evidence::case_support && name != Evidence::case_size) {
            explanation.features.push_back({name, values[i], values[i] * model().weights[i]});
        }
    }
    explanation.log_odds = log_odds_of(values, model());
    explanation.probability = 1.0 / (1.0 + std::exp(-explanation.log_odds));
    auto const most = model().limits.code_points;
    explanation.words =
        shared_words(normalise(a.text, most), normalise(b.text, most), *model().frequencies);
    return explanation;
}

} // namespace ducha::neardup
