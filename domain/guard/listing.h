// Lists over several logs, newest or oldest first, a page at a time.
//
// Each log is walked along an index from where the page before ended, and no further than the page
// or `most_looked_at` rows; what was found is put in one order. So a page costs a page, however
// long the logs and however rare what is looked for.
#pragma once

#include "base/code.h"
#include "base/ids.h"

#include <algorithm>
#include <compare>
#include <cstdint>
#include <functional>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ducha::guard {

enum class Order { newest, oldest };

/// Where a thing stands in a list.
struct Position {
    std::int64_t time = 0; ///< what the list is ordered by: microseconds, or days
    LogId log;
    std::int64_t thing = 0; ///< its number in the log

    auto operator<=>(Position const&) const = default;
};

/// Whether one comes before the other.
[[nodiscard]] inline bool precedes(Order order, Position const& one, Position const& other)
{
    return order == Order::newest ? one > other : one < other;
}

/// Where the walk of one log begins: behind this.
struct Behind {
    std::int64_t time = 0;
    std::int64_t thing = 0;
};

/// after   the last thing of the page before; none: the first page
[[nodiscard]] Behind behind(std::optional<Position> const& after, LogId log, Order order);

/// A part of one log's list.
template <class T>
struct Stretch {
    std::vector<std::pair<Position, T>> found;
    std::optional<Position> until; ///< looked at so far and no further; none: to the end
};

/// A part of the whole list.
template <class T>
struct Portion {
    std::vector<T> items;
    std::optional<Position> next; ///< it goes on behind this; none: nothing follows
};

/// How many rows of one log a page looks at for things that no index finds. A page that has looked
/// so far may hold fewer things than were wished for, even none, and still say where it goes on.
inline constexpr std::int64_t most_looked_at = 20'000;

/// How a log is read.
template <class T>
struct Walking {
    /// What is wanted among the next `rows` rows, in any order.
    std::function<std::vector<std::pair<Position, T>>(Behind const& from, std::int64_t rows)> read;

    /// The last of the next `rows` rows, wanted or not; nothing where there are fewer.
    std::function<std::optional<Position>(Behind const& from, std::int64_t rows)> last;
};

template <class T>
[[nodiscard]] Stretch<T> walk(Walking<T> const& log, Behind from, Order order, std::int64_t most)
{
    constexpr std::int64_t growth = 4;
    constexpr std::int64_t most_rows = 5'000; // of one reading
    Stretch<T> stretch;
    std::int64_t looked = 0;
    std::int64_t rows = most;
    while (looked < most_looked_at) {
        auto more = log.read(from, rows);
        bool const all_wanted = std::ssize(more) == rows;
        std::ranges::sort(more, [order](auto const& one, auto const& other) {
            return precedes(order, one.first, other.first);
        });
        std::ranges::move(more, std::back_inserter(stretch.found));
        if (std::ssize(stretch.found) >= most) {
            stretch.found.erase(stretch.found.begin() + most, stretch.found.end());
            stretch.until = stretch.found.back().first;
            return stretch;
        }
        stretch.until = all_wanted ? stretch.found.back().first : log.last(from, rows);
        if (!stretch.until) {
            return stretch;
        }
        from = {stretch.until->time, stretch.until->thing};
        looked += rows;
        rows = std::min({rows * growth, most_rows, most_looked_at - looked});
    }
    return stretch;
}

/// Puts the stretches of all logs in one order, as far as every log was looked at.
template <class T>
[[nodiscard]] Portion<T> merged(std::vector<Stretch<T>> stretches, Order order, std::int64_t most)
{
    std::optional<Position> until;
    std::vector<std::pair<Position, T>> all;
    for (auto& stretch : stretches) {
        if (stretch.until && (!until || precedes(order, *stretch.until, *until))) {
            until = stretch.until;
        }
        std::ranges::move(stretch.found, std::back_inserter(all));
    }
    std::ranges::sort(all, [order](auto const& one, auto const& other) {
        return precedes(order, one.first, other.first);
    });
    Portion<T> portion{.items = {}, .next = until};
    for (auto& [position, thing] : all) {
        if (until && precedes(order, *until, position)) {
            break;
        }
        if (std::ssize(portion.items) == most) {
            break;
        }
        portion.items.push_back(std::move(thing));
        if (std::ssize(portion.items) == most) {
            portion.next = position;
        }
    }
    return portion;
}

/// How a query walks one log: along an index of (log, time, thing).
struct Walk {
    std::string log; ///< columns, and terms of them
    std::string time;
    std::string thing;
    std::string wanted; ///< what the index finds by itself, as a condition
    Order order = Order::newest;
};

/// The condition of it and its order. The query binds the log as $1 and `Behind` as $2 and $3.
[[nodiscard]] std::string walked(Walk const& walk);

/// `column in ('a', 'b')`; for one code `column = 'a'`, which an index serves. Codes are constants
/// of the program. Empty for none.
template <class Enum>
[[nodiscard]] std::string is_one_of(std::string_view column, std::vector<Enum> const& values)
{
    std::string list;
    for (auto const value : values) {
        list += (list.empty() ? "'" : ", '") + std::string{code(value)} + "'";
    }
    return list.empty()
        ? list
        : std::string{column} + (values.size() == 1 ? " = " + list : " in (" + list + ")");
}

/// Whether a column of codes, separated by semicolons, holds any of these. Not empty.
template <class Enum>
[[nodiscard]] std::string holds_one_of(std::string_view column, std::vector<Enum> const& values)
{
    std::string terms;
    for (auto const value : values) {
        terms += (terms.empty() ? "(" : " or (") + std::string{"';' || "} + std::string{column} +
            " || ';' like '%;" + std::string{code(value)} + ";%')";
    }
    return "(" + terms + ")";
}

/// Terms of a condition, joined by `and`; without any, true.
[[nodiscard]] std::string all_of(std::vector<std::string> const& terms);

/// How many things a count counts at most, and how many rows of a log it looks at.
inline constexpr std::int64_t most_counted = 10'000;
inline constexpr std::int64_t most_rows_counted = 100'000;

/// How many there are, as far as they were counted.
struct Count {
    std::int64_t amount = 0; ///< at most `most_counted`
    bool is_all = true;      ///< false: there are, or may be, more
};

} // namespace ducha::guard

template <>
struct ducha::Codes<ducha::guard::Order> {
    using Order = guard::Order;
    static constexpr CodeRow<Order> table[] = {
        {Order::newest, "newest", "新的在前", "the newest first"},
        {Order::oldest, "oldest", "旧的在前", "the oldest first"},
    };
};
