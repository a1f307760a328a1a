// Hashing, signing, sealing: thin doors to OpenSSL 3.
#include "platform/crypto/crypto.h"

#include "base/invariant.h"

#include "platform/trouble.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <algorithm>
#include <memory>

namespace ducha::crypto {
namespace {

constexpr int tag_size = 16;

void must(bool done, char const* what)
{
    if (!done) {
        throw Trouble{Trouble::Kind::configuration, std::string{"OpenSSL: "} + what};
    }
}

struct Free {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
    void operator()(EVP_PKEY_CTX* context) const { EVP_PKEY_CTX_free(context); }
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

Owned<EVP_PKEY> private_key(int type, PrivateKey const& secret)
{
    Owned<EVP_PKEY> key{EVP_PKEY_new_raw_private_key(type, nullptr, secret.data(), secret.size())};
    must(key != nullptr, "not a private key");
    return key;
}

Owned<EVP_PKEY> public_key(int type, PublicKey const& open)
{
    Owned<EVP_PKEY> key{EVP_PKEY_new_raw_public_key(type, nullptr, open.data(), open.size())};
    must(key != nullptr, "not a public key");
    return key;
}

PublicKey public_part(EVP_PKEY const* key)
{
    PublicKey open{};
    auto size = open.size();
    must(EVP_PKEY_get_raw_public_key(key, open.data(), &size) == 1, "no public key");
    return open;
}

KeyPair make_key(int type)
{
    auto const context = made(EVP_PKEY_CTX_new_id(type, nullptr));
    EVP_PKEY* drawn = nullptr;
    must(EVP_PKEY_keygen_init(context.get()) == 1, "no key generation");
    must(EVP_PKEY_keygen(context.get(), &drawn) == 1, "key generation failed");
    Owned<EVP_PKEY> const key{drawn};
    KeyPair pair{};
    auto size = pair.secret.size();
    must(EVP_PKEY_get_raw_private_key(drawn, pair.secret.data(), &size) == 1, "no private key");
    pair.open = public_part(drawn);
    return pair;
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
    Hash hash{};
    unsigned size = 0;
    auto const* const done = HMAC(
        sha256_algorithm(),
        key.data(),
        length_of(key),
        message.data(),
        message.size(),
        hash.data(),
        &size
    );
    must(done != nullptr, "no HMAC");
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
    return make_key(EVP_PKEY_ED25519);
}

PublicKey signing_public(PrivateKey const& secret)
{
    return public_part(private_key(EVP_PKEY_ED25519, secret).get());
}

Signature sign(PrivateKey const& secret, ByteSpan message)
{
    auto const key = private_key(EVP_PKEY_ED25519, secret);
    auto const context = made(EVP_MD_CTX_new());
    Signature signature{};
    auto size = signature.size();
    must(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1, "signing");
    must(
        EVP_DigestSign(context.get(), signature.data(), &size, message.data(), message.size()) == 1,
        "signing"
    );
    return signature;
}

bool verifies(PublicKey const& key, ByteSpan message, ByteSpan signature)
{
    auto const owned = public_key(EVP_PKEY_ED25519, key);
    auto const context = made(EVP_MD_CTX_new());
    must(
        EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, owned.get()) == 1,
        "verifying"
    );
    return EVP_DigestVerify(
               context.get(), signature.data(), signature.size(), message.data(), message.size()
           ) == 1;
}

KeyPair make_exchange_key()
{
    return make_key(EVP_PKEY_X25519);
}

PublicKey exchange_public(PrivateKey const& secret)
{
    return public_part(private_key(EVP_PKEY_X25519, secret).get());
}

Hash exchange(PrivateKey const& mine, PublicKey const& theirs)
{
    auto const key = private_key(EVP_PKEY_X25519, mine);
    auto const peer = public_key(EVP_PKEY_X25519, theirs);
    auto const context = made(EVP_PKEY_CTX_new(key.get(), nullptr));
    Hash shared{};
    auto size = shared.size();
    must(EVP_PKEY_derive_init(context.get()) == 1, "key agreement");
    must(EVP_PKEY_derive_set_peer(context.get(), peer.get()) == 1, "key agreement");
    must(EVP_PKEY_derive(context.get(), shared.data(), &size) == 1, "key agreement");
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
