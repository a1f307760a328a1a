// Which events of a log are about a thing, for an auditor: places alone, nothing of what they say.
#pragma once

#include "base/ids.h"
#include "base/instant.h"

#include "domain/guard/read_ledger.h"

#include <optional>
#include <string>
#include <vector>

namespace ducha::db {
class Connection;
}

namespace ducha::history {

/// What the events that an auditor looks for are to be about; of several, all of them.
struct Audited {
    std::optional<CaseId> in;
    std::optional<std::string> case_number; ///< as printed, `*` or not
    std::optional<MatterId> matter;
    std::optional<Day> batch_day;
};

/// The events about it, in the order of the log, and none where it is not there; nothing where all
/// events are asked for. Of a case these are what its history tells whoever may not know how many
/// reported, of a matter its whole history.
///
/// cost   O(log log's size + found), by indexes
[[nodiscard]] std::optional<std::vector<Seq>>
about(db::Connection& connection, guard::MayReadLedger const& may, Audited const& audited);

} // namespace ducha::history
