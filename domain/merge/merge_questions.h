// What can be asked of 并案 by name.
#pragma once

#include "domain/guard/question.h"

namespace ducha::merge {

[[nodiscard]] std::vector<guard::NamedQuestion> questions();

/// Of these, those about reports like another.
[[nodiscard]] std::vector<guard::NamedQuestion> questions_of_nearby();

} // namespace ducha::merge
