// The rows of 人员, as they follow from the events.
#pragma once

#include "domain/ledger/folds.h"

namespace ducha::staff {

[[nodiscard]] ledger::Folds folds();

} // namespace ducha::staff
