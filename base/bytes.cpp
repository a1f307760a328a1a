// Bytes, hashes, and their spelling in hexadecimal and base64.
#include "base/bytes.h"

#include <algorithm>

namespace ducha {
namespace {

constexpr std::string_view hex_digits = "0123456789abcdef";
constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::optional<std::uint8_t> hex_value(char digit)
{
    if (digit >= '0' && digit <= '9') {
        return static_cast<std::uint8_t>(digit - '0');
    }
    if (digit >= 'a' && digit <= 'f') {
        return static_cast<std::uint8_t>(digit - 'a' + 10);
    }
    if (digit >= 'A' && digit <= 'F') {
        return static_cast<std::uint8_t>(digit - 'A' + 10);
    }
    return std::nullopt;
}

} // namespace

std::string to_hex(ByteSpan bytes)
{
    std::string text;
    text.reserve(bytes.size() * 2);
    for (auto const byte : bytes) {
        text += hex_digits[byte >> 4U];
        text += hex_digits[byte & 15U];
    }
    return text;
}

std::optional<Bytes> from_hex(std::string_view text)
{
    if (text.size() % 2 != 0) {
        return std::nullopt;
    }
    Bytes bytes;
    bytes.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        auto const high = hex_value(text[i]);
        auto const low = hex_value(text[i + 1]);
        if (!high || !low) {
            return std::nullopt;
        }
        bytes.push_back(static_cast<std::uint8_t>(*high << 4U | *low));
    }
    return bytes;
}

std::string to_base64(ByteSpan bytes)
{
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        auto const have = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 3; ++k) {
            group = group << 8U | (k < have ? bytes[i + k] : 0U);
        }
        for (std::size_t k = 0; k < 4; ++k) {
            text += k <= have ? base64_digits[group >> (18U - 6U * k) & 63U] : '=';
        }
    }
    return text;
}

std::optional<Bytes> from_base64(std::string_view text)
{
    if (text.size() % 4 != 0) {
        return std::nullopt;
    }
    auto const padding =
        text.ends_with("==") ? 2U : static_cast<unsigned>(text.ends_with("=") ? 1 : 0);
    Bytes bytes;
    for (std::size_t i = 0; i < text.size(); i += 4) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            auto const place = base64_digits.find(text[i + k]);
            bool const padded = i + k >= text.size() - padding;
            if (place == std::string_view::npos && !padded) {
                return std::nullopt;
            }
            group = group << 6U | (padded ? 0U : static_cast<std::uint32_t>(place));
        }
        for (unsigned k = 0; k < 3; ++k) {
            bytes.push_back(static_cast<std::uint8_t>(group >> (16U - 8U * k) & 255U));
        }
    }
    for (unsigned k = 0; k < padding; ++k) {
        if (bytes.back() != 0) {
            return std::nullopt;
        }
        bytes.pop_back();
    }
    return bytes;
}

std::optional<Hash> to_hash(ByteSpan bytes)
{
    Hash hash{};
    if (bytes.size() != hash.size()) {
        return std::nullopt;
    }
    std::ranges::copy(bytes, hash.begin());
    return hash;
}

} // namespace ducha
