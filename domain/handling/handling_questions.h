// What can be asked of 办理 by name.
#pragma once

#include "domain/guard/question.h"

namespace ducha::handling {

[[nodiscard]] std::vector<guard::NamedQuestion> questions();

} // namespace ducha::handling
