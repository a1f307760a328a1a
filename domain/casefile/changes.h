// The changes of cases that an event of any room carries.
#pragma once

#include "domain/casefile/casefile.h"

namespace ducha::casefile {

/// Nothing but the member `changes` of the body is read.
[[nodiscard]] std::vector<CaseChange> changes_in(ledger::Recorded const& event);

} // namespace ducha::casefile
