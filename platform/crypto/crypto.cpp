// Hashing, signing, sealing: thin doors to OpenSSL 3 and libsodium.
#include "platform/crypto/crypto.h"

#include "base/invariant.h"

#include "platform/trouble.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <sodium.h>

#include <algorithm>
#include <memory>

namespace ducha::crypto {
namespace {

constexpr int tag_size = 16;

void must(bool done, char const* what)
{
    if (!done) {
        throw Trouble{Trouble::Kind::configuration, std::string{"cryptography: "} + what};
    }
}

struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(EVP_CIPHER_CTX* context) const { EVP_CIPHER_CTX_free(context); }
};
template <class T>
using Owned = std::unique_ptr<T, Free>;

/// OpenSSL follows a null pointer where it should refuse it.
template <class T>
Owned<T> made(T* object)
{
    must(object != nullptr, "no memory");
    return Owned<T>{object};
}

/// Fetching the algorithm costs more than a short hash: once a process is enough.
EVP_MD const* sha256_algorithm()
{
    static EVP_MD const* const algorithm = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    must(algorithm != nullptr, "no SHA-256");
    return algorithm;
}

/// libsodium finds out once what the processor can do.
void begin_sodium()
{
    static bool const done = sodium_init() >= 0;
    if (!done) {
        throw Trouble{Trouble::Kind::configuration, "libsodium cannot begin"};
    }
}

/// libsodium keeps an Ed25519 key with its public half behind it.
std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> joined(KeyPair const& pair)
{
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> both{};
    std::ranges::copy(pair.open, std::ranges::copy(pair.secret, both.begin()).out);
    return both;
}

int length_of(ByteSpan bytes)
{
    invariant(bytes.size() < (1U << 30U), "what is sealed is shorter than a gigabyte");
    return static_cast<int>(bytes.size());
}

} // namespace

Hash sha256(std::initializer_list<ByteSpan> parts)
{
    thread_local auto const context = made(EVP_MD_CTX_new());
    must(EVP_DigestInit_ex2(context.get(), sha256_algorithm(), nullptr) == 1, "no digest");
    for (auto const part : parts) {
        EVP_DigestUpdate(context.get(), part.data(), part.size());
    }
    Hash hash{};
    must(EVP_DigestFinal_ex(context.get(), hash.data(), nullptr) == 1, "no digest");
    return hash;
}

struct RunningHash::State {
    Owned<EVP_MD_CTX> context = made(EVP_MD_CTX_new());
};

RunningHash::RunningHash() : state_{std::make_unique<State>()}
{
    auto* const context = state_->context.get();
    must(EVP_DigestInit_ex2(context, sha256_algorithm(), nullptr) == 1, "no digest");
}

RunningHash::RunningHash(RunningHash&&) noexcept = default;
RunningHash& RunningHash::operator=(RunningHash&&) noexcept = default;
RunningHash::~RunningHash() = default;

void RunningHash::add(ByteSpan part)
{
    EVP_DigestUpdate(state_->context.get(), part.data(), part.size());
}

Hash RunningHash::finish()
{
    Hash hash{};
    must(EVP_DigestFinal_ex(state_->context.get(), hash.data(), nullptr) == 1, "no digest");
    return hash;
}

Hash hmac(ByteSpan key, ByteSpan message)
{
    // libsodium wants an address even of a key that has no bytes.
    static constexpr std::uint8_t nothing = 0;
    auto const* const first = key.empty() ? &nothing : key.data();
    crypto_auth_hmacsha256_state state;
    Hash hash{};
    crypto_auth_hmacsha256_init(&state, first, key.size());
    crypto_auth_hmacsha256_update(&state, message.data(), message.size());
    crypto_auth_hmacsha256_final(&state, hash.data());
    sodium_memzero(&state, sizeof state);
    return hash;
}

std::array<std::uint8_t, 20> hmac_sha1(ByteSpan key, ByteSpan message)
{
    std::array<std::uint8_t, 20> mac{};
    unsigned size = 0;
    auto const* const done = HMAC(
        EVP_sha1(), key.data(), length_of(key), message.data(), message.size(), mac.data(), &size
    );
    must(done != nullptr, "no HMAC");
    return mac;
}

