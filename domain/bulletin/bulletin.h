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
/// watched, urgent, joint, joint_partners; of results: results, closed, phased, in_progress, true,
/// basically_true, partly_true, untrue, immediate, by_deadline, long_term, fine_fen, and
/// handling::numbers.
/// At every instant cases >= transferred >= results = closed + phased + in_progress.
struct Line {
    std::string group; ///< an object, type or channel by code, a day as 2021-09-15; or empty
    std::map<std::string, std::int64_t> sums;

    [[nodiscard]] std::int64_t of(std::string_view measure) const;

    /// Received, and neither accepted nor declined nor forwarded yet.
    [[nodiscard]] std::int64_t undecided() const;

    bool operator==(Line const&) const = default;
};

struct ReadCounts {
    static constexpr std::string_view code = "read_counts";
};
using MayReadCounts = identity::Authorized<ReadCounts, LogId>;

/// An inspected object, and the permission to count what its log holds.
struct Counted {
    std::string object; ///< its code
    MayReadCounts may;
};

/// The counts of these objects together, groups in order of their names: from the packed facts,
/// and from count_fact what is not packed yet.
/// cost   totals O(blocks), and the facts of blocks in which some count and some do not: tens of
///        milliseconds at ten million facts; otherwise O(facts), below 0.1 us each. Whoever asks
///        often has a roll-up (rollup.h)
[[nodiscard]] std::vector<Line>
count(db::Connection& connection, std::vector<Counted> const& objects, Question const& question);

/// The same from count_fact alone, against which the quick ways are held.
/// cost   O(facts of their logs), about 1 us each: SQLite sorts them by group
[[nodiscard]] std::vector<Line> count_facts(
    db::Connection& connection, std::vector<Counted> const& objects, Question const& question
);

/// A law of conservation that does not hold.
struct Breach {
    Sentence law;
    std::string found;
    std::string expected;
};

/// Every accepted matter is in exactly one case, or withdrawn, or forwarded; every case with a
/// number is in exactly one batch, or an urgent notice that no batch lists yet; no two cases have
/// one number; closed + phased + in_progress = results <= transferred, and a case is closed where
/// its result says so; the counts are those of the rows; the counts of the roll-up and of the
/// packed facts are those of count_fact.
[[nodiscard]] std::vector<Breach>
conservation(db::Connection& connection, MayReadCounts const& may);

/// Who may do and ask what of this room.
[[nodiscard]] std::vector<identity::ActRules> policy();

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
