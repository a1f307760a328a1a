// The rows of a table as results of cases.
#pragma once

#include "platform/tabular/tabular.h"

#include "domain/handling/handling.h"

#include <filesystem>

namespace ducha::app {

/// Opens a table of results. Its columns: case_number and status; time, truth, class, fine_yuan
/// and handling::numbers, as far as they are said; line and reason of a rejected file.
///
/// refuses   what is no table, a column that is not known: its name, and the nearest known one
[[nodiscard]] Result<tabular::Reader> open_results(std::filesystem::path const& file);

/// One row of the table as a result. Enumerations are codes or their Chinese words; an empty
/// cell is 0, or not said.
///
/// now   the time of a row that states none
[[nodiscard]] Result<handling::CaseResult> result_in(tabular::Row const& row, Instant now);

} // namespace ducha::app
