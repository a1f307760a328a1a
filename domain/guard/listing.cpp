// Lists over several logs: the parts that are no templates.
#include "domain/guard/listing.h"

namespace ducha::guard {

Behind behind(std::optional<Position> const& after, LogId log, Order order)
{
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    constexpr auto most = std::numeric_limits<std::int64_t>::max();
    bool const is_newest = order == Order::newest;
    if (!after) {
        return is_newest ? Behind{most, most} : Behind{least, least};
    }
    if (after->log == log) {
        return {after->time, after->thing};
    }
    // Of the same instant: the greater log is newer, so all of it lies before, or behind.
    bool const lies_behind = is_newest ? log < after->log : log > after->log;
    return {after->time, lies_behind == is_newest ? most : least};
}

std::string walked(Walk const& walk)
{
    auto const& [log, time, thing, wanted, order] = walk;
    bool const is_newest = order == Order::newest;
    std::string const direction = is_newest ? " desc" : "";
    return log + " = $1 and (" + time + ", " + thing + ")" + (is_newest ? " < " : " > ") +
        "($2, $3) and " + wanted + " order by " + time + direction + ", " + thing + direction;
}

std::string all_of(std::vector<std::string> const& terms)
{
    std::string all;
    for (auto const& term : terms) {
        if (!term.empty()) {
            all += (all.empty() ? "" : " and ") + term;
        }
    }
    return all.empty() ? "1 = 1" : all;
}

} // namespace ducha::guard
