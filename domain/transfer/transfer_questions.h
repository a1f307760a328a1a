// What can be asked of 转办 by name.
#pragma once

#include "domain/guard/question.h"

namespace ducha::transfer {

[[nodiscard]] std::vector<guard::NamedQuestion> questions();

} // namespace ducha::transfer
