// The secrets of authenticators as they lie in the rows: sealed.
#pragma once

#include "platform/identity/totp.h"

#include "domain/staff/entrance.h"

namespace ducha::staff {

/// Bound to the person: moved to another's row it does not open.
[[nodiscard]] Bytes
sealed(Entrance const& entrance, PersonId person, identity::TotpSecret const& secret);

/// Whether the code is right, where the person has an authenticator at all; a right one is used
/// up, whoever else is trying it at the same time.
/// throws   Trouble(database): what is stored does not open with the office's key
[[nodiscard]] bool code_fits(Entrance const& entrance, PersonId person, std::string_view code);

} // namespace ducha::staff
