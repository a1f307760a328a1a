// A report as it is compared: its heaviest n-grams with weights and marks.
#include "engines/neardup/profile.h"

#include "engines/neardup/extract.h"
#include "engines/neardup/grams.h"
#include "engines/neardup/normalise.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>
#include <utility>

namespace ducha::neardup {
namespace {

struct Occurrence {
    std::uint32_t id;
    std::uint8_t marks;
};

/// N-grams inside clauses; not those of district codes.
void collect(Normalised const& text, Extract const& found, std::vector<Occurrence>& into)
{
    std::u32string_view const view = text.text;
    auto const cuts = [&](std::size_t i) {
        return view[i] == clause_break || (found.marks[i] & mark::code) != 0;
    };
    for (std::size_t i = 0; i + 1 < view.size(); ++i) {
        if (cuts(i) || cuts(i + 1)) {
            continue;
        }
        auto const marks = static_cast<std::uint8_t>(found.marks[i] & found.marks[i + 1]);
        into.push_back({hash_of(view.substr(i, 2)), marks});
        if (i + 2 < view.size() && !cuts(i + 2)) {
            into.push_back(
                {hash_of(view.substr(i, 3)), static_cast<std::uint8_t>(marks & found.marks[i + 2])}
            );
        }
    }
}

/// A field that is a name as a whole, but for its district. Returns the districts.
std::vector<std::uint32_t> collect_name(
    std::string_view name, std::uint8_t mark, Model const& model, std::vector<Occurrence>& into
)
{
    auto const text = normalise(name, model.limits.code_points);
    auto found = extract(text);
    for (auto& marks : found.marks) {
        marks = (marks & mark::code) != 0 ? marks : mark;
    }
    collect(text, found, into);
    return found.districts;
}

/// By id. A radix sort: the ids are hashes, so any digit of them spreads evenly.
void sort_by_id(std::vector<Occurrence>& all)
{
    std::vector<Occurrence> other(all.size());
    for (unsigned shift = 0; shift < 32; shift += 8) {
        std::array<std::size_t, 257> begins{};
        for (auto const& occurrence : all) {
            ++begins[(occurrence.id >> shift & 0xFFU) + 1];
        }
        std::partial_sum(begins.begin(), begins.end(), begins.begin());
        for (auto const& occurrence : all) {
            other[begins[occurrence.id >> shift & 0xFFU]++] = occurrence;
        }
        std::swap(all, other);
    }
}

/// What an n-gram weighs: its rarity, more when it is repeated or stands in the headline.
float weigh(float rarity, std::size_t times, std::uint32_t marks)
{
    constexpr std::array repeated = {1.0F, 1.25F, 1.4F, 1.5F, 1.58F, 1.65F, 1.7F, 1.75F};
    auto const raised = (marks & mark::headline) != 0 ? 1.5F : 1.0F;
    return rarity * repeated[std::min(times, repeated.size()) - 1] * raised;
}

std::vector<Gram> merged(std::vector<Occurrence>& all, Model const& model)
{
    sort_by_id(all);
    std::vector<Gram> grams;
    grams.reserve(all.size());
    for (std::size_t i = 0; i < all.size();) {
        auto const id = all[i].id;
        std::uint32_t marks = 0;
        std::size_t times = 0;
        for (; i < all.size() && all[i].id == id; ++i, ++times) {
            marks |= all[i].marks;
        }
        auto const weight = weigh(model.frequencies->rarity(id), times, marks);
        auto const fixed = static_cast<std::uint32_t>(weight * 65536.0F);
        if (fixed > 0) {
            grams.push_back({id, std::min(fixed, 0xFFFFFFU) << 8U | marks});
        }
    }
    return grams;
}

/// Heavier first; among equals the order of the hash, the same in every report.
bool heavier(Gram const& a, Gram const& b)
{
    auto const key = [](Gram const& gram) {
        return static_cast<std::uint64_t>(gram.packed >> 8U) << 32U | ~gram.id;
    };
    return key(a) > key(b);
}

/// Keeps the heaviest n-grams, in no order.
void keep_heaviest(std::vector<Gram>& grams, std::size_t most)
{
    if (grams.size() > most) {
        auto const cut = grams.begin() + static_cast<std::ptrdiff_t>(most);
        std::nth_element(grams.begin(), cut, grams.end(), heavier);
        grams.erase(cut, grams.end());
    }
}

void sum_up(Profile& profile)
{
    for (auto const& gram : profile.grams) {
        auto const square = static_cast<double>(gram.weight()) * gram.weight();
        profile.square_sum += square;
        profile.headline_squares += (gram.marks() & mark::headline) != 0 ? square : 0.0;
        profile.place_squares += (gram.marks() & mark::place) != 0 ? square : 0.0;
        profile.enterprise_squares += (gram.marks() & mark::enterprise) != 0 ? square : 0.0;
    }
}

} // namespace

Profile profile_of(Document const& document, Model const& model)
{
    auto const text = normalise(document.text, model.limits.code_points);
    auto const found = extract(text);
    std::vector<Occurrence> all;
    all.reserve(2 * text.text.size());
    collect(text, found, all);
    auto const of_place = collect_name(document.place, mark::place, model, all);
    collect_name(document.enterprise, mark::enterprise, model, all);

    Profile profile;
    profile.grams = merged(all, model);
    if (profile.grams.size() > model.limits.grams) {
        keep_heaviest(profile.grams, model.limits.grams);
        std::ranges::sort(profile.grams, {}, &Gram::id);
    }
    profile.grams.shrink_to_fit();
    sum_up(profile);
    std::ranges::set_union(found.districts, of_place, std::back_inserter(profile.districts));
    profile.issue_words = found.issues;
    profile.issue_types = document.issues;
    profile.occurred = document.occurred;
    return profile;
}

std::vector<Gram> heaviest(Profile const& profile, std::size_t most)
{
    auto grams = profile.grams;
    keep_heaviest(grams, most);
    std::ranges::sort(grams, heavier);
    return grams;
}

} // namespace ducha::neardup
