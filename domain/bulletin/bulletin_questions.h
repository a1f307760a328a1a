// What can be asked of 进展情况 by name.
#pragma once

#include "domain/guard/question.h"

namespace ducha::bulletin {

[[nodiscard]] std::vector<guard::NamedQuestion> questions();

} // namespace ducha::bulletin
