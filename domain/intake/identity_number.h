// What reads as the number of a resident's identity card (GB 11643). Inside of intake.
#pragma once

#include <string_view>

namespace ducha::intake {

/// Whether the digits stand in one piece or in the groups of their parts: region, birth, order.
///
/// shape   how long the groups are and what stands between them: `6-8-4`
[[nodiscard]] bool has_identity_shape(std::string_view shape);

/// Whether 17 digits and `last`, a digit or `x`, are a number of 18 characters: the check is
/// right or, where they are `shaped`, they hold a province and a birth from 1900 to 2015.
[[nodiscard]] bool is_identity_number(std::string_view digits, char last, bool shaped);

/// The form of 15 digits, given out until 1999, without a check: a province and a birth from
/// 1930 on. Earlier years are more often the last two digits of this century's.
[[nodiscard]] bool is_old_identity_number(std::string_view digits);

} // namespace ducha::intake
