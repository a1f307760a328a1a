// Reports from a table into the ledger.
#pragma once

#include "domain/intake/intake.h"

#include "app/import_table.h"
#include "app/office.h"
#include "app/report_rows.h"

namespace ducha::app {

/// What an import did.
struct ImportResult : TableTaken {
    std::int64_t received = 0;
    std::int64_t there_already = 0;
    std::int64_t out_of_order = 0; ///< rows that come before the row above them in a replay
};

/// The reports of a whole table in the order of a replay: by time, then by own id. A row that
/// cannot be read goes to FILE.rejected.csv with its reason; `result` says how many did.
[[nodiscard]] Result<std::vector<intake::IncomingReport>>
read_in_order(ImportOptions const& options, ImportResult& result);

/// Called after each commit with the result so far and the own id of the last row.
using Acknowledge = std::function<void(ImportResult const&, std::string const& last_own_id)>;

/// Imports a table of reports as `import_table` does. The same import twice adds nothing.
///
/// refuses   a file that cannot be read as a table, a mapped column that it lacks
[[nodiscard]] Result<ImportResult> import_reports(
    Office& office, LogId log, ImportOptions const& options, Acknowledge const& acknowledge
);

} // namespace ducha::app
