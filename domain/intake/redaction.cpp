// Taking identifiers out of a text at the door.
#include "domain/intake/redaction.h"

#include "base/text.h"

#include "domain/intake/identity_number.h"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace ducha::intake {
namespace {

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/// The half-width lower-case spelling of a character.
char32_t plain(char32_t c)
{
    if (c >= U'\uFF01' && c <= U'\uFF5E') {
        c -= U'\uFF01' - U'!';
    }
    if (c >= U'A' && c <= U'Z') {
        return c + (U'a' - U'A');
    }
    if ((c >= U'\u2010' && c <= U'\u2015') || c == U'\u2212') {
        return U'-';
    }
    return c == U'\u3000' || c == U'\u00A0' ? U' ' : c;
}

/// A text as the patterns read it, and where each byte of it stood in the text as given.
struct Plain {
    std::string text;
    std::vector<std::size_t> origin; ///< one more than `text` has bytes
};

Plain read_plainly(std::string_view given)
{
    Plain read;
    for (std::size_t i = 0; i < given.size();) {
        auto const point = code_point_at(given, i);
        append_utf8(read.text, plain(point.value));
        read.origin.resize(read.text.size(), i);
        i += point.length;
    }
    read.origin.push_back(given.size());
    return read;
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

/// What stands at some place of a text, and where it ends; end 0: nothing.
struct Found {
    std::string_view mark;
    std::size_t end = 0;
};

/// A number in groups of digits, such as `138-1234-5678`.
struct Number {
    std::string digits;
    std::string shape; ///< how long the groups are and what stands between them: `3-4-4`
    std::size_t end = 0;
};

constexpr std::size_t most_digits = 19;

/// The numbers that begin at `offset`, the longest first: behind one another may follow.
std::vector<Number> numbers_at(std::string_view text, std::size_t offset)
{
    std::vector<Number> numbers;
    Number number;
    for (auto begin = offset; begin < text.size() && is_digit(text[begin]);) {
        auto const digits = text.substr(begin, most_digits + 1);
        auto const length = std::min(digits.find_first_not_of("0123456789"), digits.size());
        number.digits += digits.substr(0, length);
        number.shape += std::to_string(length);
        number.end = begin + length;
        if (number.digits.size() > most_digits) {
            break;
        }
        numbers.push_back(number);
        if (number.end == text.size() || !std::string_view{"- ."}.contains(text[number.end])) {
            break;
        }
        number.shape += text[number.end];
        begin = number.end + 1;
    }
    std::ranges::reverse(numbers);
    return numbers;
}

/// With the code of the country or without.
bool is_mobile(std::string_view digits)
{
    constexpr std::size_t length = 11;
    auto const country = digits.substr(0, digits.size() - std::min(digits.size(), length));
    auto const number = digits.substr(country.size());
    return number.size() == length && number[0] == '1' && number[1] >= '3' &&
        (country.empty() || country == "86" || country == "0086");
}

/// An area code and a number behind it, apart or not.
bool is_fixed(Number const& number)
{
    auto const length = number.digits.size();
    bool const grouped = number.shape.starts_with('3') || number.shape.starts_with('4');
    bool const whole = number.shape == std::to_string(length);
    bool const area = number.digits[0] == '0' && number.digits[1] != '0';
    return area && length >= 10 && length <= 12 && (grouped || whole);
}

/// Such as 400-820-8820; `400-600 1000` is something else.
bool is_service(Number const& number)
{
    auto const& digits = number.digits;
    bool const even = !number.shape.contains('-') || !number.shape.contains(' ');
    return digits.size() == 10 && digits.starts_with("400") && even &&
        std::string_view{"016789"}.contains(digits[3]);
}

bool is_telephone(Number const& number)
{
    return is_mobile(number.digits) || is_service(number) || is_fixed(number);
}

/// Whether a number right behind a letter stands for itself. `SB4111111111111111` does not.
bool is_clear(Number const& number)
{
    auto const& shape = number.shape;
    if (is_mobile(number.digits)) {
        return shape.size() == 2 || shape.starts_with('3');
    }
    return shape.starts_with("3-") || shape.starts_with("4-");
}

/// Where the identity number ends that begins with `number`; 0: it is none.
std::size_t identity_end(Number const& number, std::string_view behind, bool behind_letter)
{
    auto const& digits = number.digits;
    bool const shaped = has_identity_shape(number.shape);
    if (digits.size() == 18) {
        return is_identity_number(digits, digits.back(), shaped) ? number.end : 0;
    }
    if (digits.size() == 17 && behind.starts_with('x')) {
        return is_identity_number(digits, 'x', shaped) ? number.end + 1 : 0;
    }
    bool const old = shaped && !behind_letter && is_old_identity_number(digits);
    return old ? number.end : 0;
}

/// A round number before a unit is no telephone.
bool is_amount(Number const& number, std::string_view behind)
{
    constexpr std::string_view units[] = {"元", "万", "亿", "吨", "米", "千", "立方", "平方", "公"};
    return number.shape.size() == 2 && number.digits.ends_with("000") &&
        std::ranges::any_of(units, [&](auto unit) { return behind.starts_with(unit); });
}

/// Dots separate the groups of a telephone number only in these shapes: elsewhere they are those
/// of a decimal or of a date.
bool has_foreign_dots(std::string_view shape)
{
    constexpr std::string_view telephones[] = {"3.4.4", "3.3.4", "4.4.4", "4.3.4"};
    return shape.contains('.') && std::ranges::find(telephones, shape) == std::end(telephones);
}

Found identifier_of(std::string_view text, Number const& number, bool behind_letter)
{
    auto const& digits = number.digits;
    auto const behind = text.substr(number.end);
    if (has_foreign_dots(number.shape)) {
        return {};
    }
    if (auto const end = identity_end(number, behind, behind_letter); end > 0) {
        return {"【身份证】", end};
    }
    bool const stands_alone = !behind_letter || is_clear(number);
    if (stands_alone && is_telephone(number) && !is_amount(number, behind)) {
        return {"【电话】", number.end};
    }
    bool const card = digits.size() >= 16 && !behind_letter && passes_luhn(digits);
    return card ? Found{"【银行卡】", number.end} : Found{};
}

Found number_at(std::string_view text, std::size_t offset)
{
    bool const behind_letter = offset > 0 && is_letter(text[offset - 1]);
    for (auto const& number : numbers_at(text, offset)) {
        if (auto const found = identifier_of(text, number, behind_letter); found.end > 0) {
            return found;
        }
    }
    return {};
}

/// A fixed number whose area code stands in brackets: `(010)12345678`.
Found bracketed_at(std::string_view text, std::size_t offset)
{
    auto const close = text.substr(offset, 6).find(')');
    auto const area = text.substr(offset, close);
    if (close == std::string_view::npos || close < 4 || !area.starts_with("(0") ||
        !std::ranges::all_of(area.substr(1), is_digit)) {
        return {};
    }
    auto const local = offset + close + 1;
    bool const separated =
        text.substr(local).starts_with(' ') || text.substr(local).starts_with('-');
    for (auto const& number : numbers_at(text, local + (separated ? 1 : 0))) {
        auto const digits = number.digits.size();
        if ((digits == 7 || digits == 8) && !number.shape.contains('.')) {
            return {"【电话】", number.end};
        }
    }
    return {};
}

bool is_mail_character(char c)
{
    return is_digit(c) || is_letter(c) || c == '.' || c == '_' || c == '-' || c == '+';
}

/// The end of the characters of an e-mail address from `offset` on, of at most `most`.
std::size_t mail_characters(std::string_view text, std::size_t offset, std::size_t most)
{
    auto const run = text.substr(offset, most);
    auto const* const end = std::ranges::find_if_not(run, is_mail_character);
    return offset + static_cast<std::size_t>(end - run.begin());
}

/// The end of `@` and a domain at `offset`; 0: there is none.
std::size_t domain_end(std::string_view text, std::size_t offset)
{
    if (!text.substr(offset).starts_with('@')) {
        return 0;
    }
    constexpr std::size_t longest = 255; // RFC 5321, section 4.5.3.1
    auto const end = mail_characters(text, offset + 1, longest);
    auto const domain = text.substr(offset + 1, end - offset - 1);
    return domain.size() >= 3 && domain.contains('.') ? end : 0;
}

/// An e-mail address whose local part begins at `offset`.
Found mail_at(std::string_view text, std::size_t offset)
{
    constexpr std::size_t longest = 64; // RFC 5321, section 4.5.3.1
    auto const at = mail_characters(text, offset, longest);
    return at > offset ? Found{"【邮箱】", domain_end(text, at)} : Found{};
}

/// The length of the first of `words` that `text` begins with; 0: none.
std::size_t leading(std::string_view text, std::span<std::string_view const> words)
{
    auto const word =
        std::ranges::find_if(words, [&](auto const& one) { return text.starts_with(one); });
    return word == words.end() ? 0 : word->size();
}

/// A number plate: a province's sign, a letter, then five or six letters and digits of which at
/// least two are digits.
Found plate_at(std::string_view text, std::size_t offset)
{
    constexpr std::string_view signs =
        "京津沪渝冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川贵云陕甘青蒙桂宁新藏";
    constexpr std::string_view gaps[] = {" ", "·", "•", "-", "."};
    auto const sign = text.substr(offset, 3);
    auto const place = signs.find(sign);
    if (sign.size() < 3 || place == std::string_view::npos || place % 3 != 0) {
        return {};
    }
    auto i = offset + 3;
    i += text.substr(i).starts_with(' ') ? 1 : 0;
    if (i >= text.size() || !is_letter(text[i])) {
        return {};
    }
    ++i;
    i += leading(text.substr(i), gaps);
    std::size_t characters = 0;
    std::size_t digits = 0;
    while (i < text.size() && characters < 6 && (is_digit(text[i]) || is_letter(text[i]))) {
        digits += is_digit(text[i]) ? 1 : 0;
        ++characters;
        ++i;
    }
    bool const longer = digits == characters && i < text.size() && is_digit(text[i]);
    return characters >= 5 && digits >= 2 && !longer ? Found{"【车牌】", i} : Found{};
}

/// A QQ or WeChat account after its name.
Found account_at(std::string_view text, std::size_t offset)
{
    constexpr std::string_view names[] = {"微信", "v信", "weixin", "wechat", "wx", "vx", "qq"};
    constexpr std::string_view fillers[] = {"号", "码", "账", "帐", "是", "为", ":", "=", " ", "("};
    auto const name = leading(text.substr(offset), names);
    if (name == 0) {
        return {};
    }
    auto start = offset + name;
    while (auto const filler = leading(text.substr(start), fillers)) {
        start += filler;
    }
    bool const lettered = start < text.size() && is_letter(text[start]);
    auto const rest = text.substr(start);
    auto const* const end = std::ranges::find_if_not(rest, [&](char c) {
        return is_digit(c) || is_letter(c) || c == '_' || (c == '-' && lettered);
    });
    auto const account = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
    bool const introduced = start > offset + name || !is_letter(text[offset]);
    bool const plain_word = account.find_first_of("0123456789_-") == std::string_view::npos;
    bool const taken = account.size() >= 5 && (introduced || !plain_word);
    return taken ? Found{"【账号】", start + account.size()} : Found{};
}

/// Tries the patterns where a token begins. Inside a token nothing begins but a number behind
/// letters.
Found identifier_at(std::string_view text, std::size_t offset, char before)
{
    constexpr std::array patterns{mail_at, account_at, plate_at, bracketed_at, number_at};
    char const c = text[offset];
    bool const inside = (is_digit(c) || is_letter(c)) && (is_digit(before) || is_letter(before));
    if (inside && !(is_digit(c) && is_letter(before))) {
        return {};
    }
    for (auto const pattern : patterns) {
        if (auto const found = pattern(text, offset); found.end > 0) {
            auto const mail = domain_end(text, found.end);
            return mail > 0 ? Found{"【邮箱】", mail} : found;
        }
    }
    return {};
}

} // namespace

std::string without_identifiers(std::string_view text, std::string_view name)
{
    auto const [plain, origin] = read_plainly(text);
    auto const reporter = read_plainly(trimmed(name)).text;
    bool const named = length_in_code_points(reporter) >= 2;
    std::string clean;
    clean.reserve(text.size());
    char before = ' ';
    for (std::size_t i = 0; i < plain.size();) {
        bool const is_name = named && std::string_view{plain}.substr(i).starts_with(reporter);
        auto const found =
            is_name ? Found{"【姓名】", i + reporter.size()} : identifier_at(plain, i, before);
        if (found.end > 0) {
            clean += found.mark;
            before = ' ';
            i = found.end;
            continue;
        }
        auto const end = i + code_point_at(plain, i).length;
        clean += text.substr(origin[i], origin[end] - origin[i]);
        before = plain[i];
        i = end;
    }
    return clean;
}

} // namespace ducha::intake
