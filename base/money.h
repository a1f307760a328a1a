// Money: yuan are for people; what is kept and added up is whole fen.
#pragma once

#include "base/strong.h"

#include <optional>
#include <string>
#include <string_view>

namespace ducha {

using Fen = Strong<struct FenTag>;

/// `5000`, `5000.5`, `5000.05`: yuan with at most two places, 0 to 90,000,000,000,000.
/// returns   nothing for anything else: signs, blanks, a third place, other words
[[nodiscard]] std::optional<Fen> parse_yuan(std::string_view text);

/// `5000.05`; places only where there are fen: `5000`.
[[nodiscard]] std::string yuan_text(Fen amount);

/// In units of 10,000 yuan, as bulletins print it: `4006`, `33587.86`, exact.
[[nodiscard]] std::string wan_yuan_text(Fen amount);

} // namespace ducha
