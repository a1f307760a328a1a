// A row of matter and report as a matter.
#pragma once

#include "platform/db/connection.h"

#include "domain/intake/intake.h"

namespace ducha::intake {

/// row   the columns that sql/matter.sql selects, in its order
[[nodiscard]] Matter matter_in(db::Row const& row);

/// For whoever may see a matter without them.
void remove_words(Matter& matter);

} // namespace ducha::intake
