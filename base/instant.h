// Instants, and the days of an office in UTC+8.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ducha {

/// Microseconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t microseconds = 0;

    friend constexpr auto operator<=>(Instant, Instant) = default;
};

inline constexpr std::int64_t second = 1'000'000;
inline constexpr std::int64_t minute = 60 * second;
inline constexpr std::int64_t hour = 60 * minute;

/// The whole of China keeps one time, without summer time since 1992.
inline constexpr std::int64_t office_offset = 8 * hour;

/// A civil day of the office: days since 1970-01-01.
struct Day {
    std::int32_t number = 0;

    friend constexpr auto operator<=>(Day, Day) = default;
    friend constexpr Day operator+(Day day, int days) { return {day.number + days}; }
    friend constexpr int operator-(Day late, Day early) { return late.number - early.number; }
};

/// A time of the day, in minutes since midnight; 0 to 1440.
struct TimeOfDay {
    int minutes = 0;

    friend constexpr auto operator<=>(TimeOfDay, TimeOfDay) = default;
};

[[nodiscard]] constexpr Day day_of(std::chrono::year_month_day date)
{
    return {static_cast<std::int32_t>(std::chrono::sys_days{date}.time_since_epoch().count())};
}

[[nodiscard]] constexpr std::chrono::year_month_day civil(Day day)
{
    return std::chrono::sys_days{std::chrono::days{day.number}};
}

/// The civil day of the office in which `at` lies.
[[nodiscard]] Day office_day(Instant at);

/// The instant at which the office's clock shows `time` on `day`.
[[nodiscard]] Instant office_instant(Day day, TimeOfDay time);

/// The reception day of `at`: day D holds (D-1 at the cut, D at the cut], so that a count "as
/// of 20:00" on D holds whole days.
///
/// cut      the moment of the daily count, 20:00 by default (T03)
/// source   domain.md 1.5 T03, T05
[[nodiscard]] Day reception_day(Instant at, TimeOfDay cut);

/// `2021-09-15`.
[[nodiscard]] std::string to_text(Day day);

/// `20210915`.
[[nodiscard]] std::string to_digits(Day day);

/// `2021-09-15T20:00:00+08:00`; microseconds only where there are any.
[[nodiscard]] std::string to_text(Instant at);

/// `2021-09-15`, `2021/9/15` or `20210915`; nothing for an impossible date, nor for `2021113`,
/// which is two dates.
[[nodiscard]] std::optional<Day> parse_day(std::string_view text);

/// `20:00` or `8:30`; `24:00` is the end of the day.
[[nodiscard]] std::optional<TimeOfDay> parse_time_of_day(std::string_view text);

/// A date, then optionally `T` or a space and `hh:mm[:ss[.fffffffff]]`, then optionally `Z`,
/// `+hh:mm`. Without an offset it is the office's time; without a time it is midnight. A fraction
/// has one to nine digits; what is finer than a microsecond is dropped.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

} // namespace ducha
