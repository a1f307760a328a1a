// Instants, and the days of an office in UTC+8.
#include "base/instant.h"

#include <array>
#include <charconv>

namespace ducha {
namespace {

constexpr std::int64_t day_length = 24 * hour;

std::int64_t floor_division(std::int64_t value, std::int64_t by)
{
    auto const quotient = value / by;
    return quotient * by > value ? quotient - 1 : quotient;
}

/// Reads digits from the front of `rest`: at least one, at most `most`.
std::optional<int> take_number(std::string_view& rest, std::size_t most)
{
    std::size_t length = 0;
    while (length < most && length < rest.size() && rest[length] >= '0' && rest[length] <= '9') {
        ++length;
    }
    int value = 0;
    auto const* const end = rest.data() + length;
    if (length == 0 || std::from_chars(rest.data(), end, value).ptr != end) {
        return std::nullopt;
    }
    rest.remove_prefix(length);
    return value;
}

bool take(std::string_view& rest, char wanted)
{
    if (rest.empty() || rest.front() != wanted) {
        return false;
    }
    rest.remove_prefix(1);
    return true;
}

std::optional<Day> civil_day(int year, int month, int day)
{
    std::chrono::year_month_day const date{
        std::chrono::year{year},
        std::chrono::month{static_cast<unsigned>(month)},
        std::chrono::day{static_cast<unsigned>(day)}
    };
    if (!date.ok() || year < 1900 || year > 2999) {
        return std::nullopt;
    }
    return day_of(date);
}

std::optional<Day> take_day(std::string_view& rest)
{
    auto const year = take_number(rest, 4);
    if (!year) {
        return std::nullopt;
    }
    char const separator = rest.empty() ? '\0' : rest.front();
    bool const separated = separator == '-' || separator == '/';
    if (separated) {
        rest.remove_prefix(1);
    }
    auto const before = rest.size();
    auto const month = take_number(rest, 2);
    if (!month || (separated && !take(rest, separator))) {
        return std::nullopt;
    }
    auto const day = take_number(rest, 2);
    // 2021113 may be 13 January or 3 November.
    bool const ambiguous = !separated && before - rest.size() != 4;
    return day && !ambiguous ? civil_day(*year, *month, *day) : std::nullopt;
}

/// Reads `hh:mm[:ss[.fffffffff]]` as microseconds since midnight.
std::optional<std::int64_t> take_time(std::string_view& rest)
{
    auto const hours = take_number(rest, 2);
    if (!hours || !take(rest, ':')) {
        return std::nullopt;
    }
    auto const minutes = take_number(rest, 2);
    if (!minutes || *hours > 24 || *minutes > 59) {
        return std::nullopt;
    }
    std::int64_t time = *hours * hour + *minutes * minute;
    if (take(rest, ':')) {
        auto const seconds = take_number(rest, 2);
        if (!seconds || *seconds > 59) {
            return std::nullopt;
        }
        time += *seconds * second;
        if (take(rest, '.')) {
            auto const before = rest.size();
            auto nanoseconds = take_number(rest, 9);
            if (!nanoseconds) {
                return std::nullopt;
            }
            for (auto digits = before - rest.size(); digits < 9; ++digits) {
                *nanoseconds *= 10;
            }
            time += *nanoseconds / 1000;
        }
    }
    return time <= day_length ? std::optional{time} : std::nullopt;
}

/// Reads `Z` or `+hh:mm` as microseconds east of UTC; nothing there means the office's time.
std::optional<std::int64_t> take_offset(std::string_view& rest)
{
    if (rest.empty()) {
        return office_offset;
    }
    if (take(rest, 'Z')) {
        return 0;
    }
    bool const east = take(rest, '+');
    if (!east && !take(rest, '-')) {
        return std::nullopt;
    }
    auto const hours = take_number(rest, 2);
    take(rest, ':');
    auto const minutes = take_number(rest, 2);
    if (!hours || !minutes || *hours > 14 || *minutes > 59) {
        return std::nullopt;
    }
    auto const offset = *hours * hour + *minutes * minute;
    return east ? offset : -offset;
}

/// A number with zeros before it; as many of its own digits as it has.
void append(std::string& text, std::int64_t number, std::size_t digits)
{
    std::array<char, 20> spelled{};
    auto const end = std::to_chars(spelled.data(), spelled.data() + spelled.size(), number).ptr;
    auto const size = static_cast<std::size_t>(end - spelled.data());
    text.append(digits > size ? digits - size : 0, '0');
    text.append(spelled.data(), size);
}

} // namespace

Day office_day(Instant at)
{
    return {static_cast<std::int32_t>(floor_division(at.microseconds + office_offset, day_length))};
}

Instant office_instant(Day day, TimeOfDay time)
{
    return {day.number * day_length + time.minutes * minute - office_offset};
}

Day reception_day(Instant at, TimeOfDay cut)
{
    auto const day = office_day(at);
    return at > office_instant(day, cut) ? day + 1 : day;
}

std::string to_text(Day day)
{
    auto const date = civil(day);
    std::string text;
    append(text, static_cast<int>(date.year()), 4);
    text += '-';
    append(text, static_cast<unsigned>(date.month()), 2);
    text += '-';
    append(text, static_cast<unsigned>(date.day()), 2);
    return text;
}

std::string to_digits(Day day)
{
    auto text = to_text(day);
    std::erase(text, '-');
    return text;
}

std::string to_text(Instant at)
{
    auto const day = office_day(at);
    auto const time = at.microseconds + office_offset - day.number * day_length;
    auto const whole = time / second;
    auto text = to_text(day);
    text += 'T';
    append(text, whole / 3600, 2);
    text += ':';
    append(text, whole / 60 % 60, 2);
    text += ':';
    append(text, whole % 60, 2);
    if (auto const fraction = time % second; fraction != 0) {
        text += '.';
        append(text, fraction, 6);
    }
    text += "+08:00";
    return text;
}

std::optional<Day> parse_day(std::string_view text)
{
    auto const day = take_day(text);
    return text.empty() ? day : std::nullopt;
}

std::optional<TimeOfDay> parse_time_of_day(std::string_view text)
{
    auto const time = take_time(text);
    if (!time || !text.empty() || *time % minute != 0) {
        return std::nullopt;
    }
    return TimeOfDay{static_cast<int>(*time / minute)};
}

std::optional<Instant> parse_instant(std::string_view text)
{
    auto const day = take_day(text);
    if (!day) {
        return std::nullopt;
    }
    if (text.empty()) {
        return office_instant(*day, {});
    }
    if (!take(text, 'T') && !take(text, ' ')) {
        return std::nullopt;
    }
    auto const time = take_time(text);
    if (!time) {
        return std::nullopt;
    }
    auto const offset = take_offset(text);
    if (!offset || !text.empty()) {
        return std::nullopt;
    }
    return Instant{day->number * day_length + *time - *offset};
}

} // namespace ducha
