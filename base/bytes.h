// Bytes, hashes, and their spelling in hexadecimal and base64.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ducha {

using Bytes = std::vector<std::uint8_t>;
using ByteSpan = std::span<std::uint8_t const>;

/// A digest of 256 bits.
using Hash = std::array<std::uint8_t, 32>;

[[nodiscard]] inline ByteSpan bytes_of(std::string_view text)
{
    return {reinterpret_cast<std::uint8_t const*>(text.data()), text.size()};
}

[[nodiscard]] inline std::string_view text_of(ByteSpan bytes)
{
    return {reinterpret_cast<char const*>(bytes.data()), bytes.size()};
}

/// Lower case, two digits a byte.
[[nodiscard]] std::string to_hex(ByteSpan bytes);
/// Nothing where a character is no digit or their number is odd.
[[nodiscard]] std::optional<Bytes> from_hex(std::string_view text);

/// RFC 4648 section 4, with padding.
[[nodiscard]] std::string to_base64(ByteSpan bytes);
/// Nothing where `to_base64` would not have written it: padding bits are zero (section 3.5).
[[nodiscard]] std::optional<Bytes> from_base64(std::string_view text);

/// Nothing where `bytes` is not 32 bytes long.
[[nodiscard]] std::optional<Hash> to_hash(ByteSpan bytes);

} // namespace ducha
