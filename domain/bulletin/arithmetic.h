// Does a published bulletin add up? Every formula is named, held or not.
//
// An audit accuses nobody: a figure that does not add up needs checking, and often another
// counting rule explains it, which is then named.
#pragma once

#include "domain/bulletin/published.h"

namespace ducha::bulletin {

enum class Verdict {
    holds,
    holds_otherwise, ///< not by the plain formula, but by a counting rule that is in use
    does_not_hold,
};

/// One formula, held against one row.
struct Check {
    std::string row;
    std::int64_t line = 0;
    std::string formula; ///< in the names of the columns: `calls + letters = received`
    Verdict verdict = Verdict::holds;
    std::string found;      ///< the left side
    std::string expected;   ///< the right side
    std::string difference; ///< left - right; empty where the formula holds
    Sentence rule; ///< of `holds_otherwise`: the rule; else what would explain it, or empty
};

/// Holds every formula that applies against every row, in the order of the rows.
///
/// source   domain.md 2.3 (counting rules), 2.5 (order of the figures), 2.6 (rates)
/// cost     O(fields)
[[nodiscard]] std::vector<Check> audit(Published const& table);

} // namespace ducha::bulletin

template <>
struct ducha::Codes<ducha::bulletin::Verdict> {
    using Verdict = bulletin::Verdict;
    static constexpr CodeRow<Verdict> table[] = {
        {Verdict::holds, "holds", "成立", "holds"},
        {Verdict::holds_otherwise, "holds_otherwise", "按另一口径成立", "holds by another rule"},
        {Verdict::does_not_hold, "does_not_hold", "需核对", "needs checking"},
    };
};
