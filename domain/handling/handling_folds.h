// The rows of 办理, as they follow from the events.
#pragma once

#include "domain/ledger/folds.h"

namespace ducha::handling {

[[nodiscard]] ledger::Folds folds();

} // namespace ducha::handling
