// What can be asked of 人员 by name.
#pragma once

#include "domain/guard/question.h"

namespace ducha::staff {

[[nodiscard]] std::vector<guard::NamedQuestion> questions();

} // namespace ducha::staff
