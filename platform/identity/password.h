// Passwords: which are taken, how they are kept, how one is held against what is kept.
//
// Source: NIST SP 800-63B section 5.1.1: long rather than mixed, no rules of composition, no change
// without a reason, refused what attackers try first; kept with a slow hash that needs memory.
#pragma once

#include "base/refusal.h"

#include "platform/identity/secret.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace ducha {
class Random;
}

namespace ducha::identity {

/// What one hash costs. It stands in the hash, so that it can rise later: hashes that were made
/// before still open, and are made anew when their password is next seen (`is_weaker`).
struct PasswordCost {
    std::int64_t memory_kib = 19'456; ///< 19 MiB; at least 8
    std::int64_t passes = 2;          ///< at least 1

    bool operator==(PasswordCost const&) const = default;
};

inline constexpr std::size_t shortest_password = 12; ///< code points
inline constexpr std::size_t longest_password = 128; ///< code points

enum class PasswordRefusal {
    not_text,
    too_short,
    too_long,
    is_the_name,
    too_common,
};

/// Whether the password may be set. Every character counts as it was typed: nothing is normalised,
/// so a full-width letter is another than a half-width one. Blanks, line ends and U+3000 at both
/// ends belong to the typing and not to the password; they are taken off here, in `hashed` and in
/// `opens` alike.
///
/// names     the person's login and name: what they take up of the password counts for nothing.
///           So does what everybody does: words, keyboard walks and lucky numbers of
///           data/password_habits.csv, years, dates, 123 and cba, and whatever is said twice in a
///           row. Of what is left, at least six characters
/// refuses   what is no UTF-8 or holds control characters; too short, too long; made of the name;
///           made of habits. The refusal never holds any of the password
/// cost      O(length x (longest habit + length))
[[nodiscard]] Result<void>
check_password(Secret const& password, std::vector<std::string_view> const& names);

/// Argon2id (RFC 9106) as a PHC string, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`.
/// throws   Trouble(io): there was no memory for it
/// cost     about 20 ms and 19 MiB at the usual cost
[[nodiscard]] std::string hashed(Secret const& password, PasswordCost const& cost, Random& random);

/// A hash that no password opens, at this cost: trying it takes as long as trying a real one.
[[nodiscard]] std::string decoy_hash(PasswordCost const& cost);

/// Whether this is the password of the hash. Compares in constant time.
/// throws   Trouble(database): what is stored is no such hash; Trouble(io): no memory
/// cost     as the hash says
[[nodiscard]] bool opens(std::string const& hash, Secret const& password);

/// What a hash costs; nothing where it is no hash of ours.
[[nodiscard]] std::optional<PasswordCost> cost_of(std::string_view hash);

/// Whether a hash is to be made anew: it needs less memory or fewer passes than `cost`.
[[nodiscard]] bool is_weaker(std::string_view hash, PasswordCost const& cost);

} // namespace ducha::identity
