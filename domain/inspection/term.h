// Days of the office one by one, and the day on which a term ends.
#pragma once

#include "base/code.h"
#include "base/instant.h"
#include "base/refusal.h"

#include "domain/inspection/inspection.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace ducha::inspection {

enum class DayKind {
    workday,         ///< Monday to Friday
    rest,            ///< a weekend
    holiday,         ///< off by the year's notice, weekends among them included
    make_up_workday, ///< a weekend day that is worked by the year's notice (调休)
};

/// A day, and the holiday that it belongs to; none where no notice speaks of it.
struct OfficeDay {
    Day day;
    DayKind kind = DayKind::workday;
    Sentence holiday;
};

enum class TermUnit { calendar_days, working_days };

/// A time limit that begins on the day after `from`.
struct Term {
    Day from;
    std::int64_t length = 0;
    TermUnit unit = TermUnit::calendar_days;
};

/// When a term ends, and how long that is either way.
struct Owed {
    Term term;
    Day due;
    std::int64_t calendar_days = 0;
    std::int64_t working_days = 0;

    /// Years that the term reaches whose notice is not known: in them a weekday is taken for a
    /// workday, and whoever shows the day says so.
    std::vector<std::int64_t> unpublished_years;
};

enum class TermRefusal { year_out_of_range, length_out_of_range, two_lengths };

inline constexpr std::int64_t first_year = 2000;
inline constexpr std::int64_t last_year = 2100;
inline constexpr std::int64_t longest_term = 3660;

/// Every day of a year, in order.
/// refuses   a year outside of `first_year` to `last_year`
[[nodiscard]] Result<std::vector<OfficeDay>> days_of(std::int64_t year);

/// Today is never a day of its own term: what is owed in one day is owed tomorrow.
///
/// refuses   a day outside of the years, a length outside of 0 to `longest_term`
/// source    domain.md 1.5 (T06: calendar days; public notices: working days)
/// cost      O(days)
[[nodiscard]] Result<Owed> reckon(Term const& term);

/// The day by which the result is owed of what was handed over on `day`.
/// source   domain.md 1.5 (T06)
[[nodiscard]] Day answer_due(Limits const& limits, Day day);

/// Two lengths were asked for at once.
[[nodiscard]] Refusal two_lengths();

} // namespace ducha::inspection

template <>
struct ducha::Codes<ducha::inspection::DayKind> {
    using Kind = inspection::DayKind;
    static constexpr CodeRow<Kind> table[] = {
        {Kind::workday, "workday", "工作日", "workday"},
        {Kind::rest, "rest", "休息日", "day of rest"},
        {Kind::holiday, "holiday", "放假", "holiday"},
        {Kind::make_up_workday, "make_up_workday", "调休上班", "make-up workday"},
    };
};

template <>
struct ducha::Codes<ducha::inspection::TermUnit> {
    using Unit = inspection::TermUnit;
    static constexpr CodeRow<Unit> table[] = {
        {Unit::calendar_days, "calendar_days", "自然日", "calendar days"},
        {Unit::working_days, "working_days", "工作日", "working days"},
    };
};
