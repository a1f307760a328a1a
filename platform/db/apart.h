// A PostgreSQL database that comes into being beside its place and appears whole.
#pragma once

#include "platform/db/connection.h"

namespace ducha::db {

/// Whether the database's own schema holds tables.
[[nodiscard]] bool holds_tables(std::string_view url);

/// A connection to an empty schema of its own in the database; what was left there by an attempt
/// that was broken off is removed first.
[[nodiscard]] std::unique_ptr<Connection> open_apart(std::string_view url);

/// Moves all that was made into the database's own schema, in one transaction, and removes the
/// schema apart. The connection is of no further use.
void appear(Connection& apart);

/// Removes the schema apart and all that is in it.
void vanish(Connection& apart);

} // namespace ducha::db
