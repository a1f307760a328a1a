// Counting the packed facts of a log.
#pragma once

#include "domain/bulletin/lines.h"
#include "domain/ledger/packed_facts.h"

namespace ducha::bulletin {

/// By what each fact is grouped; null where all are one group.
[[nodiscard]] Frame const* keys_of(ledger::PackedFacts const& facts, Grouping by);

/// The group of a key, as lines name it; empty where all facts are one group.
[[nodiscard]] std::string group_of(ledger::PackedFacts const& facts, std::int64_t key, Grouping by);

/// Adds what the packed facts of `of` count.
///
/// returns   the event from which on facts are not packed, and still to be added
/// cost      for totals O(blocks), and the facts of blocks in which some count and some do not;
///           by type, channel or day O(packed facts), about 10 ns each
[[nodiscard]] Seq
add_packed(Lines& lines, db::Connection& connection, Counted const& of, Question const& question);

} // namespace ducha::bulletin
