// The SQLite adapter.
#include "base/invariant.h"

#include "platform/db/adapters.h"
#include "platform/db/copy.h"
#include "platform/db/migration.h"
#include "platform/db/sqlite_tokenizer.h"
#include "platform/trouble.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <thread>
#include <unordered_map>

namespace ducha::db {
namespace {

/// "duch" in ASCII: how a file says whose it is (PRAGMA application_id).
constexpr int application_id = 0x64756368;

[[noreturn]] void fail(sqlite3* handle, std::string_view where)
{
    auto const code = handle == nullptr ? SQLITE_CANTOPEN : sqlite3_extended_errcode(handle);
    auto const primary = code & 0xFF;
    auto kind = Trouble::Kind::database;
    if (primary == SQLITE_FULL) {
        kind = Trouble::Kind::disk_full;
    } else if (primary == SQLITE_IOERR || primary == SQLITE_CANTOPEN) {
        kind = Trouble::Kind::io;
    } else if (primary == SQLITE_BUSY) {
        kind = Trouble::Kind::conflict;
    }
    std::string const reason = handle == nullptr ? "out of memory" : sqlite3_errmsg(handle);
    auto const* const file = handle == nullptr ? nullptr : sqlite3_db_filename(handle, "main");
    auto const place = file == nullptr || *file == '\0' ? std::string{} : file + std::string{": "};
    throw Trouble{kind, place + std::string{where} + ": " + reason};
}

class SqliteRow final : public Row {
public:
    explicit SqliteRow(sqlite3_stmt* statement) : statement_{statement} {}

    bool is_null(int column) const override
    {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    std::int64_t integer(int column) const override
    {
        return sqlite3_column_int64(statement_, column);
    }
    std::string_view text(int column) const override
    {
        auto const* const text = sqlite3_column_text(statement_, column);
        auto const length = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
        return {reinterpret_cast<char const*>(text), length};
    }
    ByteSpan bytes(int column) const override
    {
        auto const* const data = sqlite3_column_blob(statement_, column);
        auto const length = static_cast<std::size_t>(sqlite3_column_bytes(statement_, column));
        return {static_cast<std::uint8_t const*>(data), length};
    }
    int columns() const override { return sqlite3_column_count(statement_); }

private:
    sqlite3_stmt* statement_;
};

struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

/// A prepared statement and the slot of each of its `$n`: SQLite numbers them by first
/// appearance, not by n.
struct Statement {
    std::unique_ptr<sqlite3_stmt, FinalizeStatement> handle;
    std::vector<int> slots;
};

struct CloseDatabase {
    void operator()(sqlite3* handle) const { sqlite3_close_v2(handle); }
};

/// Resets a statement when its use ends, whichever way.
class Use {
public:
    explicit Use(sqlite3_stmt* statement) : statement_{statement} {}
    Use(Use const&) = delete;
    Use& operator=(Use const&) = delete;
    ~Use() { sqlite3_reset(statement_); }

private:
    sqlite3_stmt* statement_;
};

class SqliteConnection final : public Connection {
public:
    SqliteConnection(std::string const& path, bool create)
    {
        int const flags = SQLITE_OPEN_READWRITE | (create ? SQLITE_OPEN_CREATE : 0);
        sqlite3* handle = nullptr;
        auto const code = sqlite3_open_v2(path.c_str(), &handle, flags, nullptr);
        handle_.reset(handle);
        if (code != SQLITE_OK) {
            fail(handle, path);
        }
        sqlite3_extended_result_codes(handle, 1);
        sqlite3_busy_timeout(handle, 5000);
        sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        // Else a statement is prepared anew for each value that statistics have something to say
        // of.
        sqlite3_db_config(handle, SQLITE_DBCONFIG_ENABLE_QPSG, 1, nullptr);
        if (register_tokenizer(handle) != SQLITE_OK) {
            fail(handle, "full text");
        }
    }

    void run(Query const& query, std::span<Value const> values) override
    {
        auto& statement = prepared(query);
        Use const use{statement.handle.get()};
        bind(statement, values, query.name);
        int code = SQLITE_ROW;
        while (code == SQLITE_ROW) {
            code = sqlite3_step(statement.handle.get());
        }
        if (code != SQLITE_DONE) {
            fail(handle_.get(), query.name);
        }
    }

