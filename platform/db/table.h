// A whole table, for copying, comparing and clearing: the names come from the rooms, not from
// input.
#pragma once

#include "platform/db/connection.h"

namespace ducha::db {

/// Shows the rows of a log in `table`, all columns, in the order of the columns `order`.
void each_row_of(
    Connection& connection,
    std::string_view table,
    std::string_view order,
    std::int64_t log,
    Visitor const& visitor
);

/// Removes all rows.
void clear_table(Connection& connection, std::string_view table);

/// Every value of a row, spelled so that different rows are spelled differently.
[[nodiscard]] std::string spelled(Row const& row);

} // namespace ducha::db
