// 进展情况: counts as of any instant, from the count facts alone. Source: clauses B21-02, B21-03.
#pragma once

#include "base/code.h"

#include "domain/guard/room.h"

#include <map>
#include <string>
#include <vector>

namespace ducha::bulletin {

enum class Grouping { none, object, type, channel, day };

/// What is counted: everything that occurred by `as_of`, as far as it was recorded by `known_at`.
struct Question {
    Instant as_of;
    std::optional<Instant> known_at; ///< none: everything that is known now
    Grouping by = Grouping::none;
};

/// The sums of one group, by measure: received, accepted, not_accepted, forwarded, matters,
/// matters_withdrawn, matters_forwarded, cases, transferred, withdrawn_after_hand_over, issues,
/// watched, urgent. At every instant there are at least as many cases as were transferred.
struct Line {
    std::string group; ///< an object, type or channel by code, a day as 2021-09-15; or empty
    std::map<std::string, std::int64_t> sums;

    [[nodiscard]] std::int64_t of(std::string_view measure) const;

    /// Received, and neither accepted nor declined nor forwarded yet.
    [[nodiscard]] std::int64_t undecided() const;
};

struct ReadCounts;
using MayReadCounts = identity::Authorized<ReadCounts, LogId>;

/// An inspected object, and the permission to count what its log holds.
struct Counted {
    std::string object; ///< its code
    MayReadCounts may;
};

/// The counts of these objects together, groups in order of their names.
/// cost   O(facts of their logs)
[[nodiscard]] std::vector<Line>
count(db::Connection& connection, std::vector<Counted> const& objects, Question const& question);

/// One office's sentence, as the bulletins have it, in both languages. Figures that are not
/// counted yet (results, penalties, people) are not in it.
[[nodiscard]] Sentence sentence(Line const& total, Instant as_of);

/// A law of conservation that does not hold.
struct Breach {
    Sentence law;
    std::string found;
    std::string expected;
};

/// Every accepted matter is in exactly one case, or withdrawn, or forwarded; every case with a
/// number is in exactly one batch, or an urgent notice that no batch lists yet; no two cases have
/// one number; the counts are those of the rows.
[[nodiscard]] std::vector<Breach>
conservation(db::Connection& connection, MayReadCounts const& may);

[[nodiscard]] guard::Room const& room();

} // namespace ducha::bulletin

template <>
struct ducha::Codes<ducha::bulletin::Grouping> {
    using Grouping = bulletin::Grouping;
    static constexpr CodeRow<Grouping> table[] = {
        {Grouping::none, "none", "合计", "total"},
        {Grouping::object, "object", "按对象", "by object"},
        {Grouping::type, "type", "按类型", "by type"},
        {Grouping::channel, "channel", "按渠道", "by channel"},
        {Grouping::day, "day", "按日", "by day"},
    };
};
