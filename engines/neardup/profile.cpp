// A report as it is compared: its heaviest n-grams with weights and marks.
#include "engines/neardup/profile.h"

#include "engines/neardup/extract.h"
#include "engines/neardup/grams.h"
#include "engines/neardup/normalise.h"

#include <algorithm>
#include <cmath>

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

/// A field that is a name as a whole.
void collect_name(
    std::string_view name, std::uint8_t mark, Model const& model, std::vector<Occurrence>& into
)
{
    auto const text = normalise(name, model.limits.code_points);
    Extract whole;
    whole.marks.assign(text.text.size(), mark);
    collect(text, whole, into);
}

/// What an n-gram weighs: its rarity, more when it is repeated or stands in the headline.
float weigh(float rarity, std::size_t times, std::uint32_t marks)
{
    auto const repeated = 1.0F + std::min(std::log2(static_cast<float>(times)), 3.0F) * 0.25F;
    auto const raised = (marks & mark::headline) != 0 ? 1.5F : 1.0F;
    return rarity * repeated * raised;
}

std::vector<Gram> merged(std::vector<Occurrence>& all, Model const& model)
{
    std::ranges::sort(all, {}, &Occurrence::id);
    std::vector<Gram> grams;
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
    return a.packed >> 8U != b.packed >> 8U ? a.packed >> 8U > b.packed >> 8U : a.id < b.id;
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
    collect_name(document.place, mark::place, model, all);
    collect_name(document.enterprise, mark::enterprise, model, all);

    Profile profile;
    profile.grams = merged(all, model);
    if (profile.grams.size() > model.limits.grams) {
        auto const cut = profile.grams.begin() + static_cast<std::ptrdiff_t>(model.limits.grams);
        std::nth_element(profile.grams.begin(), cut, profile.grams.end(), heavier);
        profile.grams.erase(cut, profile.grams.end());
        std::ranges::sort(profile.grams, {}, &Gram::id);
    }
    profile.grams.shrink_to_fit();
    sum_up(profile);
    profile.districts = found.districts;
    profile.issue_words = found.issues;
    profile.issue_types = document.issues;
    profile.occurred = document.occurred;
    return profile;
}

std::vector<Gram> heaviest(Profile const& profile, std::size_t most)
{
    auto grams = profile.grams;
    auto const count = std::min(most, grams.size());
    auto const cut = grams.begin() + static_cast<std::ptrdiff_t>(count);
    std::partial_sort(grams.begin(), cut, grams.end(), heavier);
    grams.erase(cut, grams.end());
    return grams;
}

} // namespace ducha::neardup
