// The two adapters behind the port.
#pragma once

#include "platform/db/connection.h"

namespace ducha::db {

/// WAL, synchronous=FULL, foreign keys, nothing trusted; the file is created with mode 0600.
[[nodiscard]] std::unique_ptr<Connection> open_sqlite(std::string const& path, OpenMode mode);

/// libpq in pipeline mode, READ COMMITTED.
[[nodiscard]] std::unique_ptr<Connection> open_postgres(std::string_view url);

} // namespace ducha::db
