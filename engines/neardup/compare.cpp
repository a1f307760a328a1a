// The evidence of a pair of reports.
#include "base/invariant.h"

#include "engines/neardup/extract.h"
#include "engines/neardup/profile.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdlib>

namespace ducha::neardup {
namespace {

/// Sums of products of weights over n-grams that both hold.
struct Shared {
    double all = 0;
    double squares_a = 0; ///< of a's weights, over what is shared
    double squares_b = 0;
    double rarity = 0;
    double headline_a = 0; ///< in a's headline, anywhere in b
    double headline_b = 0;
    double place_a = 0; ///< in a name of a place in a, anywhere in b
    double place_b = 0;
    double enterprise_a = 0;
    double enterprise_b = 0;
};

void add(Shared& sum, Gram a, Gram b)
{
    auto const wa = static_cast<double>(a.weight());
    auto const wb = static_cast<double>(b.weight());
    auto const in = [](Gram gram, std::uint32_t mark) { return (gram.marks() & mark) != 0; };
    sum.all += wa * wb;
    sum.squares_a += wa * wa;
    sum.squares_b += wb * wb;
    sum.rarity += std::min(wa, wb) * std::min(wa, wb);
    sum.headline_a += in(a, mark::headline) ? wa * wa : 0.0;
    sum.headline_b += in(b, mark::headline) ? wb * wb : 0.0;
    sum.place_a += in(a, mark::place) ? wa * wa : 0.0;
    sum.place_b += in(b, mark::place) ? wb * wb : 0.0;
    sum.enterprise_a += in(a, mark::enterprise) ? wa * wa : 0.0;
    sum.enterprise_b += in(b, mark::enterprise) ? wb * wb : 0.0;
}

Shared shared_of(Probe const& a, Profile const& b)
{
    Shared sum;
    for (auto const& gram : b.grams) {
        if (auto const* same = a.find(gram.id)) {
            add(sum, *same, gram);
        }
    }
    return sum;
}

double ratio(double part, double whole)
{
    return whole > 0 ? std::min(part / whole, 1.0) : 0.0;
}

double cosine(double product, double squares_a, double squares_b)
{
    return ratio(product, std::sqrt(squares_a * squares_b));
}

bool apart(std::vector<std::uint32_t> const& a, std::vector<std::uint32_t> const& b)
{
    auto const in_b = [&](std::uint32_t id) { return std::ranges::binary_search(b, id); };
    return !a.empty() && !b.empty() && std::ranges::none_of(a, in_b);
}

double jaccard(std::uint64_t a, std::uint64_t b)
{
    return ratio(std::popcount(a & b), std::popcount(a | b));
}

using Values = std::array<double, evidence_count>;

double& at(Values& values, Evidence name)
{
    return values[static_cast<std::size_t>(name)];
}

/// Names agree by the better way round: one may name more than the other.
void compare_names(Shared const& sum, Profile const& a, Profile const& b, Values& values)
{
    constexpr double hardly = 0.05;
    auto const place =
        std::max(ratio(sum.place_a, a.place_squares), ratio(sum.place_b, b.place_squares));
    auto const enterprise = std::max(
        ratio(sum.enterprise_a, a.enterprise_squares), ratio(sum.enterprise_b, b.enterprise_squares)
    );
    bool const both_place = a.place_squares > 0 && b.place_squares > 0;
    bool const both_enterprise = a.enterprise_squares > 0 && b.enterprise_squares > 0;
    at(values, Evidence::place_agrees) = place;
    at(values, Evidence::place_differs) = both_place && place < hardly ? 1 : 0;
    at(values, Evidence::enterprise_agrees) = enterprise;
    at(values, Evidence::enterprise_differs) = both_enterprise && enterprise < hardly ? 1 : 0;
    at(values, Evidence::district_differs) = apart(a.districts, b.districts) ? 1 : 0;
}

void compare_issues(Profile const& a, Profile const& b, Values& values)
{
    bool const typed = a.issue_types != 0 && b.issue_types != 0;
    std::uint64_t const issues_a = typed ? a.issue_types : a.issue_words;
    std::uint64_t const issues_b = typed ? b.issue_types : b.issue_words;
    bool const both = issues_a != 0 && issues_b != 0;
    at(values, Evidence::issue_agrees) = jaccard(issues_a, issues_b);
    at(values, Evidence::issue_differs) = both && (issues_a & issues_b) == 0 ? 1 : 0;
    at(values, Evidence::same_issue_there) =
        std::min(at(values, Evidence::place_agrees), at(values, Evidence::issue_agrees));
}

double days_between(Instant a, Instant b)
{
    constexpr double day = 24.0 * static_cast<double>(hour);
    return std::abs(static_cast<double>(a.microseconds) - static_cast<double>(b.microseconds)) /
        day;
}

} // namespace

Probe::Probe(Profile const& profile) : profile_(profile)
{
    invariant(profile.grams.size() < empty / 2, "a profile holds fewer than 2^15 n-grams");
    mask_ = static_cast<std::uint32_t>(std::bit_ceil(4 * profile.grams.size() + 1)) - 1;
    table_.assign(mask_ + 1, empty);
    for (std::size_t i = 0; i < profile.grams.size(); ++i) {
        auto at = profile.grams[i].id & mask_;
        while (table_[at] != empty) {
            at = (at + 1) & mask_;
        }
        table_[at] = static_cast<std::uint16_t>(i);
    }
}

Values compare(Probe const& probe, Profile const& b)
{
    auto const& a = probe.profile();
    auto const sum = shared_of(probe, b);
    Values values{};
    at(values, Evidence::prior) = 1;
    at(values, Evidence::text_cosine) = cosine(sum.all, a.square_sum, b.square_sum);
    at(values, Evidence::text_containment) =
        std::max(ratio(sum.squares_a, a.square_sum), ratio(sum.squares_b, b.square_sum));
    at(values, Evidence::headline_in_text) = std::max(
        ratio(sum.headline_a, a.headline_squares), ratio(sum.headline_b, b.headline_squares)
    );
    at(values, Evidence::shared_rarity) = std::log1p(sum.rarity);
    compare_names(sum, a, b, values);
    compare_issues(a, b, values);
    at(values, Evidence::days_apart) = std::log1p(days_between(a.occurred, b.occurred));
    return values;
}

double log_odds_of(Values const& values, Model const& model)
{
    double sum = 0;
    for (std::size_t i = 0; i < evidence_count; ++i) {
        sum += values[i] * model.weights[i];
    }
    return sum;
}

} // namespace ducha::neardup
