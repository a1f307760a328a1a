// The rows of 检索, as they follow from the events.
#pragma once

#include "domain/ledger/folds.h"

namespace ducha::search {

[[nodiscard]] ledger::Folds folds();

} // namespace ducha::search
