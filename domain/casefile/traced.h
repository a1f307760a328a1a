// A case as an auditor may know of it, who follows it through the ledger.
#pragma once

#include "base/ids.h"
#include "base/instant.h"

#include "domain/guard/read_ledger.h"

#include <optional>
#include <string_view>

namespace ducha::db {
class Connection;
}

namespace ducha::casefile {

/// That there is such a case, whatever its state, and its batch.
struct Traced {
    CaseId id;
    std::optional<Day> batch_day;
};

/// The case with this id; nothing where there is none.
[[nodiscard]] std::optional<Traced>
trace(db::Connection& connection, guard::MayReadLedger const& may, CaseId id);

/// The case with this number, `*` or not; nothing where there is none.
[[nodiscard]] std::optional<Traced>
trace(db::Connection& connection, guard::MayReadLedger const& may, std::string_view number);

} // namespace ducha::casefile
