// The rows of the cases, as they follow from the events.
#pragma once

#include "domain/ledger/folds.h"

namespace ducha::casefile {

[[nodiscard]] ledger::Folds folds();

} // namespace ducha::casefile
