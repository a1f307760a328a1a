// Pollution types as one column: codes separated by semicolons.
#pragma once

#include "base/text.h"

#include "platform/db/stored_code.h"

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

/// throws   Trouble(database): an unknown code, as the column is written by `spelled` alone
[[nodiscard]] inline std::vector<Type> types_of(std::string_view text)
{
    std::vector<Type> types;
    if (!text.empty()) {
        for (auto const part : ducha::split(text, ';')) {
            types.push_back(db::stored_code<Type>(part, "matter.types"));
        }
    }
    return types;
}

} // namespace ducha::intake
