// Texts as they are compared: without what writers vary at will, with the way back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::neardup {

/// Stands where a clause ends; no n-gram crosses it.
inline constexpr char32_t clause_break = U'\n';

/// A normalised text. Character i was read from the bytes [from[i], to[i]) of the original; the
/// digits of a number that was rewritten (十二 -> 12) all from the whole of it.
struct Normalised {
    std::u32string text;
    std::vector<std::uint32_t> from; ///< ascends; as long as the text, or empty
    std::vector<std::uint32_t> to;   ///< ascends; as long as the text, or empty
    std::size_t headline = 0;        ///< characters of the first line
};

/// Half-width, lower case, simplified characters, letters without their marks, numbers in digits
/// (①, Ⅲ, 三; 二十三 as 23, see numerals.h); ends of clauses as one clause_break. Blanks and marks
/// inside a clause are dropped, because names are written with and without them; so are emoji,
/// controls and what cannot be seen. Only between two of [a-z0-9] that were no Chinese numerals
/// a blank stays, as one U' '.
///
/// Normalising what was normalised changes nothing.
///
/// text     valid UTF-8, less than 4 GiB. Other bytes give some text, and no harm.
/// most     code points read from the beginning
/// returns  at most as many characters as bytes were read
/// cost     O(min(length, most)); the first call builds tables
/// threads  any
[[nodiscard]] Normalised normalise(std::string_view text, std::size_t most);

/// The same into a text that is used again and again: its room is kept.
void normalise(std::string_view text, std::size_t most, Normalised& into);

/// The same without the way back: `from` and `to` are left empty. For what is only compared.
void normalise_without_offsets(std::string_view text, std::size_t most, Normalised& into);

} // namespace ducha::neardup
