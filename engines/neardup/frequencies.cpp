// In how many reports an n-gram occurs.
#include "engines/neardup/grams.h"
#include "engines/neardup/model.h"
#include "engines/neardup/normalise.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace ducha::neardup {
namespace {

std::vector<std::uint32_t> distinct_grams(std::string_view text)
{
    auto const normal = normalise(text, 100'000);
    std::u32string_view const view = normal.text;
    std::vector<std::uint32_t> grams;
    for (std::size_t i = 0; i < view.size(); ++i) {
        for (std::size_t length = 2; length <= 3 && i + length <= view.size(); ++length) {
            grams.push_back(hash_of(view.substr(i, length)));
        }
    }
    std::ranges::sort(grams);
    auto const rest = std::ranges::unique(grams);
    grams.erase(rest.begin(), rest.end());
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
    std::unordered_map<std::uint32_t, std::uint32_t> counts;
    for (auto const text : texts) {
        for (auto const gram : distinct_grams(text)) {
            ++counts[gram];
        }
    }
    std::erase_if(counts, [&](auto const& item) { return item.second < least; });
    Frequencies result;
    result.reserve(counts.size());
    for (auto const& [gram, count] : counts) {
        result.put(gram, rarity_of(static_cast<double>(texts.size()), count));
    }
    return result;
}

void Frequencies::reserve(std::size_t grams)
{
    std::size_t places = 64;
    while (places < 2 * grams) {
        places *= 2;
    }
    entries_.assign(places, {});
}

void Frequencies::put(std::uint32_t gram, float rarity)
{
    auto const mask = entries_.size() - 1;
    auto at = static_cast<std::size_t>(gram) & mask;
    while (entries_[at].rarity >= 0.0F && entries_[at].gram != gram) {
        at = (at + 1) & mask;
    }
    filled_ += entries_[at].rarity < 0.0F ? 1 : 0;
    entries_[at] = {gram, rarity};
}

float Frequencies::rarity(std::uint32_t gram) const
{
    if (entries_.empty()) {
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
