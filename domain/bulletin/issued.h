// Issued bulletins: figures that are frozen, with how much of each log they were counted from, so
// that anyone can count them again for ever. A correction is a bulletin of its own.
#pragma once

#include "domain/bulletin/figures.h"
#include "domain/bulletin/tally.h"

#include <memory>

namespace ducha::bulletin {

/// Counts everything as of an instant and issues it. The same instant under the same rules again
/// is harmless.
struct IssueBulletin {
    std::string inspection; ///< its id; may be empty where there is one only
    Instant as_of;
    std::optional<inspection::CountingRules> rules; ///< none: the inspection's
};

/// Counts an issued bulletin's instant again, with what is known now.
struct CorrectBulletin {
    std::string inspection;
    std::int64_t number = 0; ///< of the bulletin that was wrong
    std::string why;
};

/// How much of a log a bulletin has counted: its tree of `size` events has this root.
struct LogMark {
    std::string object;
    LogId log;
    std::int64_t size = 0;
    std::string root; ///< 64 hexadecimal digits

    bool operator==(LogMark const&) const = default;
};

// --- events ---------------------------------------------------------------------------------

/// In the office's log.
struct BulletinIssued {
    static constexpr ledger::EventType type{"bulletin_issued", 1};

    std::string inspection;
    std::int64_t number = 0; ///< from 1 in its inspection, corrections included
    Instant as_of;
    inspection::CountingRules rules;
    std::optional<std::int64_t> corrects; ///< the number of the bulletin that it takes the place of
    std::vector<LogMark> logs;
    Figures figures;
    std::string why; ///< words; of a correction
};

// --- decisions ------------------------------------------------------------------------------

enum class BulletinRefusal {
    in_the_future,
    no_such_bulletin,
    nothing_changed,
    reason_missing,
    does_not_add_up,
};

/// tally   counts in memory, kept by whoever issues often; none: from the tables
[[nodiscard]] guard::Command
issue(IssueBulletin const& command, std::shared_ptr<Tally> const& tally = nullptr);
[[nodiscard]] guard::Command correct(CorrectBulletin const& command);

// --- reading --------------------------------------------------------------------------------

/// What is counted, of which logs, up to where.
struct Scope {
    std::vector<Counted> objects;
    std::vector<LogMark> logs; ///< one an object, in the same order
};

/// These objects, with their logs as they are now. Inside a transaction or a snapshot: what comes
/// later is not counted.
[[nodiscard]] Scope scope_of(db::Connection& connection, std::vector<Counted> const& objects);

/// The same objects as an issued bulletin looked at them.
[[nodiscard]] Scope scope_of(std::vector<Counted> const& objects, std::vector<LogMark> const& logs);

/// What a count of the scope asks for. An event is known by when it was recorded, which rises
/// strictly in its log: so a size is an instant.
/// throws   Trouble(database): a log is shorter than what was counted
[[nodiscard]] std::vector<Asked> asked(db::Connection& connection, Scope const& scope);

struct ReadBulletins {
    static constexpr std::string_view code = "read_bulletins";
};
using MayReadBulletins = identity::Authorized<ReadBulletins, LogId>;

/// The issued bulletins of an inspection by number.
[[nodiscard]] std::vector<BulletinIssued>
issued(db::Connection& connection, MayReadBulletins const& may, std::string_view inspection);

[[nodiscard]] Result<BulletinIssued> choose_issued(
    db::Connection& connection,
    MayReadBulletins const& may,
    std::string_view inspection,
    std::int64_t number
);

[[nodiscard]] guard::Facts guard_facts(BulletinIssued const& event);

} // namespace ducha::bulletin
