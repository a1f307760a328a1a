// The rows of 转办, as they follow from the events.
#pragma once

#include "domain/ledger/folds.h"

namespace ducha::transfer {

[[nodiscard]] ledger::Folds folds();

} // namespace ducha::transfer
