// Why two reports are held to be the same.
#include "base/text.h"

#include "engines/neardup/evidence.h"
#include "engines/neardup/extract.h"
#include "engines/neardup/neardup.h"
#include "engines/neardup/normalise.h"
#include "engines/neardup/tokens.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace ducha::neardup {
namespace {

using View = std::u32string_view;

constexpr std::size_t most_words = 24;
constexpr std::size_t most_spans = 8;
constexpr std::size_t longest_word = 12;
constexpr float rare = 0.25F;

/// As the model counts it: in any order.
std::uint32_t bigram_of(View two)
{
    return pair_of(static_cast<std::uint32_t>(two[0]), static_cast<std::uint32_t>(two[1]));
}

/// A text, its bigrams by place, and what of it may be part of a word.
class Reading {
public:
    Reading(std::string_view original, Model const& model)
        : normal_(normalise(original, model.limits.code_points)), found_(extract(normal_))
    {
        for (std::size_t i = 0; i + 2 <= text().size(); ++i) {
            auto const bigram = bigram_of(text().substr(i, 2));
            auto& at = places_[bigram];
            if (at.size() < most_spans && joins(i) && model.frequencies->rarity(bigram) >= rare) {
                at.push_back(i);
            }
        }
    }

    [[nodiscard]] View text() const { return normal_.text; }

    /// The longest run from `begin` of the other text that this one holds too.
    [[nodiscard]] View longest_shared(View other, std::size_t begin) const
    {
        auto const places = places_.find(bigram_of(other.substr(begin, 2)));
        std::size_t longest = 0;
        if (places != places_.end()) {
            for (auto const at : places->second) {
                longest = std::max(longest, run_length(other.substr(begin), at));
            }
        }
        return other.substr(begin, longest);
    }

    /// Where the word stands, in bytes of the original.
    [[nodiscard]] std::vector<Span> spans_of(View word) const
    {
        std::vector<Span> spans;
        auto at = text().find(word);
        while (at != View::npos && spans.size() < most_spans) {
            auto const from = normal_.from[at];
            spans.push_back({from, normal_.to[at + word.size() - 1] - from});
            at = text().find(word, at + word.size());
        }
        return spans;
    }

private:
    /// Whether the characters i and i + 1 may stand in one word.
    [[nodiscard]] bool joins(std::size_t i) const
    {
        return text()[i] != clause_break && text()[i + 1] != clause_break &&
            ((found_.marks[i] | found_.marks[i + 1]) & mark::code) == 0;
    }

    [[nodiscard]] std::size_t run_length(View other, std::size_t at) const
    {
        std::size_t length = 1;
        while (length < std::min(longest_word, other.size()) && at + length < text().size() &&
               joins(at + length - 1) && text()[at + length] == other[length]) {
            ++length;
        }
        return length >= 2 && text()[at] == other[0] && text()[at + 1] == other[1] ? length : 0;
    }

    Normalised normal_;
    Extract found_;
    std::unordered_map<std::uint32_t, std::vector<std::size_t>> places_;
};

double rarity_of(View word, Frequencies const& frequencies)
{
    double sum = 0;
    for (std::size_t i = 0; i + 2 <= word.size(); ++i) {
        sum += frequencies.rarity(bigram_of(word.substr(i, 2)));
    }
    return sum;
}

std::vector<SharedWord>
shared_words(Document const& document, Reading const& a, Reading const& b, Model const& model)
{
    std::unordered_set<View> seen;
    std::vector<std::pair<double, View>> words;
    for (std::size_t i = 0; i + 2 <= a.text().size();) {
        auto const word = b.longest_shared(a.text(), i);
        i += std::max<std::size_t>(word.size(), 1);
        if (!word.empty() && seen.insert(word).second) {
            words.emplace_back(rarity_of(word, *model.frequencies), word);
        }
    }
    std::ranges::sort(words, [](auto const& x, auto const& y) {
        return x.first != y.first ? x.first > y.first : x.second.data() < y.second.data();
    });
    words.resize(std::min(words.size(), most_words));
    std::vector<SharedWord> heaviest;
    for (auto const& [rarity, word] : words) {
        SharedWord shared{{}, rarity, a.spans_of(word), b.spans_of(word)};
        auto const first = shared.in_a.front();
        shared.text = document.text.substr(first.offset, first.length);
        heaviest.push_back(std::move(shared));
    }
    return heaviest;
}

} // namespace

Explanation Index::explain(Document const& report, Document const& earlier) const
{
    auto const sketch = sketch_of(report, model());
    auto const other = sketch_of(earlier, model());
    auto const values = compare(Probe{sketch}, kept_of(other, model().limits.kept_grams));
    Explanation explanation;
    for (auto const& feature : features_of(values, model())) {
        if (feature.name < Evidence::case_support) {
            explanation.features.push_back(feature);
        }
    }
    explanation.log_odds = log_odds_of(values, model());
    explanation.probability = probability_of(explanation.log_odds, model());
    explanation.words = shared_words(
        report, Reading{report.text, model()}, Reading{earlier.text, model()}, model()
    );
    return explanation;
}

} // namespace ducha::neardup
