// What can be asked of 督察 by name.
#pragma once

#include "domain/guard/question.h"

namespace ducha::inspection {

[[nodiscard]] std::vector<guard::NamedQuestion> questions();

} // namespace ducha::inspection
