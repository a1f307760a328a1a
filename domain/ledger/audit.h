// Proving and disproving: is the log what was signed, and are the rows what the log says?
#pragma once

#include "base/refusal.h"

#include "domain/ledger/folds.h"
#include "domain/ledger/ledger.h"

#include <functional>

namespace ducha::db {
struct Migration;
}

namespace ducha::ledger {

/// Something that does not hold.
struct Finding {
    std::string origin; ///< the log
    std::int64_t seq;   ///< the event, or -1 for the log as a whole
    Sentence problem;
    std::string found;
    std::string expected;
};

/// Called with the number of events done so far.
using Progress = std::function<void(std::int64_t)>;

/// Recomputes every leaf and node from the rows of the ledger, and holds each signed head, the
/// tiles, the frontier and the saved heads against them.
///
/// saved    notes that somebody kept outside; each must be a beginning of its log
/// key      the verifier key
/// shows    changed, removed, swapped, inserted events; a log cut below a saved head
/// cannot   show a lie recorded at first, nor a log cut back to an earlier signed head when
///          nobody saved a later one
/// cost     O(events), about 5 us each; memory O(log n) and one page of events
[[nodiscard]] std::vector<Finding> verify(
    db::Connection& connection,
    std::string_view key,
    std::vector<std::string> const& saved,
    Progress const& progress
);

/// Folds every event anew into `shadow`, an empty twin, and compares each table with it row by
/// row, log by log.
///
/// cost   O(events), commits every 50,000
[[nodiscard]] std::vector<Finding> check_rows(
    db::Connection& connection,
    db::Connection& shadow,
    std::span<Folds const* const> rooms,
    Progress const& progress
);

/// Drops all folded rows and folds them anew, in the caller's transaction.
void rebuild_rows(
    db::Connection& connection, std::span<Folds const* const> rooms, Progress const& progress
);

using Line = std::function<void(std::string_view)>;

/// A log as JSON lines: its name and key, every event with its leaf, salt and words, and the
/// signed heads. Enough for anyone to verify it without this program: tools/verify.
void export_log(db::Connection& connection, LogId log, std::string_view key, Line const& line);

/// That one event stands in its log, as one JSON object: leaf, words, path and signed head.
/// Nothing where the log has no such event.
[[nodiscard]] std::optional<std::string>
prove(db::Connection& connection, LogId log, Seq seq, std::string_view key);

} // namespace ducha::ledger
