// HTML in which no data can become markup.
#include "web/html/html.h"

#include "base/invariant.h"
#include "base/text.h"

#include "platform/crypto/crypto.h"

#include <algorithm>

namespace ducha::web {
namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD"; // U+FFFD

std::string_view entity_of(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return {};
    }
}

bool is_control(char c)
{
    auto const byte = static_cast<unsigned char>(c);
    return (byte < 0x20 && c != '\n' && c != '\t') || byte == 0x7F;
}

void append_escaped(std::string& safe, std::string_view valid)
{
    for (char const c : valid) {
        if (auto const entity = entity_of(c); !entity.empty()) {
            safe += entity;
        } else if (is_control(c)) {
            safe += replacement;
        } else {
            safe += c;
        }
    }
}

bool is_name(std::string_view name)
{
    return !name.empty() && std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
            c == '-' || c == '_';
    });
}

} // namespace

std::string escaped(std::string_view text)
{
    std::string safe;
    safe.reserve(text.size() + text.size() / 8);
    while (auto const invalid = first_invalid_utf8(text)) {
        append_escaped(safe, text.substr(0, *invalid));
        safe += replacement;
        text.remove_prefix(*invalid + 1);
    }
    append_escaped(safe, text);
    return safe;
}

Address Address::of(Path prefix, Path path)
{
    auto const text = path.text();
    return Address{std::string{prefix.text()} + std::string{text == "/" ? "" : text}};
}

Address Address::of(Path path)
{
    return Address{std::string{path.text()}};
}

Address Address::of_content(Path path, std::string_view content)
{
    auto const hash = to_hex(crypto::sha256({bytes_of(content)}));
    return Address{std::string{path.text()} + "?" + hash.substr(0, 16)};
}

Address Address::with_back(Path path, Address const& back)
{
    return Address{std::string{path.text()} + "?back=" + back.text()};
}

Address Address::on_page(std::string_view name)
{
    invariant(is_name(name), "the name of a place on a page is letters, digits, - and _");
    return Address{"#" + std::string{name}};
}

Address Address::telephone(std::string_view number)
{
    std::string digits = "tel:";
    std::ranges::copy_if(number, std::back_inserter(digits), [](char c) {
        return (c >= '0' && c <= '9') || c == '+';
    });
    return Address{std::move(digits)};
}

namespace detail {

std::string filled(std::string_view literal, std::span<std::string const> pieces)
{
    std::string text;
    for (auto const& piece : pieces) {
        auto const hole = literal.find("{}");
        text += literal.substr(0, hole);
        text += piece;
        literal.remove_prefix(hole + 2);
    }
    return text += literal;
}

} // namespace detail

} // namespace ducha::web
