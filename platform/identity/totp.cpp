// One-time codes.
#include "platform/identity/totp.h"

#include "base/invariant.h"

#include "platform/crypto/crypto.h"
#include "platform/random/random.h"

#include <sodium.h>

#include <algorithm>

namespace ducha::identity {
namespace {

constexpr std::int64_t step_seconds = 30;
constexpr int digits_typed = 6;

/// Letters, digits and `-._~` as they are (RFC 3986 section 2.3), everything else as %XX.
std::string percent_encoded(std::string_view text)
{
    constexpr std::string_view plain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    constexpr std::string_view hex = "0123456789ABCDEF";
    std::string encoded;
    for (char const byte : text) {
        if (plain.contains(byte)) {
            encoded += byte;
        } else {
            auto const value = static_cast<unsigned char>(byte);
            encoded += {'%', hex[value >> 4U], hex[value & 0x0FU]};
        }
    }
    return encoded;
}

} // namespace

TotpSecret make_totp_secret(Random& random)
{
    TotpSecret secret{};
    random.fill(secret);
    return secret;
}

std::int64_t totp_step(Instant at)
{
    return at.microseconds / (step_seconds * second);
}

std::string totp_code(TotpSecret const& secret, std::int64_t step, int digits)
{
    invariant(digits >= 6 && digits <= 8, "a code has six to eight digits");
    std::array<std::uint8_t, 8> counter{};
    auto rest = static_cast<std::uint64_t>(step);
    for (auto place = counter.rbegin(); place != counter.rend(); ++place) {
        *place = static_cast<std::uint8_t>(rest & 0xFFU);
        rest >>= 8U;
    }
    auto const mac = crypto::hmac_sha1(secret, counter);
    auto const at = static_cast<std::size_t>(mac.back() & 0x0FU);
    std::uint32_t number = mac[at] & 0x7FU;
    for (std::size_t i = 1; i < 4; ++i) {
        number = number << 8U | mac[at + i];
    }
    std::string code(static_cast<std::size_t>(digits), '0');
    for (auto place = code.rbegin(); place != code.rend(); ++place) {
        *place = static_cast<char>('0' + number % 10);
        number /= 10;
    }
    return code;
}

std::optional<std::int64_t>
matching_totp_step(TotpSecret const& secret, std::string_view typed, Instant now, std::int64_t used)
{
    std::string code{typed};
    std::erase(code, ' ');
    auto const is_digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    if (code.size() != digits_typed || !std::ranges::all_of(code, is_digit)) {
        return std::nullopt;
    }
    std::optional<std::int64_t> matching;
    auto const step = totp_step(now);
    for (auto const candidate : {step - 1, step, step + 1}) {
        auto const right = totp_code(secret, candidate);
        bool const same = sodium_memcmp(right.data(), code.data(), code.size()) == 0;
        if (same && candidate > used) {
            matching = candidate;
        }
    }
    return matching;
}

std::string to_base32(ByteSpan bytes)
{
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string text;
    std::uint32_t bits = 0;
    unsigned count = 0;
    for (auto const byte : bytes) {
        bits = bits << 8U | byte;
        count += 8;
        while (count >= 5) {
            count -= 5;
            text += alphabet[bits >> count & 0x1FU];
        }
        bits &= (1U << count) - 1;
    }
    if (count > 0) {
        text += alphabet[bits << (5 - count) & 0x1FU];
    }
    return text;
}

std::string otpauth_uri(TotpSecret const& secret, std::string_view issuer, std::string_view account)
{
    auto const of = percent_encoded(issuer);
    return "otpauth://totp/" + of + ":" + percent_encoded(account) +
        "?secret=" + to_base32(secret) + "&issuer=" + of;
}

} // namespace ducha::identity
