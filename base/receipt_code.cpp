// The code on a receipt.
#include "base/receipt_code.h"

namespace ducha {
namespace {

constexpr std::string_view digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
constexpr std::size_t length = 16;
constexpr unsigned bits_a_digit = 5;

using Digits = std::array<unsigned, length>;

/// In GF(2^5) modulo x^5 + x^2 + 1, where x has the order 31.
constexpr unsigned times_x(unsigned value)
{
    constexpr unsigned modulus = 0b100101;
    auto const shifted = value << 1U;
    return (shifted & 32U) != 0 ? shifted ^ modulus : shifted;
}

unsigned check_of(Digits const& code)
{
    unsigned check = 0;
    for (auto const digit : code) {
        check = times_x(check ^ digit);
    }
    return check;
}

Digits digits_of(ReceiptCode const& code)
{
    Digits all{};
    for (std::size_t bit = 0; bit < length * bits_a_digit; ++bit) {
        auto const is_set = (code.bits[bit / 8] >> (7 - bit % 8)) & 1U;
        all[bit / bits_a_digit] = all[bit / bits_a_digit] << 1U | is_set;
    }
    return all;
}

ReceiptCode code_of(Digits const& all)
{
    ReceiptCode code;
    for (std::size_t bit = 0; bit < length * bits_a_digit; ++bit) {
        auto const digit = static_cast<unsigned>(all[bit / bits_a_digit]);
        auto const is_set = digit >> (bits_a_digit - 1 - bit % bits_a_digit) & 1U;
        auto const so_far = static_cast<unsigned>(code.bits[bit / 8]);
        code.bits[bit / 8] = static_cast<std::uint8_t>(so_far << 1U | is_set);
    }
    return code;
}

/// The letters, digits and hyphens of U+FF01 to U+FF5E, and the ideographic blank, as ASCII.
std::string half_width(std::string_view text)
{
    std::string narrow;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const at = [&](std::size_t place) { return static_cast<unsigned char>(text[place]); };
        bool const has_three = i + 2 < text.size();
        if (has_three && at(i) == 0xEF && (at(i + 1) == 0xBC || at(i + 1) == 0xBD)) {
            auto const low = (at(i + 1) - 0xBCU) * 64 + at(i + 2) - 0x80U;
            narrow += static_cast<char>(low + 0x20U);
            i += 2;
        } else if (has_three && at(i) == 0xE3 && at(i + 1) == 0x80 && at(i + 2) == 0x80) {
            narrow += ' ';
            i += 2;
        } else {
            narrow += text[i];
        }
    }
    return narrow;
}

/// Nothing for what is no digit.
std::optional<unsigned> digit_of(char c)
{
    char const upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    char const meant = upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper;
    auto const place = digits.find(meant);
    return place == std::string_view::npos ? std::nullopt
                                           : std::optional{static_cast<unsigned>(place)};
}

} // namespace

std::string to_text(ReceiptCode const& code)
{
    auto const all = digits_of(code);
    std::string text;
    for (std::size_t i = 0; i < length; ++i) {
        text += digits[all[i]];
        if (i % 4 == 3) {
            text += '-';
        }
    }
    return text + digits[check_of(all)];
}

std::optional<ReceiptCode> parse_receipt_code(std::string_view text)
{
    Digits all{};
    std::size_t count = 0;
    unsigned check = 0;
    for (char const c : half_width(text)) {
        if (c == '-' || c == ' ' || c == '\t' || c == '\r' || c == '\n') {
            continue;
        }
        auto const digit = digit_of(c);
        if (!digit || count > length) {
            return std::nullopt;
        }
        (count < length ? all[count] : check) = *digit;
        ++count;
    }
    if (count != length + 1 || check != check_of(all)) {
        return std::nullopt;
    }
    return code_of(all);
}

} // namespace ducha
