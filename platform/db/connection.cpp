// What both adapters share: first values, transactions, savepoints, addresses.
#include "platform/db/connection.h"

#include "platform/db/adapters.h"
#include "platform/trouble.h"

namespace ducha::db {
namespace {

constexpr Query begin_deferred{"db/begin", "begin"};
constexpr Query begin_immediate{"db/begin_immediate", "begin immediate"};
constexpr Query begin_snapshot{
    "db/begin_snapshot", "begin isolation level repeatable read, read only"
};
constexpr Query commit_work{"db/commit", "commit"};
constexpr Query rollback_work{"db/rollback", "rollback"};
constexpr Query set_savepoint{"db/savepoint", "savepoint command"};
constexpr Query release_savepoint{"db/release", "release savepoint command"};
constexpr Query rollback_to{"db/rollback_to", "rollback to savepoint command"};

constexpr std::string_view sqlite_scheme = "sqlite:";

/// A destructor may not throw; a connection that cannot roll back is lost anyway, and the
/// trouble that led here is already on its way.
void run_quietly(Connection& connection, Query const& query) noexcept
{
    try {
        connection.run(query, {});
        connection.flush();
    } catch (std::exception const&) { // NOLINT(bugprone-empty-catch)
    }
}

} // namespace

std::optional<std::int64_t> Connection::integer(Query const& query, Values values)
{
    std::optional<std::int64_t> result;
    each(query, values, [&](Row const& row) {
        if (!result && !row.is_null(0)) {
            result = row.integer(0);
        }
    });
    return result;
}

std::optional<std::string> Connection::text(Query const& query, Values values)
{
    std::optional<std::string> result;
    each(query, values, [&](Row const& row) {
        if (!result && !row.is_null(0)) {
            result = std::string{row.text(0)};
        }
    });
    return result;
}

Transaction::Transaction(Connection& connection) : connection_{connection}
{
    connection.run(connection.dialect() == Dialect::sqlite ? begin_immediate : begin_deferred, {});
}

Transaction::~Transaction()
{
    if (open_) {
        run_quietly(connection_, rollback_work);
    }
}

void Transaction::commit()
{
    connection_.run(commit_work, {});
    connection_.flush();
    open_ = false;
}

Snapshot::Snapshot(Connection& connection) : connection_{connection}
{
    // SQLite reads from the file as it was when the transaction first read.
    connection.run(connection.dialect() == Dialect::sqlite ? begin_deferred : begin_snapshot, {});
}

Snapshot::~Snapshot()
{
    run_quietly(connection_, rollback_work);
}

Savepoint::Savepoint(Connection& connection) : connection_{connection}
{
    connection.run(set_savepoint, {});
}

Savepoint::~Savepoint()
{
    if (open_) {
        run_quietly(connection_, rollback_to);
        run_quietly(connection_, release_savepoint);
    }
}

void Savepoint::release()
{
    connection_.run(release_savepoint, {});
    open_ = false;
}

void Savepoint::undo()
{
    connection_.run(rollback_to, {});
    release();
}

std::unique_ptr<Connection> open(std::string_view url, OpenMode mode)
{
    if (url.starts_with(sqlite_scheme)) {
        auto connection = open_sqlite(sqlite_path(url), mode);
        // The rollback is prepared by its first use, and then needs no memory when there is none.
        connection->run(begin_deferred, {});
        connection->run(rollback_work, {});
        return connection;
    }
    if (url.starts_with("postgres://") || url.starts_with("postgresql://")) {
        return open_postgres(url);
    }
    throw Trouble{
        Trouble::Kind::configuration,
        "the database's address begins with sqlite: or postgres://; found " + std::string{url}
    };
}

std::string sqlite_path(std::string_view url)
{
    return url.starts_with(sqlite_scheme) ? std::string{url.substr(sqlite_scheme.size())}
                                          : std::string{};
}

} // namespace ducha::db
