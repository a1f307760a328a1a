// Names and issues in a normalised text, found by their endings: no dictionary, no segmentation.
#pragma once

#include "engines/neardup/normalise.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace ducha::neardup {

/// What a character of a text belongs to; a bit set.
namespace mark {
inline constexpr std::uint8_t headline = 1;
inline constexpr std::uint8_t place = 2;
inline constexpr std::uint8_t enterprise = 4;
inline constexpr std::uint8_t code = 8; ///< a district, or a city before it: compared as a district
} // namespace mark

/// What is found in a text.
struct Extract {
    std::vector<std::uint8_t> marks;      ///< of each character, bits of `mark`
    std::vector<std::uint32_t> districts; ///< hashes, ascending, at most 4
    std::vector<std::uint16_t> sources;   ///< nouns of sources, as they are met, at most 8
    std::uint64_t issues = 0; ///< bit set of issue nouns (order of the list in extract.cpp)
};

/// Marks place-like runs (...小区, ...路, ...村), enterprise-like runs (...公司, ...厂, ...店)
/// and the headline, and collects nouns of sources (...窑, ...塘, ...机: two characters, so that
/// 石灰窑 and 烧石灰窑 are one), districts (A3区, 某某市某某区, 某某州某县) and issue nouns.
///
/// A name reaches from its ending to the left up to a function word or the end of the clause, at
/// most 6 characters. It is often a little too long; names are therefore compared by their rare
/// n-grams and never as wholes.
///
/// cost   O(length)
[[nodiscard]] Extract extract(Normalised const& text);

} // namespace ducha::neardup
