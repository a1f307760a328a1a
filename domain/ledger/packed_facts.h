// Count facts in blocks: the same facts once more, packed column by column, for counts that read
// many of them.
#pragma once

#include "base/frame.h"
#include "base/ids.h"
#include "base/instant.h"

#include <functional>
#include <string>
#include <vector>

namespace ducha::db {
class Connection;
}

namespace ducha::ledger {

/// A block holds the facts of so many events of a log, from a multiple of it on. It is packed once
/// the last of them is folded, and never touched again.
inline constexpr std::int64_t events_a_block = 10'000;

/// The facts of one measure in one block, in the order of the log.
struct PackedFacts {
    std::int64_t block = 0;
    std::string measure;
    std::size_t facts = 0;   ///< at least one
    std::int64_t amount = 0; ///< of all of them together
    std::vector<std::string> types;
    std::vector<std::string> channels;

    /// What each fact has. Empty frames where only the amount of all was asked for and every fact
    /// counts; `is_whole` says so.
    Frame occurred;
    Frame recorded;
    Frame amounts;
    Frame reception_day;
    Frame type;    ///< its place in `types`
    Frame channel; ///< its place in `channels`
    bool is_whole = false;
};

/// Which blocks, and which facts of them.
struct PackedSpan {
    LogId log;
    std::int64_t first_block = 0;
    std::int64_t end_block = 0; ///< the one behind the last
    Instant as_of;
    Instant known_at;
    bool amounts_alone = false; ///< where all facts count, their sum will do
};

/// Packs the blocks that are full with the events before `end` and not packed yet, after the facts
/// have been stored and in the same transaction.
/// cost   about 50 ms a block on SQLite; otherwise nothing
void pack_facts(db::Connection& rows, LogId log, Seq end);

/// The same for every log, as far as it has come: for a database older than the blocks.
void pack_all_facts(db::Connection& rows);

/// How many blocks are packed: all events before `events_a_block` times as many are in them.
[[nodiscard]] std::int64_t packed_blocks(db::Connection& connection, LogId log);

/// Shows what may hold facts that occurred and were recorded by the two instants, block by block,
/// by the names of the measures in each. What holds none for sure is left out.
///
/// throws   Trouble(database): a block cannot be read
/// cost     O(blocks), and 15 bytes for each fact that is shown
void each_packed(
    db::Connection& connection,
    PackedSpan const& span,
    std::function<void(PackedFacts const&)> const& visitor
);

} // namespace ducha::ledger
