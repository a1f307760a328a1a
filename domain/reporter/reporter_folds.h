// The rows of 举报人, as they follow from the events.
#pragma once

#include "domain/ledger/folds.h"

namespace ducha::reporter {

[[nodiscard]] ledger::Folds folds();

} // namespace ducha::reporter
