// In how many reports an n-gram occurs.
#include "engines/neardup/grams.h"
#include "engines/neardup/model.h"
#include "engines/neardup/normalise.h"
#include "engines/neardup/tokens.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>

namespace ducha::neardup {
namespace {

/// The n-grams of a text, each once, with their texts.
std::map<std::uint32_t, std::string> grams_of(std::string_view text)
{
    auto const normal = normalise(text, 100'000);
    Extract nothing_found;
    nothing_found.marks.assign(normal.text.size(), 0);
    std::vector<Token> tokens;
    tokens_of(normal, nothing_found, tokens);
    std::map<std::uint32_t, std::string> grams;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        auto const& a = tokens[i];
        if (a.word) {
            grams.try_emplace(gram_of(a.value), text_of(a, normal));
        }
        if (i + 1 < tokens.size() && !a.ends() && !tokens[i + 1].ends()) {
            auto const& b = tokens[i + 1];
            auto const* between = a.sound_of != 0 || b.sound_of != 0 ? "" : " ";
            grams.try_emplace(
                pair_of(a.value, b.value), text_of(a, normal) + between + text_of(b, normal)
            );
        }
    }
    return grams;
}

} // namespace

float Frequencies::rarity_of(double reports, double with_gram)
{
    constexpr double rarest = 8.4; // about log(4,400)
    auto const idf = std::log(reports / std::max(with_gram, 1.0)) / rarest;
    return static_cast<float>(std::clamp(idf, 0.0, 1.0));
}

Frequencies Frequencies::counted(std::span<std::string_view const> texts, std::uint32_t least)
{
    struct Count {
        std::string text;
        std::uint32_t reports = 0;
    };
    std::unordered_map<std::uint32_t, Count> counts;
    for (auto const text : texts) {
        for (auto& [gram, spelled] : grams_of(text)) {
            auto& count = counts[gram];
            // Neighbours count in any order: one spelling stands for both.
            count.text = count.text.empty() ? spelled : std::min(count.text, spelled);
            ++count.reports;
        }
    }
    std::vector<Listed> listed;
    for (auto& [gram, count] : counts) {
        if (count.reports >= least) {
            listed.push_back({std::move(count.text), count.reports});
        }
    }
    return of(texts.size(), std::move(listed));
}

Frequencies Frequencies::of(std::uint64_t reports, std::vector<Listed> listed)
{
    Frequencies result;
    std::erase_if(listed, [](Listed const& item) { return gram_of_text(item.text) == 0; });
    std::ranges::sort(listed, {}, [](Listed const& item) {
        return std::tie(item.text, item.reports);
    });
    auto const [first, last] = std::ranges::unique(listed, {}, &Listed::text);
    listed.erase(first, last); // what is listed twice counts as often as it is said to at least
    result.reports_ = reports;
    result.reserve(listed.size());
    for (auto const& item : listed) {
        result.put(gram_of_text(item.text), rarity_of(static_cast<double>(reports), item.reports));
    }
    result.listed_ = std::move(listed);
    return result;
}

void Frequencies::reserve(std::size_t grams)
{
    std::size_t places = 64;
    while (places < 2 * grams) {
        places *= 2;
    }
    entries_.assign(places, {});
    seen_.assign(bits / 64, 0);
}

void Frequencies::put(std::uint32_t gram, float rarity)
{
    auto const mask = entries_.size() - 1;
    auto at = static_cast<std::size_t>(gram) & mask;
    while (entries_[at].rarity >= 0.0F && entries_[at].gram != gram) {
        at = (at + 1) & mask;
    }
    entries_[at] = {gram, rarity};
    seen_[gram % bits / 64] |= std::uint64_t{1} << (gram % 64);
}

float Frequencies::rarity(std::uint32_t gram) const
{
    if (entries_.empty() || (seen_[gram % bits / 64] >> (gram % 64) & 1U) == 0) {
        return 1.0F;
    }
    auto const mask = entries_.size() - 1;
    auto at = static_cast<std::size_t>(gram) & mask;
    while (entries_[at].rarity >= 0.0F && entries_[at].gram != gram) {
        at = (at + 1) & mask;
    }
    return entries_[at].rarity >= 0.0F ? entries_[at].rarity : 1.0F;
}

} // namespace ducha::neardup
