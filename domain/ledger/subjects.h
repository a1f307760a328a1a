// The events about one thing: those whose body names it, found by an index.
#pragma once

#include "domain/ledger/ledger.h"

namespace ducha::ledger {

/// By which name of a body a thing is looked for.
enum class Subject {
    matter, ///< `matter`, or `of.matter`
    case_,  ///< `case`
    report, ///< `report`, of what is added to one or split off
    batch,  ///< `day`, of a batch
};

/// The numbers of the events of a log that name this thing, in order, at most `most`. Of a matter
/// the event that brought it does not name it: its number is the matter's.
///
/// thing   the number of the thing; of a batch its day's number
/// cost    O(log log's size + found)
[[nodiscard]] std::vector<Seq> events_about(
    db::Connection& connection, LogId log, Subject subject, std::int64_t thing, std::int64_t most
);

} // namespace ducha::ledger
