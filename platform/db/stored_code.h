// What a stored code means.
#pragma once

#include "base/code.h"

#include "platform/db/query.h"
#include "platform/trouble.h"

namespace ducha::db {

/// The enumerator of a code that the program wrote itself. Taking an unknown one for the first of
/// its kind would make an undecided matter of a declined one.
///
/// name     of the column with its table, such as `batch.state`
/// throws   Trouble(database): no enumerator has this code
template <Coded Enum>
[[nodiscard]] Enum stored_code(std::string_view text, std::string_view name)
{
    if (auto const known = from_code<Enum>(text)) {
        return *known;
    }
    throw Trouble{
        Trouble::Kind::database,
        std::string{name} + " holds a code that is not known: \"" + std::string{text} + "\""
    };
}

/// The same of a column.
template <Coded Enum>
[[nodiscard]] Enum stored_code(Row const& row, int column, std::string_view name)
{
    return stored_code<Enum>(row.text(column), name);
}

} // namespace ducha::db