    void each(Query const& query, std::span<Value const> values, Visitor const& visitor) override
    {
        auto& statement = prepared(query);
        Use const use{statement.handle.get()};
        bind(statement, values, query.name);
        SqliteRow const row{statement.handle.get()};
        int code = sqlite3_step(statement.handle.get());
        for (; code == SQLITE_ROW; code = sqlite3_step(statement.handle.get())) {
            visitor(row);
        }
        if (code != SQLITE_DONE) {
            fail(handle_.get(), query.name);
        }
    }

    void insert(TableShape const& table, std::span<Value const> rows) override
    {
        auto const width = table.columns.size();
        invariant(rows.size() % width == 0, "a bulk insert has whole rows");
        Query const query{table.name, insert_text(table)};
        for (std::size_t i = 0; i < rows.size(); i += width) {
            run(query, rows.subspan(i, width));
        }
    }

    void run_script(std::string_view sql) override
    {
        std::string const text = expand_tokens(sql, Dialect::sqlite);
        if (sqlite3_exec(handle_.get(), text.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
            fail(handle_.get(), "migration");
        }
    }

    void flush() override {}

    std::unique_ptr<Connection> twin() override
    {
        // An empty name is a temporary file of its own, removed when it is closed.
        auto shadow = std::make_unique<SqliteConnection>("", true);
        shadow->run_script("pragma synchronous = off; pragma journal_mode = off");
        return shadow;
    }

    Dialect dialect() const override { return Dialect::sqlite; }

    [[nodiscard]] sqlite3* handle() const { return handle_.get(); }

private:
    Statement& prepared(Query const& query)
    {
        auto const* const key = keys_.of(query);
        if (auto const known = statements_.find(key); known != statements_.end()) {
            return known->second;
        }
        std::string const text = expand_tokens(query.text, Dialect::sqlite);
        sqlite3_stmt* handle = nullptr;
        if (sqlite3_prepare_v3(
                handle_.get(),
                text.data(),
                static_cast<int>(text.size()),
                SQLITE_PREPARE_PERSISTENT,
                &handle,
                nullptr
            ) != SQLITE_OK) {
            fail(handle_.get(), query.name);
        }
        Statement statement;
        statement.handle.reset(handle);
        auto const count = sqlite3_bind_parameter_count(handle);
        for (int n = 1; static_cast<int>(statement.slots.size()) < count; ++n) {
            auto const name = "$" + std::to_string(n);
            auto const slot = sqlite3_bind_parameter_index(handle, name.c_str());
            invariant(slot != 0, "a query numbers its parameters $1 to $n without gaps");
            statement.slots.push_back(slot);
        }
        return statements_.emplace(key, std::move(statement)).first->second;
    }

    void bind(Statement const& statement, std::span<Value const> values, std::string_view name)
    {
        invariant(values.size() == statement.slots.size(), name);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (bind_one(statement.handle.get(), statement.slots[i], values[i]) != SQLITE_OK) {
                fail(handle_.get(), name);
            }
        }
    }

    static int bind_one(sqlite3_stmt* statement, int slot, Value const& value)
    {
        auto const& content = value.content();
        if (auto const* integer = std::get_if<std::int64_t>(&content)) {
            return sqlite3_bind_int64(statement, slot, *integer);
        }
        if (auto const* text = std::get_if<std::string_view>(&content)) {
            auto const* const data = text->data() == nullptr ? "" : text->data();
            return sqlite3_bind_text64(
                statement, slot, data, text->size(), SQLITE_STATIC, SQLITE_UTF8
            );
        }
        if (auto const* bytes = std::get_if<ByteSpan>(&content)) {
            static constexpr std::uint8_t nothing = 0;
            auto const* const data = bytes->data() == nullptr ? &nothing : bytes->data();
            return sqlite3_bind_blob64(statement, slot, data, bytes->size(), SQLITE_STATIC);
        }
        return sqlite3_bind_null(statement, slot);
    }

    /// The text of a bulk insert, kept at one address a table, since statements are found by it.
    std::string_view insert_text(TableShape const& table)
    {
        auto& text = inserts_[table.name];
        if (text.empty()) {
            std::string names;
            std::string marks;
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                names += (i == 0 ? "" : ", ") + std::string{table.columns[i].name};
                marks += (i == 0 ? "$" : ", $") + std::to_string(i + 1);
            }
            text = "insert into " + std::string{table.name} + " (" + names + ") values (" + marks +
                ")";
        }
        return text;
    }

