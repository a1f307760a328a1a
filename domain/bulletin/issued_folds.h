// The rows of issued bulletins, as they follow from the events.
#pragma once

#include "domain/ledger/folds.h"

namespace ducha::bulletin {

[[nodiscard]] ledger::Folds folds();

} // namespace ducha::bulletin
