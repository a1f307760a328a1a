// Results of cases from a table into the ledger.
#pragma once

#include "domain/handling/handling.h"

#include "app/import_table.h"
#include "app/office.h"

namespace ducha::app {

/// What an import did.
struct ResultsTaken : TableTaken {
    std::int64_t recorded = 0;
    std::int64_t corrected = 0;
    std::int64_t there_already = 0;
};

/// Called after each commit with what was done so far and the case number of the last row.
using AcknowledgeResults = std::function<void(ResultsTaken const&, std::string const& last_case)>;

/// Imports a table of the results of one object (columns: app/result_rows.h) as `import_table`
/// does. The same table twice adds nothing.
///
/// refuses   a file that cannot be read as a table, a column that is not known
[[nodiscard]] Result<ResultsTaken> import_results(
    Office& office, LogId log, TableFile const& file, AcknowledgeResults const& acknowledge
);

} // namespace ducha::app
