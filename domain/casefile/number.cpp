// Case numbers: built and read by scheme, never without one.
#include "domain/casefile/number.h"

#include "base/text.h"

#include <algorithm>

namespace ducha::casefile {
namespace {

using inspection::NumberScheme;

constexpr RefusalRow<NumberRefusal> refusals[] = {
    {NumberRefusal::no_letter,
     "number.no_letter",
     "编号规则未规定该渠道的字母",
     "the number scheme has no letter for this channel"},
    {NumberRefusal::serial_too_wide,
     "number.serial_too_wide",
     "当日序号超出编号位数",
     "the day has more cases than the scheme has digits for"},
    {NumberRefusal::unknown_letter,
     "number.unknown_letter",
     "未知的渠道字母",
     "no channel has this letter"},
    {NumberRefusal::bad_round,
     "number.bad_round",
     "轮次不是 1 至 9 的数字",
     "the round is not a digit from 1 to 9"},
    {NumberRefusal::bad_object,
     "number.bad_object",
     "督察对象代码有误",
     "the inspected object has no such code"},
    {NumberRefusal::bad_date, "number.bad_date", "日期无效", "there is no such date"},
    {NumberRefusal::bad_serial,
     "number.bad_serial",
     "序号位数有误",
     "the serial number has not its digits"},
    {NumberRefusal::other_text,
     "number.other_text",
     "编号格式不符",
     "the number is not built by the scheme"},
};

/// How many characters at the front satisfy `belongs`.
template <class Belongs>
std::size_t leading(std::string_view text, Belongs belongs)
{
    auto const* const end = std::ranges::find_if_not(text, belongs);
    return static_cast<std::size_t>(end - text.begin());
}

constexpr auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
constexpr auto is_capital = [](char c) { return c >= 'A' && c <= 'Z'; };

constexpr std::size_t object_length = 2;

/// The longest letter of the scheme at the front of `text`; empty where there is none.
std::string_view letter_at(NumberScheme const& scheme, std::string_view text)
{
    std::string_view longest;
    for (auto const& [channel, letter] : scheme.letters) {
        if (letter.size() > longest.size() && text.starts_with(letter)) {
            longest = letter;
        }
    }
    return longest;
}

/// A piece of a scheme's pattern: a field, or fixed text.
struct Piece {
    enum class Kind { letter, round, object, date, serial, text };
    Kind kind;
    std::string_view text;
    std::size_t digits = 0; ///< of a serial; 0: as many as it takes
    bool closed = true;     ///< of an object: what follows begins with no capital
};

/// The piece at the front of `pattern`, which is shortened by it. An unknown field is text.
Piece take_piece(std::string_view& pattern)
{
    auto const end = pattern.find('}');
    if (!pattern.starts_with('{') || end == std::string_view::npos) {
        auto const text = pattern.substr(0, pattern.find('{', 1));
        pattern.remove_prefix(text.size());
        return {.kind = Piece::Kind::text, .text = text};
    }
    auto const field = pattern.substr(1, end - 1);
    auto const whole = pattern.substr(0, end + 1);
    pattern.remove_prefix(end + 1);
    if (field == "letter") {
        return {.kind = Piece::Kind::letter, .text = field};
    }
    if (field == "round") {
        return {.kind = Piece::Kind::round, .text = field};
    }
    if (field == "object") {
        bool const open = pattern.starts_with("{letter}") || leading(pattern, is_capital) > 0;
        return {.kind = Piece::Kind::object, .text = field, .closed = !open};
    }
    if (field == "date") {
        return {.kind = Piece::Kind::date, .text = field};
    }
    if (field.starts_with("serial")) {
        auto const colon = field.find(':');
        auto const digits = colon == std::string_view::npos
            ? 0
            : parse_integer(field.substr(colon + 1)).value_or(0);
        return {
            .kind = Piece::Kind::serial, .text = field, .digits = static_cast<std::size_t>(digits)
        };
    }
    return {.kind = Piece::Kind::text, .text = whole};
}

std::string padded(std::int64_t serial, std::size_t digits)
{
    auto text = std::to_string(serial);
    return text.size() < digits ? std::string(digits - text.size(), '0') + text : text;
}

/// Reads one piece from the front of `rest` into `number`.
std::optional<NumberRefusal> read_piece(
    NumberScheme const& scheme, Piece const& piece, std::string_view& rest, CaseNumber& number
)
{
    std::size_t length = 0;
    switch (piece.kind) {
    case Piece::Kind::text:
        if (!rest.starts_with(piece.text)) {
            return NumberRefusal::other_text;
        }
        length = piece.text.size();
        break;
    case Piece::Kind::letter:
        number.letter = std::string{letter_at(scheme, rest)};
        length = number.letter.size();
        if (length == 0) {
            return NumberRefusal::unknown_letter;
        }
        break;
    case Piece::Kind::round:
        if (leading(rest, is_digit) == 0 || rest.front() == '0') {
            return NumberRefusal::bad_round;
        }
        number.round = rest.front() - '0';
        length = 1;
        break;
    case Piece::Kind::object: {
        auto const capitals = leading(rest, is_capital);
        length = object_length;
        if (capitals < length || (piece.closed && capitals > length)) {
            return NumberRefusal::bad_object;
        }
        number.object = std::string{rest.substr(0, length)};
        break;
    }
    case Piece::Kind::date: {
        length = 8;
        auto const digits = rest.substr(0, length);
        auto const day = leading(digits, is_digit) == length ? parse_day(digits) : std::nullopt;
        if (!day) {
            return NumberRefusal::bad_date;
        }
        number.date = *day;
        break;
    }
    case Piece::Kind::serial:
        length = leading(rest, is_digit);
        if (length == 0 || (piece.digits != 0 && length != piece.digits) ||
            (piece.digits == 0 && rest.front() == '0')) {
            return NumberRefusal::bad_serial;
        }
        number.serial = parse_integer(rest.substr(0, length)).value_or(0);
        if (number.serial < 1) {
            return NumberRefusal::bad_serial;
        }
        break;
    }
    rest.remove_prefix(length);
    return std::nullopt;
}

/// What the piece says of `number`, or why it cannot be said so that it is read back.
Result<std::string> spell(NumberScheme const& scheme, Piece const& piece, CaseNumber const& number)
{
    auto const no = [&](NumberRefusal reason, std::string found, std::string expected) {
        return refuse(refusals, reason, std::move(found), std::move(expected), scheme.id);
    };
    switch (piece.kind) {
    case Piece::Kind::text:
        break;
    case Piece::Kind::letter:
        if (number.letter.empty() || letter_at(scheme, number.letter) != number.letter) {
            return no(NumberRefusal::unknown_letter, number.letter, "a letter of the scheme");
        }
        return number.letter;
    case Piece::Kind::round:
        if (number.round < 1 || number.round > 9) {
            return no(NumberRefusal::bad_round, std::to_string(number.round), "1 to 9");
        }
        return std::to_string(number.round);
    case Piece::Kind::object:
        if (number.object.size() != object_length ||
            leading(number.object, is_capital) != object_length) {
            return no(NumberRefusal::bad_object, number.object, "two capitals");
        }
        return number.object;
    case Piece::Kind::date:
        return to_digits(number.date);
    case Piece::Kind::serial: {
        auto serial = padded(number.serial, piece.digits);
        if (number.serial < 1) {
            return no(NumberRefusal::bad_serial, serial, "from 1");
        }
        if (piece.digits != 0 && serial.size() > piece.digits) {
            auto const expected = std::to_string(piece.digits) + " digits";
            return no(NumberRefusal::serial_too_wide, serial, expected);
        }
        return serial;
    }
    }
    return std::string{piece.text};
}

} // namespace

SerialScope serial_scope(NumberScheme const& scheme, std::string_view letter, Day date)
{
    SerialScope scope;
    if (scheme.pattern.contains("{letter}")) {
        scope.letter = letter;
    }
    if (scheme.pattern.contains("{date}")) {
        scope.date = date;
    }
    return scope;
}

Result<std::string> print(NumberScheme const& scheme, CaseNumber const& number)
{
    std::string text;
    for (std::string_view pattern = scheme.pattern; !pattern.empty();) {
        auto const spelled = spell(scheme, take_piece(pattern), number);
        if (!spelled) {
            return spelled;
        }
        text += *spelled;
    }
    return number.watched ? text + "*" : text;
}

Result<CaseNumber> parse(NumberScheme const& scheme, std::string_view text)
{
    CaseNumber number;
    auto rest = text;
    if (rest.ends_with('*')) {
        number.watched = true;
        rest.remove_suffix(1);
    }
    for (std::string_view pattern = scheme.pattern; !pattern.empty();) {
        auto const piece = take_piece(pattern);
        if (auto const flaw = read_piece(scheme, piece, rest, number)) {
            return refuse(
                refusals,
                *flaw,
                std::string{rest},
                scheme.pattern,
                std::string{text} + ":" + std::to_string(text.size() - rest.size() + 1)
            );
        }
    }
    if (!rest.empty()) {
        return refuse(
            refusals,
            NumberRefusal::other_text,
            std::string{rest},
            "nothing more",
            std::string{text}
        );
    }
    return number;
}

Result<std::string> letter_of(NumberScheme const& scheme, Channel channel)
{
    auto const known = std::ranges::find(scheme.letters, channel, &NumberScheme::Letter::channel);
    bool const needed = scheme.pattern.contains("{letter}");
    bool const there = known != scheme.letters.end();
    if (needed && (!there || known->letter.empty())) {
        return refuse(
            refusals, NumberRefusal::no_letter, std::string{code(channel)}, {}, scheme.id
        );
    }
    return there ? known->letter : std::string{};
}

std::string grouped(std::string_view number)
{
    auto const digits = number.find_first_of("0123456789");
    bool const central = digits == 1 && number.size() >= 16 && is_digit(number[4]);
    if (!central) {
        return std::string{number};
    }
    return std::string{number.substr(0, 4)} + " " + std::string{number.substr(4, 8)} + " " +
        std::string{number.substr(12)};
}

} // namespace ducha::casefile
