// What a stored code means.
#pragma once

#include "base/code.h"

#include "platform/db/query.h"
#include "platform/trouble.h"

namespace ducha::db {

/// The enumerator whose code stands in a column.
///
/// name     of the column with its table, such as `batch.state`
/// throws   Trouble(database): no enumerator has this code
template <Coded Enum>
[[nodiscard]] Enum stored_code(Row const& row, int column, std::string_view name)
{
    auto const text = row.text(column);
    if (auto const known = from_code<Enum>(text)) {
        return *known;
    }
    throw Trouble{
        Trouble::Kind::database,
        std::string{name} + " holds a code that is not known: \"" + std::string{text} + "\""
    };
}

} // namespace ducha::db
