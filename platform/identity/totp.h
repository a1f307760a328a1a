// One-time codes from a clock that two hold: RFC 6238 with SHA-1, 30 seconds, six digits, as every
// authenticator application has it.
#pragma once

#include "base/bytes.h"
#include "base/instant.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ducha {
class Random;
}

namespace ducha::identity {

/// 160 bits, as RFC 4226 section 4 (R6) recommends.
using TotpSecret = std::array<std::uint8_t, 20>;

[[nodiscard]] TotpSecret make_totp_secret(Random& random);

/// So many steps of 30 seconds since 1970: what a code is of.
[[nodiscard]] std::int64_t totp_step(Instant at);

/// The code of one step (RFC 4226 section 5.3).
/// digits   6 to 8
[[nodiscard]] std::string totp_code(TotpSecret const& secret, std::int64_t step, int digits = 6);

/// The step whose code was typed: that of `now`, the one before or the one after, for clocks that
/// are half a minute apart.
///
/// typed     six digits; blanks between them are passed over
/// used      the last step that opened anything: neither it nor an earlier one opens again
/// returns   nothing where no step fits; the one that does is to be kept as `used`
/// time      does not depend on which of the three fits, nor on how much of a code was right
[[nodiscard]] std::optional<std::int64_t> matching_totp_step(
    TotpSecret const& secret, std::string_view typed, Instant now, std::int64_t used
);

/// RFC 4648 section 6, without padding.
[[nodiscard]] std::string to_base32(ByteSpan bytes);

/// `otpauth://totp/ISSUER:ACCOUNT?secret=...&issuer=ISSUER`, what authenticators read as a QR code.
/// It holds the secret.
///
/// issuer, account   any UTF-8; percent-encoded here
[[nodiscard]] std::string
otpauth_uri(TotpSecret const& secret, std::string_view issuer, std::string_view account);

} // namespace ducha::identity
