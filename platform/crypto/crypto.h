// Hashing, signing, sealing: thin doors to OpenSSL 3 and libsodium. Each record that leaves the
// program names its algorithm, so that a national profile (SM2, SM3, SM4) can be added beside
// these.
#pragma once

#include "base/bytes.h"

#include <initializer_list>
#include <memory>

namespace ducha::crypto {

/// SHA-256 of the parts, one after the other.
/// cost   about 0.5 us and 0.7 ns a byte
[[nodiscard]] Hash sha256(std::initializer_list<ByteSpan> parts);

/// SHA-256 of what comes piece by piece.
class RunningHash {
public:
    RunningHash();
    RunningHash(RunningHash&&) noexcept;
    RunningHash& operator=(RunningHash&&) noexcept;
    ~RunningHash();

    void add(ByteSpan part);

    /// Of all that was added. Once.
    [[nodiscard]] Hash finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// HMAC-SHA-256.
[[nodiscard]] Hash hmac(ByteSpan key, ByteSpan message);

/// HMAC-SHA-1: for one-time codes alone (RFC 6238), where its weakness does not tell.
[[nodiscard]] std::array<std::uint8_t, 20> hmac_sha1(ByteSpan key, ByteSpan message);

/// HKDF-SHA-256 (RFC 5869): 32 bytes from `secret`, bound to `context`.
[[nodiscard]] Hash derive(ByteSpan secret, ByteSpan salt, ByteSpan context);

using PublicKey = std::array<std::uint8_t, 32>;
using PrivateKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

struct KeyPair {
    PrivateKey secret;
    PublicKey open;
};

/// Ed25519 (RFC 8032).
[[nodiscard]] KeyPair make_signing_key();
/// The pair of a private key; its public half costs as much as a signature.
[[nodiscard]] KeyPair signing_pair(PrivateKey const& secret);
[[nodiscard]] Signature sign(KeyPair const& key, ByteSpan message);
[[nodiscard]] bool verifies(PublicKey const& key, ByteSpan message, ByteSpan signature);

/// X25519 (RFC 7748).
[[nodiscard]] KeyPair make_exchange_key();
[[nodiscard]] PublicKey exchange_public(PrivateKey const& secret);
[[nodiscard]] Hash exchange(PrivateKey const& mine, PublicKey const& theirs);

/// AES-256-GCM; the 16 bytes of the tag follow the cipher text.
///
/// nonce   12 bytes, never twice under one key
/// bound   data that is authenticated, not hidden
[[nodiscard]] Bytes seal(Hash const& key, ByteSpan nonce, ByteSpan bound, ByteSpan plain);

/// Nothing where the key, nonce or bound data are not those of `seal`, or a bit was changed.
[[nodiscard]] std::optional<Bytes>
unseal(Hash const& key, ByteSpan nonce, ByteSpan bound, ByteSpan sealed);

} // namespace ducha::crypto