    std::unique_ptr<sqlite3, CloseDatabase> handle_;
    StatementKeys keys_;
    std::unordered_map<char const*, Statement> statements_;
    std::unordered_map<std::string_view, std::string> inserts_;
};

/// A file that lives in a folder whose own entry is not on the disk may vanish with the power.
void sync_folder_of(std::string const& path)
{
    auto const slash = path.find_last_of('/');
    std::string const folder = slash == std::string::npos ? "." : path.substr(0, slash + 1);
    int const descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    // Some network file systems know no fsync of a folder (EINVAL).
    bool const done = descriptor >= 0 && (::fsync(descriptor) == 0 || errno == EINVAL);
    if (descriptor >= 0) {
        ::close(descriptor);
    }
    if (!done) {
        throw Trouble{Trouble::Kind::io, folder + ": the folder cannot be synced"};
    }
}

/// Creates the file for its owner only; SQLite gives its WAL the same mode.
void create_private_file(std::string const& path)
{
    int const descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0) {
        throw Trouble{Trouble::Kind::io, path + ": the file cannot be created"};
    }
    ::close(descriptor);
}

struct FinishBackup {
    void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

/// Some of the pages at a time, with a rest for others after each.
void copy_pages(sqlite3_backup* backup, sqlite3* target, CopyProgress const& progress)
{
    constexpr int pages_at_once = 256;
    constexpr std::chrono::milliseconds rest{5};
    while (true) {
        auto const code = sqlite3_backup_step(backup, pages_at_once);
        auto const total = sqlite3_backup_pagecount(backup);
        progress(total - sqlite3_backup_remaining(backup), total);
        if (code == SQLITE_DONE) {
            return;
        }
        if (code != SQLITE_OK && code != SQLITE_BUSY && code != SQLITE_LOCKED) {
            fail(target, "backup");
        }
        std::this_thread::sleep_for(rest);
    }
}

} // namespace

void copy_file(
    Connection& source, std::filesystem::path const& target, CopyProgress const& progress
)
{
    auto* const sqlite = dynamic_cast<SqliteConnection*>(&source);
    invariant(sqlite != nullptr, "a file is copied of a SQLite database");
    create_private_file(target);
    SqliteConnection copy{target, false};
    std::unique_ptr<sqlite3_backup, FinishBackup> backup{
        sqlite3_backup_init(copy.handle(), "main", sqlite->handle(), "main")
    };
    if (!backup) {
        fail(copy.handle(), "backup");
    }
    copy_pages(backup.get(), copy.handle(), progress);
    if (sqlite3_backup_finish(backup.release()) != SQLITE_OK) {
        fail(copy.handle(), "backup");
    }
    sync_folder_of(target);
}

std::unique_ptr<Connection> open_sqlite(std::string const& path, OpenMode mode)
{
    bool const there = ::access(path.c_str(), F_OK) == 0;
    if (!there && mode == OpenMode::existing) {
        throw Trouble{
            Trouble::Kind::configuration,
            path + ": no such database; `ducha init --db sqlite:" + path + "` makes one"
        };
    }
    if (!there) {
        create_private_file(path);
    }
    auto connection = std::make_unique<SqliteConnection>(path, false);
    Query const read_owner{"db/application_id", "pragma application_id"};
    Query const count_tables{"db/count_tables", "select count(*) from sqlite_master"};
    bool const empty = connection->integer(count_tables, {}) == 0;
    if (!empty && connection->integer(read_owner, {}) != application_id) {
        throw Trouble{Trouble::Kind::database, path + ": this is a database of another program"};
    }
    if (empty) {
        connection->run_script(
            "pragma page_size = 4096; pragma application_id = " + std::to_string(application_id)
        );
    }
    connection->run_script("pragma journal_mode = wal; pragma synchronous = full;"
                           "pragma foreign_keys = on; pragma trusted_schema = off;"
                           "pragma cell_size_check = on; pragma mmap_size = 0;"
                           "pragma temp_store = memory; pragma wal_autocheckpoint = 4000;"
                           "pragma cache_size = -65536; pragma secure_delete = on");
    // Also where whoever made the file came no further.
    if (empty) {
        sync_folder_of(path);
    }
    return connection;
}

} // namespace ducha::db
