// Random tokens: whoever holds one is let in. Only their digest is ever stored.
#pragma once

#include "base/bytes.h"

#include "platform/identity/secret.h"

namespace ducha {
class Random;
}

namespace ducha::identity {

/// The characters of a token without its prefix.
inline constexpr std::size_t token_length = 43;

/// 256 random bits as 43 characters of base64url (RFC 4648 section 5, without padding), behind
/// `prefix`, which says what it opens and lets scanners find one that was published by mistake.
[[nodiscard]] Secret make_token(Random& random, std::string_view prefix = {});

/// SHA-256 of the token's text: what is stored and looked for. A token has 256 bits of chance, so
/// that nothing slower is needed, and finding its digest by an index tells nobody anything.
[[nodiscard]] Hash token_digest(Secret const& token);

} // namespace ducha::identity
