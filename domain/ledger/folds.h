// What a room registers with the ledger: how its rows follow from the events.
#pragma once

#include "domain/ledger/counts.h"
#include "domain/ledger/event.h"

#include <span>
#include <string_view>
#include <vector>

namespace ducha::db {
class Connection;
}

namespace ducha::ledger {

/// Writes the rows that follow from one event. May read rows of its own room only: those of
/// another may be ahead, or in another state when everything is folded anew.
using Fold = void (*)(db::Connection& rows, Recorded const& event, CountFacts& counts);

/// A fold under this name sees every event: for what events of any room may carry.
inline constexpr std::string_view any_event = "*";

struct EventFold {
    std::string_view event_type;
    Fold fold;
};

/// A table that is folded from the events alone, and can be dropped and folded anew.
struct RowTable {
    std::string_view name;
    std::string_view order; ///< its key columns, log first, separated by commas
};

struct Folds {
    std::vector<EventFold> events;
    std::vector<RowTable> tables;

    /// Empties what follows from the rows and lies beside them, such as an index; before the
    /// tables are cleared, to be folded anew.
    void (*clear_beside)(db::Connection& rows) = nullptr;
};

/// Folds recorded events through the rooms in their order, stores the count facts, and packs each
/// block of them that is full.
/// cost   the rooms' own, one bulk insert of count facts, about 50 ms at every ten thousandth event
void fold(
    db::Connection& rows, std::vector<Recorded> const& events, std::span<Folds const* const> rooms
);

/// The ledger's own: count facts, plain and packed, and the words that `payload_erased` removes.
[[nodiscard]] Folds const& ledger_folds();

} // namespace ducha::ledger
