// What can be asked of 交办件 by name.
#pragma once

#include "domain/guard/question.h"

namespace ducha::casefile {

[[nodiscard]] std::vector<guard::NamedQuestion> questions();

} // namespace ducha::casefile
