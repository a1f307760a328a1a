// What can be asked of 并案 by name.
#pragma once

#include "domain/guard/question.h"

namespace ducha::merge {

[[nodiscard]] std::vector<guard::NamedQuestion> questions();

} // namespace ducha::merge
