// What can be asked of 附件 by name.
#pragma once

#include "domain/guard/question.h"

namespace ducha::attachment {

[[nodiscard]] std::vector<guard::NamedQuestion> questions();

} // namespace ducha::attachment
