// Codes of enumerations as people write them in tables.
#pragma once

#include "base/code.h"

#include <optional>
#include <string>
#include <string_view>

namespace ducha::app {

/// `call, letter, web, visit`.
template <Coded Enum>
[[nodiscard]] std::string all_codes()
{
    std::string text;
    for (auto const& row : Codes<Enum>::table) {
        text += (text.empty() ? "" : ", ") + std::string{row.code};
    }
    return text;
}

/// A code of an enumeration, or its Chinese word.
template <Coded Enum>
[[nodiscard]] std::optional<Enum> from_code_or_word(std::string_view text)
{
    for (auto const& row : Codes<Enum>::table) {
        if (text == row.code || text == row.zh) {
            return row.value;
        }
    }
    return std::nullopt;
}

} // namespace ducha::app
