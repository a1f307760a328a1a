// The working calendar: weekends, holidays, and the weekends that are worked instead.
#include "base/working_days.h"

#include "base/invariant.h"

namespace ducha {

void Calendar::except(Day day, bool off)
{
    off_[day] = off;
}

bool Calendar::is_working_day(Day day) const
{
    if (auto const exception = off_.find(day); exception != off_.end()) {
        return !exception->second;
    }
    std::chrono::weekday const weekday{std::chrono::sys_days{std::chrono::days{day.number}}};
    return weekday != std::chrono::Saturday && weekday != std::chrono::Sunday;
}

int Calendar::working_days(Day first, Day last) const
{
    int count = 0;
    for (auto day = first; day <= last; day = day + 1) {
        count += is_working_day(day) ? 1 : 0;
    }
    return count;
}

Day Calendar::after_working_days(Day from, int count) const
{
    invariant(count >= 0, "a term is not negative");
    auto day = from;
    while (count > 0) {
        day = day + 1;
        count -= is_working_day(day) ? 1 : 0;
    }
    return day;
}

std::optional<int> Calendar::last_known_year() const
{
    if (off_.empty()) {
        return std::nullopt;
    }
    return static_cast<int>(civil(off_.rbegin()->first).year());
}

} // namespace ducha
