// A file that is sealed for the vault: it may lie anywhere, and only the vault's key opens it.
//
//     "ducha sealed file 1\n"   20 bytes
//     ephemeral public key      32 bytes, X25519
//     AES-256-GCM of the rest   the key by HKDF-SHA-256, bound to the 52 bytes above
//         length of the name    4 bytes, the highest first, like the next
//         length of the content 8 bytes
//         name, content, zeros
//
// Zeros fill it up to a length of which only the leading bits vary (PADME, Nikitin et al., PETS
// 2019): of a file of 20 MiB little more than its order of magnitude is seen, for 12 % at most.
#pragma once

#include "platform/crypto/crypto.h"

#include <optional>
#include <string>

namespace ducha::sealed {

/// What a file is and what it was called: both can name who sent it.
struct PlainFile {
    std::string name;
    Bytes content;
};

/// Each call draws a key of its own, so that the same file is sealed differently each time.
/// content   less than a gigabyte
[[nodiscard]] Bytes
seal_file(std::string_view name, ByteSpan content, crypto::PublicKey const& vault);

/// Nothing where it was sealed for another vault, a bit was changed, or it is no sealed file.
[[nodiscard]] std::optional<PlainFile> open_file(ByteSpan sealed, crypto::KeyPair const& vault);

} // namespace ducha::sealed
