// Percentages: each is published by a formula of its own.
#include "domain/bulletin/sides.h"

namespace ducha::bulletin {
namespace {

/// Whether count / whole is printed as `percent`, rounded to its places.
bool is_share(Printed count, Printed whole, Printed percent)
{
    // Beyond that no share is meant, and the products below would not fit.
    if (whole == Printed{} || percent > Printed::whole(1000)) {
        return false;
    }
    std::int64_t unit = 10'000; // ten-thousandths of a per cent in one printed unit
    for (int place = 0; place < percent.places; ++place) {
        unit /= 10;
    }
    // |count / whole - percent| <= half a unit, without a division.
    auto const exact = count.ten_thousandths * 100 * 10'000;
    auto const printed = percent.ten_thousandths * whole.ten_thousandths;
    return 2 * std::abs(exact - printed) <= unit * whole.ten_thousandths;
}

std::string share_of(Printed count, Printed whole, int places)
{
    if (whole == Printed{}) {
        return "none";
    }
    std::int64_t unit = 10'000;
    for (int place = 0; place < places; ++place) {
        unit /= 10;
    }
    auto const exact = count.ten_thousandths * 100 * 10'000;
    auto const step = unit * whole.ten_thousandths;
    auto const rounded = (2 * exact + step) / (2 * step) * unit;
    return to_text({rounded, places}) + "%";
}

/// The formulas under which a rate of this name is published.
struct RateFormula {
    std::string_view name;
    std::string_view formula;
    Side part;
    Side whole;
};

std::vector<RateFormula> const& rate_formulas()
{
    static Side const cases{{"cases"}, {}};
    static Side const closed{{"closed"}, {}};
    static Side const settled{{"closed", "phased"}, {}};
    static Side const untrue{{"untrue"}, {}};
    static Side const judged{{"true", "untrue"}, {"basically_true", "partly_true"}};
    static std::vector<RateFormula> const all = {
        {"不属实率", "untrue/cases", untrue, cases},
        {"不属实率", "untrue/closed", untrue, closed},
        {"不属实率", "untrue/judged", untrue, judged},
        {"属实率", "true/cases", {{"true"}, {}}, cases},
        {"属实率", "true/closed", {{"true"}, {}}, closed},
        {"办结率", "closed/cases", closed, cases},
        {"办结率", "(closed+phased)/cases", settled, cases},
        {"未办结率", "in_progress/cases", {{"in_progress"}, {}}, cases},
    };
    return all;
}

} // namespace

void check_shares(
    PublishedRow const& row, std::vector<Part> const& parts, std::vector<Check>& checks
)
{
    auto const cases = figure(row, "cases");
    auto const sum = sum_of(parts);
    for (auto const& part : parts) {
        if (!part.percent) {
            continue;
        }
        Check check{.row = row.name, .line = row.line, .formula = part.name + " / cases"};
        check.found = to_text(*part.percent) + "%";
        check.expected = share_of(part.count, cases, part.percent->places);
        if (!is_share(part.count, cases, *part.percent)) {
            bool const of_types = is_share(part.count, sum, *part.percent);
            check.verdict = of_types ? Verdict::holds_otherwise : Verdict::does_not_hold;
            check.formula = of_types ? part.name + " / types" : check.formula;
            check.expected = of_types ? check.found : check.expected;
            check.difference = of_types ? "" : check.found + " - " + check.expected;
        }
        checks.push_back(std::move(check));
    }
}

void check_rate(PublishedRow const& row, PrintedRate const& rate, std::vector<Check>& checks)
{
    Check check{.row = row.name, .line = row.line, .formula = rate.name};
    check.found = to_text(rate.percent) + "%";
    check.verdict = Verdict::does_not_hold;
    std::string tried;
    for (auto const& candidate : rate_formulas()) {
        auto const part = candidate.part.of(row);
        auto const whole = candidate.whole.of(row);
        if (candidate.name != rate.name || !part || !whole) {
            continue;
        }
        auto const share = share_of(*part, *whole, rate.percent.places);
        auto const formula = rate.name + " = " + std::string{candidate.formula};
        if (is_share(*part, *whole, rate.percent)) {
            check.verdict = tried.empty() ? Verdict::holds : Verdict::holds_otherwise;
            check.formula = formula;
            check.expected = share;
            check.rule = tried.empty() ? Sentence{} : Sentence{"并非 " + tried, "not " + tried};
            break;
        }
        tried += (tried.empty() ? "" : ", ") + std::string{candidate.formula} + " = " + share;
        check.expected = tried;
    }
    checks.push_back(std::move(check));
}

} // namespace ducha::bulletin
