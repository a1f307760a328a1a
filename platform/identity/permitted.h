// What a person's roles allow somewhere: for menus, which show no door that never opens. What is
// allowed here and now is asked of `decide` alone.
#pragma once

#include "platform/identity/policy.h"

#include <string>
#include <vector>

namespace ducha::identity {

/// The roles by which the policy may be asked for this person, without the citizen that everyone
/// is, each once; none where roles exclude each other.
[[nodiscard]] std::vector<Role> roles_that_count(Principal const& principal);

/// The codes of the acts and questions that one of these roles does, asks, proposes or approves
/// with some unit, in some state, in the order of the alphabet. Pure.
///
/// cost   acts x roles x relations x states, well below a millisecond
[[nodiscard]] std::vector<std::string>
permitted(Policy const& policy, std::vector<Role> const& roles);

} // namespace ducha::identity
