// Taking identifiers out of a text at the door: what merge, search and triage read must not
// name the reporter.
#pragma once

#include <string>
#include <string_view>

namespace ducha::intake {

/// Replaces patterned identifiers by what they are, in lenticular brackets: 【电话】 for mobile,
/// fixed and 400 telephone numbers, 【身份证】 (18 characters that pass ISO 7064's check, or that
/// hold a province and a date of birth, so that one misheard digit hides nobody; 15 digits with
/// both), 【银行卡】 (16 to 19 digits that pass Luhn's check), 【邮箱】, 【车牌】, 【账号】 (after
/// QQ, 微信, wx, vx), and the reporter's own name by 【姓名】. Full width and half width, upper and
/// lower case are the same; groups of digits may stand apart by a blank, a hyphen or, in the shapes
/// of telephone numbers, a dot.
///
/// name      as the reporter gave it; shorter than two characters is left alone
/// limits    right behind a letter only a mobile or an identity number counts, or one with its
///           area code and a hyphen: the rest are parts of case and document numbers.
///           An identifier without a pattern (a nickname, "the only house by the outfall")
///           stays: the transfer text is rewritten by a person for that reason
/// cost      O(text)
/// source    docs/architecture.md, four texts
[[nodiscard]] std::string without_identifiers(std::string_view text, std::string_view name);

} // namespace ducha::intake
