// Making deleted content unreadable in the files of a database.
#pragma once

#include "platform/db/connection.h"

namespace ducha::db {

/// Removes from the files what was deleted and committed: SQLite overwrites deleted content in
/// the database itself (secure_delete), and here its log of changes is written back and cut.
///
/// limits   does nothing on PostgreSQL, where dead rows stay until VACUUM and the log of changes
///          until it is recycled. No copy, backup or disk image is touched. While another
///          connection reads, SQLite's log stays until the next call or until the last one closes
/// throws   Trouble
/// cost     as much writing as there is in the log, at most about 16 MiB; outside transactions
void scrub(Connection& connection);

} // namespace ducha::db
