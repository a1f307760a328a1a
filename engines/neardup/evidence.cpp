// The evidence of a pair of reports, and its sum.
#include "engines/neardup/evidence.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numbers>

namespace ducha::neardup {
namespace {

/// Sums over n-grams that both hold: products of weights, and squares of the weights on each side.
struct Shared {
    double product = 0;
    double rarity = 0;
    Squares report;
    Squares earlier;
};

Shared shared_of(Probe const& report, Kept const& earlier)
{
    Shared sum;
    for (auto const gram : earlier.grams) {
        auto const place = report.find(gram.id());
        if (place == Probe::none) {
            continue;
        }
        auto const own = report.sketch().grams[place];
        auto const weight = report.sketch().weights[place];
        // Both have the same rarity; only what they are part of may differ.
        auto const other = weight / weight_of(1.0F, own) * weight_of(1.0F, gram);
        sum.report.add(own, weight);
        sum.earlier.add(gram, other);
        auto const lesser = static_cast<double>(std::min(weight, other));
        sum.product += static_cast<double>(weight) * static_cast<double>(other);
        sum.rarity += lesser * lesser;
    }
    return sum;
}

double ratio(double part, double whole)
{
    return whole > 0 ? std::min(part / whole, 1.0) : 0.0;
}

/// How many of the hashes of `a` are in `b`, and how many each has; 0 is no hash.
struct Overlap {
    std::size_t shared = 0;
    std::size_t in_a = 0;
    std::size_t in_b = 0;

