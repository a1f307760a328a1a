// What is known of single characters: how they are written simply, and how they sound.
#pragma once

#include <cstdint>

namespace ducha::neardup {

/// The simplified form of a traditional character (後 -> 后), and the common form of a radical or
/// of a compatibility ideograph (U+2F54 -> 水); any other code point itself. Once is enough:
/// simplified(simplified(c)) == simplified(c). Characters beyond the basic plane stay.
///
/// cost     one look-up; the first call of the three builds all tables, about a millisecond
/// threads  any
/// source   data/traditional.csv
[[nodiscard]] char32_t simplified(char32_t c);

/// The number of the syllable that a character is mostly read as in Mandarin, without its tone:
/// two characters have the same number where they sound the same. A traditional character
/// sounds as its simplified form. 0 where no reading is known.
///
/// range    0 to 411
/// source   data/pinyin.csv: the number of the row
[[nodiscard]] std::uint16_t pinyin_of(char32_t c);

/// The same, where sounds that many speakers do not tell apart are one: n and l, zh and z, ch and
/// c, sh and s at the beginning; ang and an, eng and en, ing and in at the end. (h and f are
/// mixed up in some places only and before some vowels only, and stay two.)
[[nodiscard]] std::uint16_t sound_of(char32_t c);

} // namespace ducha::neardup
