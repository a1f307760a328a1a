// Reports from a table into the ledger, row by row, a thousand to an act.
#pragma once

#include "domain/intake/intake.h"

#include "app/office.h"
#include "app/report_rows.h"

#include <functional>

namespace ducha::app {

/// What an import did.
struct ImportResult {
    std::int64_t received = 0;
    std::int64_t there_already = 0;
    std::int64_t rejected = 0;
    std::int64_t out_of_order = 0;     ///< rows that come before the row above them in a replay
    std::optional<Refusal> stopped_by; ///< `strict`: the first bad row, with file, line and field
    std::optional<std::filesystem::path> rejected_file;
};

/// The reports of a whole table in the order of a replay: by time, then by own id. A row that
/// cannot be read goes to FILE.rejected.csv with its reason; `result` says how many did.
[[nodiscard]] Result<std::vector<intake::IncomingReport>>
read_in_order(ImportOptions const& options, ImportResult& result);

/// Called after each commit with the result so far and the own id of the last row.
using Acknowledge = std::function<void(ImportResult const&, std::string const& last_own_id)>;

/// Imports a table in the order of the file (docs/decisions/0005). A bad row goes to
/// FILE.rejected.csv with its reason, the others go in; where none is bad, a file that an earlier
/// import left there is removed. The same import twice adds nothing.
///
/// strict    the first bad row ends the import: the rows before it are in, none behind it is
/// refuses   a file that cannot be read as a table, a mapped column that it lacks
[[nodiscard]] Result<ImportResult> import_reports(
    Office& office, LogId log, ImportOptions const& options, Acknowledge const& acknowledge
);

} // namespace ducha::app
