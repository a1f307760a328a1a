// The working calendar: weekends, holidays, and the weekends that are worked instead.
#pragma once

#include "base/instant.h"

#include <map>
#include <optional>

namespace ducha {

/// The State Council's notices of holidays, as a table of exceptions to the five-day week.
class Calendar {
public:
    /// off   true: a day off; false: a weekend day that is worked (调休)
    void except(Day day, bool off);

    [[nodiscard]] bool is_working_day(Day day) const;

    /// Working days in [first, last], both included; 0 where last < first.
    [[nodiscard]] int working_days(Day first, Day last) const;

    /// The day on which `count` working days have passed, counted from the day after `from`.
    /// count   >= 0; 0 returns `from`
    [[nodiscard]] Day after_working_days(Day from, int count) const;

    /// The last year of which a notice is known. A day beyond it counts by weekday only, and
    /// whoever shows such a day says so: the notice for a year comes in the November before it.
    [[nodiscard]] std::optional<int> last_known_year() const;

private:
    std::map<Day, bool> off_;
};

} // namespace ducha
