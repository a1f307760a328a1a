// UTF-8 text: what is valid, how long it is, how it is cut.
#include "base/text.h"

#include <algorithm>
#include <charconv>

namespace ducha {
namespace {

/// The length that the first byte of a sequence announces; 0 where it may not begin one.
std::size_t announced_length(unsigned char lead)
{
    if (lead < 0x80) {
        return 1;
    }
    if (lead >= 0xC2 && lead <= 0xDF) {
        return 2;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        return 3;
    }
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

/// The range of the second byte excludes overlong forms, surrogates and what lies past U+10FFFF.
bool second_byte_fits(unsigned char lead, unsigned char next)
{
    switch (lead) {
    case 0xE0:
        return next >= 0xA0 && next <= 0xBF;
    case 0xED:
        return next >= 0x80 && next <= 0x9F;
    case 0xF0:
        return next >= 0x90 && next <= 0xBF;
    case 0xF4:
        return next >= 0x80 && next <= 0x8F;
    default:
        return next >= 0x80 && next <= 0xBF;
    }
}

bool valid_sequence(std::string_view text, std::size_t offset, std::size_t length)
{
    auto const byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
    if (length == 0 || offset + length > text.size()) {
        return false;
    }
    if (length > 1 && !second_byte_fits(byte(0), byte(1))) {
        return false;
    }
    for (std::size_t i = 2; i < length; ++i) {
        if (byte(i) < 0x80 || byte(i) > 0xBF) {
            return false;
        }
    }
    return true;
}

constexpr std::string_view ideographic_space = "\u3000";

bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\v' || c == '\f';
}

std::size_t edit_distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) {
        row[j] = j;
    }
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            auto const change = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
            diagonal = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, change});
        }
    }
    return row.back();
}

} // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text)
{
    std::size_t offset = 0;
    while (offset < text.size()) {
        auto const length = announced_length(static_cast<unsigned char>(text[offset]));
        if (!valid_sequence(text, offset, length)) {
            return offset;
        }
        offset += length;
    }
    return std::nullopt;
}

CodePoint code_point_at(std::string_view text, std::size_t offset)
{
    auto const lead = static_cast<unsigned char>(text[offset]);
    auto const length = announced_length(lead);
    constexpr unsigned char masks[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t value = lead & masks[length];
    for (std::size_t i = 1; i < length; ++i) {
        value = value << 6U | (static_cast<unsigned char>(text[offset + i]) & 0x3FU);
    }
    return {value, offset, length};
}

std::size_t length_in_code_points(std::string_view text)
{
    std::size_t count = 0;
    for (auto const c : text) {
        count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U ? 1 : 0;
    }
    return count;
}

std::string_view first_code_points(std::string_view text, std::size_t most)
{
    std::size_t offset = 0;
    while (most-- > 0 && offset < text.size()) {
        offset += code_point_at(text, offset).length;
    }
    return text.substr(0, offset);
}

void append_utf8(std::string& text, char32_t value)
{
    auto const put = [&](unsigned byte) { text += static_cast<char>(byte); };
    auto const code = static_cast<unsigned>(value);
    if (code < 0x80) {
        put(code);
    } else if (code < 0x800) {
        put(0xC0U | code >> 6U);
        put(0x80U | (code & 0x3FU));
    } else if (code < 0x10000) {
        put(0xE0U | code >> 12U);
        put(0x80U | (code >> 6U & 0x3FU));
        put(0x80U | (code & 0x3FU));
    } else {
        put(0xF0U | code >> 18U);
        put(0x80U | (code >> 12U & 0x3FU));
        put(0x80U | (code >> 6U & 0x3FU));
        put(0x80U | (code & 0x3FU));
    }
}

std::string_view trimmed(std::string_view text)
{
    while (true) {
        if (!text.empty() && is_blank(text.front())) {
            text.remove_prefix(1);
        } else if (!text.empty() && is_blank(text.back())) {
            text.remove_suffix(1);
        } else if (text.starts_with(ideographic_space)) {
            text.remove_prefix(ideographic_space.size());
        } else if (text.ends_with(ideographic_space)) {
            text.remove_suffix(ideographic_space.size());
        } else {
            return text;
        }
    }
}

std::vector<std::string_view> split(std::string_view text, char separator)
{
    std::vector<std::string_view> parts;
    while (true) {
        auto const end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

std::string nearest_of(std::string_view name, std::vector<std::string> const& known)
{
    std::string nearest;
    auto best = std::max<std::size_t>(name.size() / 3, 2) + 1;
    for (auto const& one : known) {
        auto const distance = edit_distance(name, one);
        if (distance < best && distance < name.size()) {
            best = distance;
            nearest = one;
        }
    }
    return nearest;
}

std::optional<std::int64_t> parse_integer(std::string_view text)
{
    std::int64_t value = 0;
    auto const* const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc{} && stop == end ? std::optional{value} : std::nullopt;
}

} // namespace ducha
