// What can be asked of 交办件 by name.
#pragma once

#include "domain/guard/question.h"

namespace ducha::casefile {

[[nodiscard]] std::vector<guard::NamedQuestion> questions();

/// Of these, the lists and counts.
[[nodiscard]] std::vector<guard::NamedQuestion> questions_of_lists();

} // namespace ducha::casefile
