// The rows of 附件, as they follow from the events.
#pragma once

#include "domain/ledger/folds.h"

namespace ducha::attachment {

[[nodiscard]] ledger::Folds folds();

} // namespace ducha::attachment
