// A second statement of who may what, written from the prose of the source documents and told by
// person, where the table is told by act. The exhaustive test holds the two against each other.
#pragma once

#include "platform/identity/policy.h"

namespace ducha::tests {

/// What should be said of a cell.
[[nodiscard]] identity::Verdict stated(identity::Cell const& cell);

} // namespace ducha::tests
