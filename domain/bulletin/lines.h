// The lines of a count while they are added up.
#pragma once

#include "domain/bulletin/bulletin.h"

namespace ducha::bulletin {

/// Lines by their group.
using Lines = std::map<std::string, Line, std::less<>>;

/// Adds to the sum of `measure` in the line of `group`.
inline void add(Lines& lines, std::string_view group, std::string_view measure, std::int64_t amount)
{
    auto& line = lines.try_emplace(std::string{group}, std::string{group}).first->second;
    line.sums[std::string{measure}] += amount;
}

/// In the order of their groups. A total has its line even where nothing is counted.
inline std::vector<Line> in_order(Lines lines, Grouping by)
{
    if (lines.empty() && by == Grouping::none) {
        lines.try_emplace("");
    }
    std::vector<Line> result;
    for (auto& [group, line] : lines) {
        result.push_back(std::move(line));
    }
    return result;
}

} // namespace ducha::bulletin