Hash derive(ByteSpan secret, ByteSpan salt, ByteSpan context)
{
    auto const extracted = hmac(salt, secret);
    Bytes block{context.begin(), context.end()};
    block.push_back(1);
    return hmac(extracted, block);
}

KeyPair make_signing_key()
{
    begin_sodium();
    PrivateKey secret{};
    randombytes_buf(secret.data(), secret.size());
    return signing_pair(secret);
}

KeyPair signing_pair(PrivateKey const& secret)
{
    begin_sodium();
    KeyPair pair{.secret = secret, .open = {}};
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> both{};
    crypto_sign_seed_keypair(pair.open.data(), both.data(), secret.data());
    sodium_memzero(both.data(), both.size());
    return pair;
}

Signature sign(KeyPair const& key, ByteSpan message)
{
    begin_sodium();
    auto both = joined(key);
    Signature signature{};
    crypto_sign_detached(signature.data(), nullptr, message.data(), message.size(), both.data());
    sodium_memzero(both.data(), both.size());
    return signature;
}

bool verifies(PublicKey const& key, ByteSpan message, ByteSpan signature)
{
    begin_sodium();
    return signature.size() == crypto_sign_BYTES &&
        crypto_sign_verify_detached(signature.data(), message.data(), message.size(), key.data()) ==
        0;
}

KeyPair make_exchange_key()
{
    begin_sodium();
    KeyPair pair{};
    crypto_box_keypair(pair.open.data(), pair.secret.data());
    return pair;
}

PublicKey exchange_public(PrivateKey const& secret)
{
    begin_sodium();
    PublicKey open{};
    crypto_scalarmult_base(open.data(), secret.data());
    return open;
}

Hash exchange(PrivateKey const& mine, PublicKey const& theirs)
{
    begin_sodium();
    Hash shared{};
    must(crypto_scalarmult(shared.data(), mine.data(), theirs.data()) == 0, "key agreement");
    return shared;
}

Bytes seal(Hash const& key, ByteSpan nonce, ByteSpan bound, ByteSpan plain)
{
    invariant(nonce.size() == 12, "a nonce has 12 bytes");
    auto const context = made(EVP_CIPHER_CTX_new());
    auto* const c = context.get();
    Bytes sealed(plain.size() + tag_size);
    int length = 0;
    must(EVP_EncryptInit_ex(c, EVP_aes_256_gcm(), nullptr, key.data(), nonce.data()) == 1, "seal");
    must(EVP_EncryptUpdate(c, nullptr, &length, bound.data(), length_of(bound)) == 1, "seal");
    must(EVP_EncryptUpdate(c, sealed.data(), &length, plain.data(), length_of(plain)) == 1, "seal");
    must(EVP_EncryptFinal_ex(c, sealed.data() + length, &length) == 1, "seal");
    auto* const tag = sealed.data() + plain.size();
    must(EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_GET_TAG, tag_size, tag) == 1, "seal");
    return sealed;
}

std::optional<Bytes> unseal(Hash const& key, ByteSpan nonce, ByteSpan bound, ByteSpan sealed)
{
    if (nonce.size() != 12 || sealed.size() < tag_size) {
        return std::nullopt;
    }
    auto const context = made(EVP_CIPHER_CTX_new());
    auto* const c = context.get();
    auto const hidden = sealed.first(sealed.size() - tag_size);
    Bytes tag(sealed.end() - tag_size, sealed.end());
    Bytes plain(hidden.size());
    int length = 0;
    must(EVP_DecryptInit_ex(c, EVP_aes_256_gcm(), nullptr, key.data(), nonce.data()) == 1, "open");
    must(EVP_DecryptUpdate(c, nullptr, &length, bound.data(), length_of(bound)) == 1, "open");
    must(
        EVP_DecryptUpdate(c, plain.data(), &length, hidden.data(), length_of(hidden)) == 1, "open"
    );
    must(EVP_CIPHER_CTX_ctrl(c, EVP_CTRL_GCM_SET_TAG, tag_size, tag.data()) == 1, "open");
    if (EVP_DecryptFinal_ex(c, plain.data() + length, &length) != 1) {
        return std::nullopt;
    }
    return plain;
}

} // namespace ducha::crypto
