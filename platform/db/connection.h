// The port to the database: the connection. Two adapters stand behind it, SQLite and PostgreSQL.
#pragma once

#include "platform/db/query.h"

#include <memory>
#include <vector>

namespace ducha::db {

enum class Dialect { sqlite, postgres };

/// A connection to one database. One thread uses it at a time.
///
/// Trouble (a constraint, a full disk, a lost server) is thrown as `Trouble`; after it the
/// transaction can only be rolled back. PostgreSQL sends `run` and `insert` down a pipeline and
/// reports their trouble at the next `each`, `flush` or `commit`, by the name of the query.
class Connection {
public:
    Connection() = default;
    Connection(Connection const&) = delete;
    Connection& operator=(Connection const&) = delete;
    virtual ~Connection() = default;

    /// Runs a statement without a result.
    virtual void run(Query const& query, std::span<Value const> values) = 0;

    /// Runs a query and shows each row to `visitor`, in the order of the result. The visitor may
    /// not use this connection.
    virtual void
    each(Query const& query, std::span<Value const> values, Visitor const& visitor) = 0;

    /// Inserts rows, `rows.size()` a multiple of the number of columns, row after row.
    /// cost   one statement a few thousand rows on PostgreSQL (array insert)
    virtual void insert(TableShape const& table, std::span<Value const> rows) = 0;

    /// Runs the statements of a migration.
    virtual void run_script(std::string_view sql) = 0;

    /// Waits until everything sent has been done; throws its trouble.
    virtual void flush() = 0;

    /// A database of the same kind, empty but for `search_path`/file, that vanishes with the
    /// returned connection: the shadow that a rebuild folds into.
    [[nodiscard]] virtual std::unique_ptr<Connection> twin() = 0;

    [[nodiscard]] virtual Dialect dialect() const = 0;

    void run(Query const& query, Values values)
    {
        run(query, std::span{values.begin(), values.size()});
    }
    void each(Query const& query, Values values, Visitor const& visitor)
    {
        each(query, std::span{values.begin(), values.size()}, visitor);
    }

    /// The first column of the first row; nothing where there is no row or it is null.
    [[nodiscard]] std::optional<std::int64_t> integer(Query const& query, Values values);
    [[nodiscard]] std::optional<std::string> text(Query const& query, Values values);
};

/// A transaction; undone when it goes out of scope without `commit`.
class Transaction {
public:
    /// Takes SQLite's writer lock at once, so that what is read here still holds at commit.
    explicit Transaction(Connection& connection);
    Transaction(Transaction const&) = delete;
    Transaction& operator=(Transaction const&) = delete;
    ~Transaction();

    void commit();

private:
    Connection& connection_;
    bool open_ = true;
};

/// Everything that is read while it lasts is of one moment, whoever writes meanwhile.
class Snapshot {
public:
    /// The moment is that of the first reading.
    explicit Snapshot(Connection& connection);
    Snapshot(Snapshot const&) = delete;
    Snapshot& operator=(Snapshot const&) = delete;
    ~Snapshot();

private:
    Connection& connection_;
};

/// A part of a transaction that can be undone alone. Going out of scope it is undone as well, but
/// cannot say whether it was: that is for when the whole transaction falls with it.
class Savepoint {
public:
    explicit Savepoint(Connection& connection);
    Savepoint(Savepoint const&) = delete;
    Savepoint& operator=(Savepoint const&) = delete;
    ~Savepoint();

    void release();

    /// Undoes it, so that the rest of the transaction may be committed. Throws Trouble.
    void undo();

private:
    Connection& connection_;
    bool open_ = true;
};

enum class OpenMode { existing, create };

/// Opens `sqlite:PATH` or `postgres://...`.
///
/// create   makes the SQLite file where there is none; PostgreSQL's database must exist
/// throws   Trouble(database or configuration): no such file, another program's file, no server
[[nodiscard]] std::unique_ptr<Connection> open(std::string_view url, OpenMode mode);

/// The file's path for `sqlite:PATH`, empty otherwise.
[[nodiscard]] std::string sqlite_path(std::string_view url);

} // namespace ducha::db
