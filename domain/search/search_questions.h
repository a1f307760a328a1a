// What can be asked of 检索 by name.
#pragma once

#include "domain/guard/question.h"

namespace ducha::search {

[[nodiscard]] std::vector<guard::NamedQuestion> questions();

} // namespace ducha::search
