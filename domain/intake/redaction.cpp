// Taking identifiers out of a text at the door.
#include "domain/intake/redaction.h"

#include "base/text.h"

#include <array>

namespace ducha::intake {
namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Digits from `offset` on, over single blanks and hyphens between them.
struct Run {
    std::string digits;
    std::size_t length = 0; ///< bytes of the text
};

Run digit_run(std::string_view text, std::size_t offset)
{
    Run run;
    std::size_t i = offset;
    while (i < text.size()) {
        bool const separator = (text[i] == '-' || text[i] == ' ') && i + 1 < text.size() &&
            is_digit(text[i + 1]) && !run.digits.empty();
        if (is_digit(text[i])) {
            run.digits += text[i];
            run.length = i + 1 - offset;
        } else if (!separator) {
            break;
        }
        ++i;
    }
    return run;
}

/// ISO 7064 MOD 11-2, as GB 11643 uses it for the 18th character of an identity number.
bool is_identity_number(std::string_view digits, char last)
{
    constexpr std::string_view checks = "10X98765432";
    constexpr std::array<unsigned, 17> weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    unsigned sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += weights[i] * static_cast<unsigned>(digits[i] - '0');
    }
    return checks[sum % 11] == (last == 'x' ? 'X' : last);
}

bool passes_luhn(std::string_view digits)
{
    unsigned sum = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        auto digit = static_cast<unsigned>(digits[digits.size() - 1 - i] - '0');
        if (i % 2 == 1) {
            digit *= 2;
        }
        sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
}

/// What stands at some place of a text, and how long it is; length 0: nothing.
struct Found {
    std::string_view mark;
    std::size_t length = 0;
};

bool is_telephone(std::string_view digits)
{
    bool const mobile = digits.size() == 11 && digits[0] == '1' && digits[1] >= '3';
    bool const with_country = digits.size() == 13 && digits.starts_with("861");
    bool const fixed = digits[0] == '0' && digits.size() >= 10 && digits.size() <= 12;
    return mobile || with_country || fixed;
}

/// What a run of digits is; length 0: nothing that is known.
Found identifier_of(std::string_view text, std::size_t offset, Run const& run)
{
    auto const& digits = run.digits;
    auto const behind = offset + run.length;
    bool const ends_in_x = behind < text.size() && (text[behind] == 'X' || text[behind] == 'x');
    if (digits.size() == 18 && is_identity_number(digits, digits.back())) {
        return {"【身份证】", run.length};
    }
    if (digits.size() == 17 && ends_in_x && is_identity_number(digits, 'X')) {
        return {"【身份证】", run.length + 1};
    }
    if (is_telephone(digits)) {
        return {"【电话】", run.length};
    }
    if (digits.size() >= 16 && digits.size() <= 19 && passes_luhn(digits)) {
        return {"【银行卡】", run.length};
    }
    return {};
}

/// The run's beginnings, the longest first: a number may be followed by another one.
Found number_at(std::string_view text, std::size_t offset)
{
    auto run = digit_run(text, offset);
    while (!run.digits.empty()) {
        if (auto const found = identifier_of(text, offset, run); found.length > 0) {
            return found;
        }
        // Shorter by the digits behind the last separator.
        auto const piece = text.substr(offset, run.length);
        auto const separator = piece.find_last_of("- ");
        if (separator == std::string_view::npos) {
            break;
        }
        run.digits.resize(run.digits.size() - (piece.size() - separator - 1));
        run.length = separator;
    }
    return {};
}

bool is_mail_character(char c)
{
    return is_digit(c) || is_letter(c) || c == '.' || c == '_' || c == '-' || c == '+';
}

/// An e-mail address whose local part begins at `offset`.
Found mail_at(std::string_view text, std::size_t offset)
{
    auto i = offset;
    while (i < text.size() && is_mail_character(text[i])) {
        ++i;
    }
    if (i == offset || i >= text.size() || text[i] != '@') {
        return {};
    }
    auto const at = i++;
    bool has_dot = false;
    while (i < text.size() && is_mail_character(text[i])) {
        has_dot = has_dot || text[i] == '.';
        ++i;
    }
    return has_dot && i > at + 3 ? Found{"【邮箱】", i - offset} : Found{};
}

/// A number plate: a province's sign, a letter, then five or six letters and digits of which at
/// least two are digits.
Found plate_at(std::string_view text, std::size_t offset)
{
    constexpr std::string_view signs =
        "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川贵云陕甘青蒙桂宁新藏";
    auto const sign = text.substr(offset, 3);
    auto const place = signs.find(sign);
    if (sign.size() < 3 || place == std::string_view::npos || place % 3 != 0) {
        return {};
    }
    auto i = offset + 3;
    if (i >= text.size() || text[i] < 'A' || text[i] > 'Z') {
        return {};
    }
    ++i;
    constexpr std::string_view dot = "·";
    if (text.substr(i).starts_with(dot)) {
        i += dot.size();
    }
    std::size_t characters = 0;
    std::size_t digits = 0;
    while (i < text.size() && characters < 6 && (is_digit(text[i]) || is_letter(text[i]))) {
        digits += is_digit(text[i]) ? 1 : 0;
        ++characters;
        ++i;
    }
    return characters >= 5 && digits >= 2 ? Found{"【车牌】", i - offset} : Found{};
}

/// A QQ or WeChat account after its name.
Found account_at(std::string_view text, std::size_t offset)
{
    constexpr std::string_view names[] = {"QQ", "qq", "微信号", "微信"};
    for (auto const name : names) {
        auto rest = text.substr(offset);
        if (!rest.starts_with(name)) {
            continue;
        }
        auto i = offset + name.size();
        for (std::string_view const filler : {"号", "：", ":", "是", " "}) {
            if (text.substr(i).starts_with(filler)) {
                i += filler.size();
            }
        }
        auto const start = i;
        while (i < text.size() && (is_digit(text[i]) || is_letter(text[i]) || text[i] == '_')) {
            ++i;
        }
        if (i - start >= 5) {
            return {"【账号】", i - offset};
        }
    }
    return {};
}

/// Tries the patterns where a token begins; inside a token nothing begins.
Found identifier_at(std::string_view text, std::size_t offset, char before)
{
    char const c = text[offset];
    if (is_digit(c) || is_letter(c)) {
        if (is_digit(before) || is_letter(before)) {
            return {};
        }
        if (auto const found = mail_at(text, offset); found.length > 0) {
            return found;
        }
        if (auto const found = account_at(text, offset); found.length > 0) {
            return found;
        }
        return is_digit(c) ? number_at(text, offset) : Found{};
    }
    if (auto const found = plate_at(text, offset); found.length > 0) {
        return found;
    }
    return account_at(text, offset);
}

} // namespace

std::string without_identifiers(std::string_view text, std::string_view name)
{
    auto const reporter = trimmed(name);
    bool const named = length_in_code_points(reporter) >= 2;
    std::string clean;
    clean.reserve(text.size());
    char before = ' ';
    for (std::size_t i = 0; i < text.size();) {
        if (named && text.substr(i).starts_with(reporter)) {
            clean += "【姓名】";
            i += reporter.size();
            before = ' ';
            continue;
        }
        if (auto const found = identifier_at(text, i, before); found.length > 0) {
            clean += found.mark;
            i += found.length;
            before = ' ';
            continue;
        }
        auto const length = code_point_at(text, i).length;
        clean += text.substr(i, length);
        before = text[i];
        i += length;
    }
    return clean;
}

} // namespace ducha::intake
