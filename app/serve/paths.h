// Where acts and questions are on the network.
#pragma once

#include "domain/guard/room.h"

#include <string>
#include <string_view>
#include <vector>

namespace ducha::app::serve {

/// `/api/v1/inspections/{inspection}/{object}`, or above it.
[[nodiscard]] std::string base_of(guard::About about);

/// The whole pattern of a question.
[[nodiscard]] std::string path_of(guard::NamedQuestion const& question);

/// The whole pattern of an act.
[[nodiscard]] std::string path_of(guard::NamedAct const& act);

/// Whether some role may do the act only together with a second person: then it can be proposed.
/// Such an act has the same name in the table of permissions.
[[nodiscard]] bool needs_two(guard::NamedAct const& act);

/// The names in braces, in their order.
[[nodiscard]] std::vector<std::string> parameters_in(std::string_view pattern);

} // namespace ducha::app::serve
