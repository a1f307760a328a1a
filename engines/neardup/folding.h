// What each code point is written as where texts are compared: the normaliser's one look-up.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace ducha::neardup {

/// Entries that are no characters of their own; all others are what is written.
namespace fold {
inline constexpr char16_t dropped = 0;
inline constexpr char16_t clause_end = u'\n';
inline constexpr char16_t blank = u' ';
/// Chinese digits are this and the nine entries after it: what they become depends on the run.
inline constexpr char16_t zero = 0x10;
inline constexpr char16_t ten = 0x1A;
inline constexpr char16_t hundred = 0x1B;
inline constexpr char16_t thousand = 0x1C;
/// A circle is a zero among Chinese numerals (二○二一) and decoration elsewhere.
inline constexpr char16_t circle = 0x1D;
/// From here on an entry stands for two characters: those of pairs[entry - pair].
inline constexpr char16_t pair = 0xE000;
} // namespace fold

/// Entries of the basic plane, and the pairs of characters that some of them stand for (⑫ -> 12,
/// æ -> ae). An entry is one of `fold`, one of [a-z0-9], or a character from U+0080 to U+DFFF that
/// folds to itself.
struct Foldings {
    std::array<char16_t, 0x10000> entries{};
    std::array<std::array<char16_t, 2>, 64> pairs{};
};

/// cost     built by the first call, about a millisecond
/// threads  any
[[nodiscard]] Foldings const& foldings();

} // namespace ducha::neardup
