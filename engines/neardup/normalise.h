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

/// A normalised text. Character i was read from the bytes [from[i], to[i]) of the original.
struct Normalised {
    std::u32string text;
    std::vector<std::uint32_t> from;
    std::vector<std::uint32_t> to;
    std::size_t headline = 0; ///< characters of the first line
};

/// Half-width, lower case, Chinese digits as digits; blanks and marks inside a clause dropped
/// (names are written with and without them), ends of clauses as one clause_break.
///
/// text   valid UTF-8
/// most   code points read from the beginning
/// cost   O(min(length, most))
[[nodiscard]] Normalised normalise(std::string_view text, std::size_t most);

} // namespace ducha::neardup
