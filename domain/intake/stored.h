// Codes as they lie in the rows. Inside of intake.
#pragma once

#include "base/code.h"

#include "platform/trouble.h"

namespace ducha::intake {

/// The value of a code that the program wrote itself. Taking an unknown one for the first of its
/// kind would make an undecided matter of a declined one.
/// throws   Trouble(database): no such code
template <Coded Enum>
[[nodiscard]] Enum stored(std::string_view text)
{
    if (auto const known = from_code<Enum>(text)) {
        return *known;
    }
    throw Trouble{
        Trouble::Kind::database, "a row of the intake holds an unknown code: " + std::string{text}
    };
}

} // namespace ducha::intake