    [[nodiscard]] bool apart() const { return in_a > 0 && in_b > 0 && shared == 0; }
    [[nodiscard]] double share() const
    {
        return ratio(static_cast<double>(shared), static_cast<double>(std::min(in_a, in_b)));
    }
};

Overlap overlap(std::span<std::uint16_t const> a, std::span<std::uint16_t const> b)
{
    auto const is_there = [](std::uint16_t hash) { return hash != 0; };
    Overlap result;
    result.in_a = static_cast<std::size_t>(std::ranges::count_if(a, is_there));
    result.in_b = static_cast<std::size_t>(std::ranges::count_if(b, is_there));
    for (auto const hash : a) {
        result.shared += hash != 0 && std::ranges::find(b, hash) != b.end() ? 1 : 0;
    }
    return result;
}

double jaccard(std::uint64_t a, std::uint64_t b)
{
    return ratio(std::popcount(a & b), std::popcount(a | b));
}

/// Names agree by the better way round: one may name more than the other.
void compare_names(Shared const& sum, Squares const& own, Squares const& other, Values& values)
{
    // From where on two names may be one: what firms of a trade share in their names stays below.
    constexpr double alike = 0.5;
    auto const differs = [](double agrees) { return std::max(0.0, 1 - agrees / alike); };
    auto const place =
        std::max(ratio(sum.report.place, own.place), ratio(sum.earlier.place, other.place));
    auto const enterprise = std::max(
        ratio(sum.report.enterprise, own.enterprise),
        ratio(sum.earlier.enterprise, other.enterprise)
    );
    bool const both_place = own.place > 0 && other.place > 0;
    bool const both_enterprise = own.enterprise > 0 && other.enterprise > 0;
    at(values, Evidence::place_agrees) = place;
    at(values, Evidence::place_differs) = both_place ? differs(place) : 0;
    at(values, Evidence::enterprise_agrees) = enterprise;
    at(values, Evidence::enterprise_differs) = both_enterprise ? differs(enterprise) : 0;
}

void compare_issues(Facts const& a, Facts const& b, Values& values)
{
    bool const typed = a.issue_types != 0 && b.issue_types != 0;
    auto const first = typed ? a.issue_types : a.issue_words;
    auto const second = typed ? b.issue_types : b.issue_words;
    auto const agrees = jaccard(first, second);
    at(values, Evidence::issue_agrees) = agrees;
    at(values, Evidence::issue_differs) =
        first != 0 && second != 0 && (first & second) == 0 ? 1 : 0;
    auto const there =
        std::max(at(values, Evidence::place_agrees), at(values, Evidence::pins_near));
    at(values, Evidence::same_issue_there) = std::min(there, jaccard(a.issue_words, b.issue_words));
    auto const sources = overlap(a.sources, b.sources);
    at(values, Evidence::source_agrees) = sources.share();
    at(values, Evidence::source_differs) = sources.apart() ? 1 : 0;
    at(values, Evidence::same_source_there) = std::min(there, sources.share());
}

/// Metres, on a flat earth: pins that matter lie within a few kilometres.
double metres_between(Facts const& a, Facts const& b)
{
    constexpr double metres = 0.111195; // of a millionth of a degree, on a sphere of 6,371 km
    auto const north = (static_cast<double>(a.latitude) - b.latitude) * metres;
    auto const latitude = static_cast<double>(a.latitude) * 1e-6 * std::numbers::pi / 180;
    auto const east =
        (static_cast<double>(a.longitude) - b.longitude) * metres * std::cos(latitude);
    return std::sqrt(north * north + east * east);
}

void compare_pins(Facts const& a, Facts const& b, Values& values)
{
    constexpr double same_spot = 50; // metres
    constexpr double kilometre = 1000;
    if (a.has_pin() && b.has_pin()) {
        auto const distance = metres_between(a, b);
        at(values, Evidence::pins_near) = 1 / (1 + distance * distance / (same_spot * same_spot));
        at(values, Evidence::pins_apart) = std::min(std::log1p(distance / kilometre), 3.0);
    }
}

} // namespace

float glance(Probe const& report, Kept const& earlier)
{
    constexpr std::size_t most = 32; // two lines of memory
    float sum = 0;
    for (auto const gram : earlier.grams.first(std::min(most, earlier.grams.size()))) {
        auto const place = report.find(gram.id());
        sum += place == Probe::none ? 0 : report.sketch().weights[place];
    }
    return sum;
}

Values compare(Probe const& report, Kept const& earlier)
{
    auto const sum = shared_of(report, earlier);
    auto const& own = report.visible_in(earlier);
    auto const& other = earlier.squares;
    auto const& facts = report.sketch().facts;
    constexpr double minutes_a_day = 24 * 60;
    Values values{};
    at(values, Evidence::prior) = 1;
    at(values, Evidence::text_cosine) = ratio(
        sum.product, std::sqrt(static_cast<double>(own.all) * static_cast<double>(other.all))
    );
    at(values, Evidence::text_containment) =
        std::max(ratio(sum.report.all, own.all), ratio(sum.earlier.all, other.all));
    at(values, Evidence::headline_in_text) = std::max(
        ratio(sum.report.headline, own.headline), ratio(sum.earlier.headline, other.headline)
    );
    at(values, Evidence::shared_rarity) = std::log1p(sum.rarity);
    compare_names(sum, own, other, values);
    auto const districts = overlap(facts.districts, earlier.facts.districts);
    at(values, Evidence::district_differs) = districts.apart() ? 1 : 0;
    compare_pins(facts, earlier.facts, values);
    compare_issues(facts, earlier.facts, values);
    auto const minutes =
        std::abs(static_cast<double>(facts.minute) - static_cast<double>(earlier.facts.minute));
    at(values, Evidence::days_apart) = std::log1p(minutes / minutes_a_day);
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

double probability_of(double log_odds, Model const& model)
{
    auto const& knots = model.calibration;
    if (knots.empty()) {
        return 1.0 / (1.0 + std::exp(-log_odds));
    }
    auto const after = std::ranges::upper_bound(knots, log_odds, {}, &Knot::log_odds);
    if (after == knots.begin()) {
        return knots.front().probability;
    }
    auto const& low = *(after - 1);
    if (after == knots.end()) {
        return low.probability;
    }
    auto const share = (log_odds - low.log_odds) / (after->log_odds - low.log_odds);
    return low.probability + share * (after->probability - low.probability);
}

} // namespace ducha::neardup
