// The code on a receipt: 80 bits as a person writes them down, and reads them out.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ducha {

/// What a reporter keeps instead of an account. Whoever has it sees how the report fares.
struct ReceiptCode {
    std::array<std::uint8_t, 10> bits{};

    bool operator==(ReceiptCode const&) const = default;
};

/// `7K2M-QX4D-9RTB-0VHW-5`: sixteen characters of Crockford's base 32, which has no I, L, O, U, and
/// one that checks them.
///
/// check    the sum of the digits, each times another power of x in GF(2^5) modulo x^5 + x^2 + 1:
///          one wrong character is found for certain, and so are two that changed places
/// source   Crockford, "Base 32" (its own check character has five signs that no telephone says)
[[nodiscard]] std::string to_text(ReceiptCode const& code);

/// Reads what people write: small letters, full-width ones, hyphens and blanks anywhere, O for 0,
/// I and L for 1. Nothing where it is no code, or the check character is another.
[[nodiscard]] std::optional<ReceiptCode> parse_receipt_code(std::string_view text);

} // namespace ducha
