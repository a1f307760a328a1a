// What can be asked of 受理 by name.
#pragma once

#include "domain/guard/question.h"

namespace ducha::intake {

[[nodiscard]] std::vector<guard::NamedQuestion> questions();

} // namespace ducha::intake
