// What can be asked of 举报人 by name.
#pragma once

#include "domain/guard/question.h"

namespace ducha::reporter {

[[nodiscard]] std::vector<guard::NamedQuestion> questions();

} // namespace ducha::reporter
