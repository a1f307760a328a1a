// Numbers as Chinese writes them: 二十三 is 23.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace ducha::neardup {

/// The number that a run of numerals writes (entries of `fold` from zero to thousand, all that
/// stand together, at least one), where that is safe to say.
///
/// - Two or more numerals that make a number below ten thousand by the rules of arithmetic books:
///   十二, 二十三, 一百零五, 三千. What people say for short (一百二) and by guess (二三十) is
///   none, nor are years and house numbers by the digit (二〇二一), which are read so already.
/// - 十 alone only after 第 and before what is counted or numbered (十号, 十栋, 十年): 十分 and
///   十足 are words. So are 十字, 百姓, 百货 and 千克, also behind a numeral (一十字路口).
/// - 万 and 亿 are no numerals here, because people write 25万 themselves: 二十五万 is 25 and 万,
///   and 万一 and 千万 stay what they are.
///
/// before, after   the characters beside the run, 0 where there is none; where they are digits, or
///                 几 or 数 stands before it, the run is only part of something
/// range           10 to 9999
/// cost            O(1): a run that is too long is seen to be none
[[nodiscard]] std::optional<std::uint32_t>
number_in(std::u32string_view run, char32_t before, char32_t after);

} // namespace ducha::neardup
