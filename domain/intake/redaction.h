// Taking identifiers out of a text at the door: what merge, search and triage read must not
// name the reporter.
#pragma once

#include <string>
#include <string_view>

namespace ducha::intake {

/// Replaces patterned identifiers by what they are, in lenticular brackets: 【电话】 for mobile
/// and fixed telephone numbers, 【身份证】 (18 digits whose last follows ISO 7064), 【银行卡】
/// (16 to 19 digits that pass Luhn's check), 【邮箱】, 【车牌】, 【账号】 (after QQ or 微信), and
/// the reporter's own name by 【姓名】.
///
/// name      as the reporter gave it; shorter than two characters is left alone
/// limits    an identifier without a pattern (a nickname, "the only house by the outfall")
///           stays: the transfer text is rewritten by a person for that reason
/// cost      O(text)
/// source    docs/architecture.md, four texts
[[nodiscard]] std::string without_identifiers(std::string_view text, std::string_view name);

} // namespace ducha::intake
