// Passwords: the slow hash.
#include "platform/identity/password.h"

#include "base/bytes.h"
#include "base/invariant.h"
#include "base/text.h"

#include "platform/random/random.h"
#include "platform/trouble.h"

#include <sodium.h>

#include <array>
#include <cerrno>
#include <charconv>

namespace ducha::identity {
namespace {

constexpr std::string_view head = "$argon2id$v=19$m=";

using Salt = std::array<std::uint8_t, crypto_pwhash_argon2id_SALTBYTES>;

/// Chooses the fastest code for this machine; harmless when repeated.
void prepare()
{
    if (sodium_init() < 0) {
        throw Trouble{Trouble::Kind::configuration, "libsodium cannot begin"};
    }
}

std::string without_padding(ByteSpan bytes)
{
    auto text = to_base64(bytes);
    text.resize(text.find_last_not_of('=') + 1);
    return text;
}

std::string phc_string(PasswordCost const& cost, Salt const& salt, Hash const& hash)
{
    return std::string{head} + std::to_string(cost.memory_kib) +
        ",t=" + std::to_string(cost.passes) + ",p=1$" + without_padding(salt) + "$" +
        without_padding(hash);
}

void check_cost(PasswordCost const& cost)
{
    invariant(cost.memory_kib >= 8 && cost.passes >= 1, "a hash costs something");
}

/// Takes a number off the front of `text`.
std::optional<std::int64_t> take_number(std::string_view& text)
{
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return number;
}

bool take(std::string_view& text, std::string_view expected)
{
    bool const there = text.starts_with(expected);
    text.remove_prefix(there ? expected.size() : 0);
    return there;
}

} // namespace

std::string hashed(Secret const& password, PasswordCost const& cost, Random& random)
{
    check_cost(cost);
    prepare();
    Salt salt{};
    random.fill(salt);
    Hash hash{};
    auto const text = trimmed(password.text());
    int const done = crypto_pwhash(
        hash.data(),
        hash.size(),
        text.data(),
        text.size(),
        salt.data(),
        static_cast<unsigned long long>(cost.passes),
        static_cast<std::size_t>(cost.memory_kib) * 1024,
        crypto_pwhash_ALG_ARGON2ID13
    );
    if (done != 0) {
        throw Trouble{Trouble::Kind::io, "there is no memory to hash a password"};
    }
    return phc_string(cost, salt, hash);
}

std::string decoy_hash(PasswordCost const& cost)
{
    check_cost(cost);
    return phc_string(cost, {}, {});
}

bool opens(std::string const& hash, Secret const& password)
{
    prepare();
    if (!cost_of(hash)) {
        throw Trouble{Trouble::Kind::database, "a stored password hash cannot be read"};
    }
    auto const text = trimmed(password.text());
    // A hash that does not fit and a lack of memory look alike but for errno.
    errno = 0;
    if (crypto_pwhash_argon2id_str_verify(hash.c_str(), text.data(), text.size()) == 0) {
        return true;
    }
    if (errno != EINVAL) {
        throw Trouble{Trouble::Kind::io, "there is no memory to hash a password"};
    }
    return false;
}

std::optional<PasswordCost> cost_of(std::string_view hash)
{
    if (!take(hash, head)) {
        return std::nullopt;
    }
    auto const memory = take_number(hash);
    if (!memory || !take(hash, ",t=")) {
        return std::nullopt;
    }
    auto const passes = take_number(hash);
    if (!passes || !take(hash, ",p=1$") || *memory < 8 || *passes < 1) {
        return std::nullopt;
    }
    return PasswordCost{.memory_kib = *memory, .passes = *passes};
}

bool is_weaker(std::string_view hash, PasswordCost const& cost)
{
    auto const paid = cost_of(hash);
    return !paid || paid->memory_kib < cost.memory_kib || paid->passes < cost.passes;
}

} // namespace ducha::identity
