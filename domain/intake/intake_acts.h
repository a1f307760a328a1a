// The intake's acts by name, read from JSON.
#pragma once

#include "domain/intake/intake.h"

namespace ducha::intake {

[[nodiscard]] std::vector<guard::NamedAct> acts();

} // namespace ducha::intake
