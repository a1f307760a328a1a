// A row of case_file as a case.
#pragma once

#include "platform/db/connection.h"

#include "domain/casefile/casefile.h"

namespace ducha::casefile {

/// row   the columns that sql/case_file.sql selects, in its order
[[nodiscard]] CaseFile file_in(db::Row const& row);

} // namespace ducha::casefile
