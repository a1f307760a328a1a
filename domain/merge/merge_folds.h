// The rows of 并案, as they follow from the events.
#pragma once

#include "domain/ledger/folds.h"

namespace ducha::merge {

[[nodiscard]] ledger::Folds folds();

} // namespace ducha::merge
