// A row of case_file as a case.
#pragma once

#include "domain/casefile/casefile.h"

#include "platform/db/connection.h"

namespace ducha::casefile {

/// row   the columns that sql/case_file.sql selects, in its order
[[nodiscard]] CaseFile file_in(db::Row const& row);

} // namespace ducha::casefile
