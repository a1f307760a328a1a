// An index on the shelf: one file a log, which must be of this very log to be of use.
#pragma once

#include "platform/tabular/whole_file.h"

#include "engines/neardup/neardup.h"

#include "domain/merge/merge.h"

namespace ducha::merge {

/// An index with the file in which it goes on, if it began with one.
struct Held {
    std::optional<tabular::PrivateMapping> bytes; ///< outlives the index
    std::unique_ptr<neardup::Index> index;
    std::int64_t events = 0; ///< of the log, that it was made of
};

/// What the shelf gave: an index, or why not; neither where nothing is kept.
struct Taken {
    std::optional<Held> held;
    std::string fault;
};

/// Takes the index of a log from the shelf: made by this model, of events of this log as the
/// ledger has them, and none of them erased since.
///
/// throws   Trouble of the database only
[[nodiscard]] Taken
take(db::Connection& connection, LogId log, std::filesystem::path const& folder);

/// Keeps an index that holds what the first `events` events of the log decided. All of them are
/// committed.
///
/// throws   Trouble
void keep(
    neardup::Index const& index,
    db::Connection& connection,
    LogId log,
    std::int64_t events,
    std::filesystem::path const& folder
);

} // namespace ducha::merge
