// What can be asked of 经过 by name.
#pragma once

#include "domain/guard/question.h"

namespace ducha::history {

[[nodiscard]] std::vector<guard::NamedQuestion> questions();

/// Those of whoever audits.
[[nodiscard]] std::vector<guard::NamedQuestion> ledger_questions();

} // namespace ducha::history
