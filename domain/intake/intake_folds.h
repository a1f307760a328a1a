// The rows of the intake, as they follow from the events.
#pragma once

#include "domain/ledger/folds.h"

namespace ducha::intake {

[[nodiscard]] ledger::Folds folds();

} // namespace ducha::intake
