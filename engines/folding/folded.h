// Texts as they are searched: every way of writing the same characters becomes one, nothing is
// guessed, and there is a way back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::folding {

/// Stands for one or more marks that end a clause. Never at either end of a folded text.
inline constexpr char clause_mark = ',';

/// A folded text as UTF-8. Byte i was read from the bytes [from[i], to[i]) of the original.
struct Folded {
    std::string text;
    std::vector<std::uint32_t> from; ///< ascends; as long as the text
    std::vector<std::uint32_t> to;   ///< ascends; as long as the text
};

/// Half width, lower case, simplified characters, letters without their marks, ①, ⅲ and ₂ as
/// digits. What ends a clause is one `clause_mark`. Brackets, quotation marks, hyphens, emoji,
/// controls and what cannot be seen are left out; so are blanks, but for one between two of
/// [a-z0-9], and points, but for one between two digits (2.5).
///
/// Unlike neardup::normalise it reads no numbers: 二十三 stays, because whoever looks for words
/// looks for what is written. No line end, quotation mark, per cent sign, underscore, backslash or
/// private character comes out, so these can stand for something else beside a folded text.
///
/// holds    what a part of a text is folded to is a part of what the text is folded to; folding
///          what was folded changes nothing
/// text     any bytes, less than 4 GiB; those that are no UTF-8 are left out
/// cost     O(length); the first call builds a table
/// threads  any
[[nodiscard]] std::string folded(std::string_view text);

/// The same with the way back.
[[nodiscard]] Folded folded_with_offsets(std::string_view text);

} // namespace ducha::folding
