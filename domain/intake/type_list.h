// Pollution types as one column: codes separated by semicolons.
#pragma once

#include "base/text.h"

#include "domain/intake/intake.h"

namespace ducha::intake {

[[nodiscard]] inline std::string spelled(std::vector<Type> const& types)
{
    std::string text;
    for (auto const type : types) {
        text += (text.empty() ? "" : ";") + std::string{code(type)};
    }
    return text;
}

/// Unknown codes are left out: the column is written by `spelled` alone.
[[nodiscard]] inline std::vector<Type> types_of(std::string_view text)
{
    std::vector<Type> types;
    for (auto const part : ducha::split(text, ';')) {
        if (auto const type = from_code<Type>(part)) {
            types.push_back(*type);
        }
    }
    return types;
}

} // namespace ducha::intake
