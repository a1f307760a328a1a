// Days of the office one by one, and the day on which a term ends.
#include "domain/inspection/term.h"

#include "base/text.h"

#include "domain/inspection/units.h"

namespace ducha::inspection {
namespace {

constexpr RefusalRow<TermRefusal> refusals[] = {
    {TermRefusal::year_out_of_range,
     "inspection.year_out_of_range",
     "年份超出范围",
     "no calendar is kept of this year"},
    {TermRefusal::length_out_of_range,
     "inspection.length_out_of_range",
     "期限长度超出范围",
     "a term is not as long as this"},
    {TermRefusal::two_lengths,
     "inspection.two_lengths",
     "自然日与工作日只能二选一",
     "a term is counted in calendar days or in working days, not in both"},
};

struct Named {
    std::string_view zh;
    std::string_view en;
};

/// The holidays of all (全体公民放假的节日).
constexpr Named names[] = {
    {"元旦", "New Year's Day"},
    {"春节", "Spring Festival"},
    {"清明节", "Qingming Festival"},
    {"劳动节", "Labour Day"},
    {"端午节", "Dragon Boat Festival"},
    {"中秋节", "Mid-Autumn Festival"},
    {"国庆节", "National Day"},
};

/// Of `国庆节、中秋节` both. What there is no English for is said as it is.
Sentence holiday_named(std::string_view zh)
{
    Sentence named{.zh = std::string{zh}, .en = {}};
    for (auto const& [chinese, english] : names) {
        if (zh.contains(chinese)) {
            named.en += (named.en.empty() ? "" : ", ") + std::string{english};
        }
    }
    if (named.en.empty()) {
        named.en = named.zh;
    }
    return named;
}

DayKind kind_of(Day day)
{
    bool const is_worked = office_calendar().is_working_day(day);
    std::chrono::weekday const of_week{std::chrono::sys_days{civil(day)}};
    bool const is_weekend = of_week == std::chrono::Saturday || of_week == std::chrono::Sunday;
    if (is_worked) {
        return is_weekend ? DayKind::make_up_workday : DayKind::workday;
    }
    // A weekend that a notice speaks of belongs to its holiday.
    return is_weekend && holiday_of(day).empty() ? DayKind::rest : DayKind::holiday;
}

Result<void> check_year(std::int64_t year, std::string_view where)
{
    if (year < first_year || last_year < year) {
        return refuse(
            refusals,
            TermRefusal::year_out_of_range,
            std::to_string(year),
            std::to_string(first_year) + " to " + std::to_string(last_year),
            std::string{where}
        );
    }
    return {};
}

std::int64_t year_of(Day day)
{
    return static_cast<int>(civil(day).year());
}

} // namespace

Result<std::vector<OfficeDay>> days_of(std::int64_t of)
{
    if (auto const known = check_year(of, "year"); !known) {
        return std::unexpected{known.error()};
    }
    std::chrono::year const year{static_cast<int>(of)};
    std::vector<OfficeDay> all;
    for (auto day = day_of(year / std::chrono::January / 1); year_of(day) == of; day = day + 1) {
        auto const named = holiday_of(day);
        all.push_back({day, kind_of(day), named.empty() ? Sentence{} : holiday_named(named)});
    }
    return all;
}

Result<Owed> reckon(Term const& term)
{
    if (auto const known = check_year(year_of(term.from), "from"); !known) {
        return std::unexpected{known.error()};
    }
    if (term.length < 0 || longest_term < term.length) {
        return refuse(
            refusals,
            TermRefusal::length_out_of_range,
            std::to_string(term.length),
            "0 to " + std::to_string(longest_term),
            term.unit == TermUnit::calendar_days ? "days" : "workdays"
        );
    }
    auto const& calendar = office_calendar();
    auto const length = static_cast<int>(term.length);
    Owed owed{.term = term};
    owed.due = term.unit == TermUnit::calendar_days
        ? term.from + length
        : calendar.after_working_days(term.from, length);
    owed.calendar_days = owed.due - term.from;
    owed.working_days = calendar.working_days(term.from + 1, owed.due);
    for (auto of = year_of(term.from); of <= year_of(owed.due); ++of) {
        if (notices_of(of).empty()) {
            owed.unpublished_years.push_back(of);
        }
    }
    return owed;
}

Day answer_due(Limits const& limits, Day day)
{
    return day + static_cast<int>(limits.answer_days);
}

Refusal two_lengths()
{
    return refuse(refusals, TermRefusal::two_lengths, "days, workdays", "one of them").error();
}

} // namespace ducha::inspection
