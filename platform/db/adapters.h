// The two adapters behind the port.
#pragma once

#include "platform/db/connection.h"

#include <string>
#include <unordered_set>

namespace ducha::db {

/// By what a connection knows a statement again: where its text lies. The text of a query that
/// was built for one call is kept, so that an equal one lies in the same place.
class StatementKeys {
public:
    [[nodiscard]] char const* of(Query const& query)
    {
        return query.built ? texts_.emplace(query.text).first->data() : query.text.data();
    }

private:
    std::unordered_set<std::string> texts_;
};

/// WAL, synchronous=FULL, foreign keys, nothing trusted; the file is created with mode 0600.
[[nodiscard]] std::unique_ptr<Connection> open_sqlite(std::string const& path, OpenMode mode);

/// libpq in pipeline mode, READ COMMITTED.
[[nodiscard]] std::unique_ptr<Connection> open_postgres(std::string_view url);

} // namespace ducha::db
