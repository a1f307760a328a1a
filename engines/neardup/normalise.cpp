// Texts as they are compared: without what writers vary at will, with the way back.
#include "engines/neardup/normalise.h"

#include "base/text.h"

namespace ducha::neardup {
namespace {

char32_t half_width(char32_t c)
{
    if (c >= 0xFF01 && c <= 0xFF5E) {
        return c - 0xFEE0;
    }
    return c == 0x3000 ? U' ' : c;
}

char32_t chinese_digit(char32_t c)
{
    constexpr std::u32string_view digits = U"〇一二三四五六七八九";
    if (c == U'零') {
        return U'0';
    }
    if (c == U'两') {
        return U'2';
    }
    auto const at = digits.find(c);
    return at == std::u32string_view::npos ? c : U'0' + static_cast<char32_t>(at);
}

bool ends_clause(char32_t c)
{
    constexpr std::u32string_view ends = U",。!?;:\n\r、…~";
    return ends.find(c) != std::u32string_view::npos;
}

/// Letters, digits and ideographs carry names; everything else is decoration.
bool carries_meaning(char32_t c)
{
    if (c < 0x80) {
        return (c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9');
    }
    bool const punctuation = (c >= 0x2000 && c <= 0x2BFF) || (c >= 0x3000 && c <= 0x303F) ||
        (c >= 0xFE00 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFFEF);
    return c >= 0xC0 && !punctuation;
}

char32_t folded(char32_t c)
{
    auto const half = half_width(c);
    return half >= U'A' && half <= U'Z' ? half + 32 : chinese_digit(half);
}

void put(Normalised& result, char32_t value, CodePoint source)
{
    result.text.push_back(value);
    result.from.push_back(static_cast<std::uint32_t>(source.offset));
    result.to.push_back(static_cast<std::uint32_t>(source.offset + source.length));
}

} // namespace

Normalised normalise(std::string_view text, std::size_t most)
{
    Normalised result;
    bool in_headline = true;
    for (std::size_t offset = 0; offset < text.size() && most > 0; --most) {
        auto const source = code_point_at(text, offset);
        offset += source.length;
        auto const value = folded(source.value);
        if (carries_meaning(value)) {
            put(result, value, source);
        } else if (ends_clause(value) && !result.text.empty() &&
                   result.text.back() != clause_break) {
            put(result, clause_break, source);
        }
        if (in_headline) {
            in_headline = source.value != U'\n';
            result.headline = result.text.size();
        }
    }
    return result;
}

} // namespace ducha::neardup
