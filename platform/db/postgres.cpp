// The PostgreSQL adapter: libpq in pipeline mode.
#include "base/invariant.h"
#include "base/text.h"

#include "platform/db/adapters.h"
#include "platform/db/migration.h"
#include "platform/db/postgres_array.h"
#include "platform/random/random.h"
#include "platform/trouble.h"

#include <libpq-fe.h>

#include <algorithm>
#include <unordered_map>

namespace ducha::db {
namespace {

/// Results are read at the latest after so many statements, so that neither side's buffer fills.
constexpr std::size_t longest_pipeline = 512;
constexpr std::size_t rows_an_insert = 2000;

struct CloseServer {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
struct ClearResult {
    void operator()(PGresult* result) const { PQclear(result); }
};
using Result = std::unique_ptr<PGresult, ClearResult>;

[[noreturn]] void fail(std::string_view where, std::string const& reason, std::string_view state)
{
    auto kind = Trouble::Kind::database;
    if (state == "40001" || state == "40P01") {
        kind = Trouble::Kind::conflict;
    } else if (state == "53100") {
        kind = Trouble::Kind::disk_full;
    } else if (state.empty() || state.starts_with("08") || state.starts_with("57P")) {
        kind = Trouble::Kind::network;
    }
    // libpq breaks its sentences into lines.
    std::string line{trimmed(reason)};
    std::ranges::replace_if(line, [](char c) { return c == '\n' || c == '\t'; }, ' ');
    throw Trouble{kind, std::string{where} + ": " + line};
}

class PostgresRow final : public Row {
public:
    explicit PostgresRow(PGresult const* result) : result_{result} {}

    void move_to(int row) { row_ = row; }
    bool is_null(int column) const override { return PQgetisnull(result_, row_, column) != 0; }
    std::int64_t integer(int column) const override
    {
        return parse_integer(text(column)).value_or(0);
    }
    std::string_view text(int column) const override
    {
        return {
            PQgetvalue(result_, row_, column),
            static_cast<std::size_t>(PQgetlength(result_, row_, column))
        };
    }
    ByteSpan bytes(int column) const override
    {
        // The text form of bytea is \x and hexadecimal digits; each column needs its own room,
        // since two of them may be in use at once.
        if (bytes_.size() <= static_cast<std::size_t>(column)) {
            bytes_.resize(static_cast<std::size_t>(columns()));
        }
        auto& decoded = bytes_[static_cast<std::size_t>(column)];
        auto const spelled = text(column);
        decoded =
            spelled.starts_with("\\x") ? from_hex(spelled.substr(2)).value_or(Bytes{}) : Bytes{};
        return decoded;
    }
    int columns() const override { return PQnfields(result_); }

private:
    PGresult const* result_;
    int row_ = 0;
    mutable std::vector<Bytes> bytes_;
};

/// The values of one statement as libpq takes them: integers and text as text, bytes as they are.
class Parameters {
public:
    explicit Parameters(std::span<Value const> values)
    {
        numbers_.reserve(values.size());
        for (auto const& value : values) {
            add(value.content());
        }
    }

    int send(PGconn* connection, char const* statement) const
    {
        return PQsendQueryPrepared(
            connection,
            statement,
            static_cast<int>(pointers_.size()),
            pointers_.data(),
            lengths_.data(),
            formats_.data(),
            0
        );
    }

private:
    void add(Value::Content const& content)
    {
        if (auto const* integer = std::get_if<std::int64_t>(&content)) {
            numbers_.push_back(std::to_string(*integer));
            put(numbers_.back().c_str(), 0, 0);
        } else if (auto const* text = std::get_if<std::string_view>(&content)) {
            // The text form ends at a character 0: what stands behind it would be lost unseen.
            if (text->contains('\0')) {
                throw Trouble{Trouble::Kind::database, "a text holds a character 0"};
            }
            numbers_.emplace_back(*text);
            put(numbers_.back().c_str(), 0, 0);
        } else if (auto const* bytes = std::get_if<ByteSpan>(&content)) {
            auto const view = text_of(*bytes);
            put(view.data() == nullptr ? "" : view.data(), static_cast<int>(view.size()), 1);
        } else {
            put(nullptr, 0, 0);
        }
    }

    void put(char const* pointer, int length, int format)
    {
        pointers_.push_back(pointer);
        lengths_.push_back(length);
        formats_.push_back(format);
    }

    std::vector<std::string> numbers_;
    std::vector<char const*> pointers_;
    std::vector<int> lengths_;
    std::vector<int> formats_;
};

/// A script is sent by itself; after it, failed or not, the pipeline goes on.
class OutsidePipeline {
public:
    explicit OutsidePipeline(PGconn* server) : server_{server} { PQexitPipelineMode(server); }
    OutsidePipeline(OutsidePipeline const&) = delete;
    OutsidePipeline& operator=(OutsidePipeline const&) = delete;
    ~OutsidePipeline() { PQenterPipelineMode(server_); }

private:
    PGconn* server_;
};

class PostgresConnection final : public Connection {
public:
    explicit PostgresConnection(std::string url)
        : url_{std::move(url)}, server_{PQconnectdb(url_.c_str())}
    {
        if (PQstatus(server_.get()) != CONNECTION_OK) {
            fail("PostgreSQL", PQerrorMessage(server_.get()), "");
        }
        // No query here runs for so long that compiling it would pay.
        script("set client_min_messages = warning; set bytea_output = 'hex';"
               "set standard_conforming_strings = on; set jit = off");
        PQenterPipelineMode(server_.get());
    }

    ~PostgresConnection() override
    {
        if (!shadow_.empty() && PQexitPipelineMode(server_.get()) == 1) {
            Result const dropped{
                PQexec(server_.get(), ("rollback; drop schema " + shadow_ + " cascade").c_str())
            };
        }
    }

    void run(Query const& query, std::span<Value const> values) override
    {
        send(query, values);
        if (pending_.size() >= longest_pipeline) {
            flush();
        }
    }

    void each(Query const& query, std::span<Value const> values, Visitor const& visitor) override
    {
        send(query, values);
        auto const result = collect();
        if (result == nullptr) {
            return;
        }
        PostgresRow row{result.get()};
        auto const rows = PQntuples(result.get());
        for (int i = 0; i < rows; ++i) {
            row.move_to(i);
            visitor(row);
        }
    }

    void insert(TableShape const& table, std::span<Value const> rows) override
    {
        auto const width = table.columns.size();
        invariant(rows.size() % width == 0, "a bulk insert has whole rows");
        Query const query{table.name, insert_text(table)};
        for (std::size_t first = 0; first < rows.size(); first += rows_an_insert * width) {
            auto const count = std::min(rows_an_insert * width, rows.size() - first);
            auto const part = rows.subspan(first, count);
            std::vector<Bytes> arrays;
            for (std::size_t column = 0; column < width; ++column) {
                arrays.push_back(array_of(part, width, column, table.columns[column].type));
            }
            run(query, std::vector<Value>(arrays.begin(), arrays.end()));
        }
    }

    void run_script(std::string_view sql) override
    {
        flush();
        OutsidePipeline const outside{server_.get()};
        script(expand_tokens(sql, Dialect::postgres));
    }

    void flush() override
    {
        if (!pending_.empty()) {
            static_cast<void>(collect());
        }
    }

    std::unique_ptr<Connection> twin() override
    {
        std::array<std::uint8_t, 8> suffix{};
        SystemRandom{}.fill(suffix);
        auto shadow = std::make_unique<PostgresConnection>(url_);
        shadow->shadow_ = "ducha_shadow_" + to_hex(suffix);
        shadow->run_script(
            "create schema " + shadow->shadow_ + "; set search_path to " + shadow->shadow_ +
            "; set synchronous_commit = off"
        );
        return shadow;
    }

    Dialect dialect() const override { return Dialect::postgres; }

private:
    void script(std::string const& sql)
    {
        Result const result{PQexec(server_.get(), sql.c_str())};
        auto const status = PQresultStatus(result.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
            fail("script", PQerrorMessage(server_.get()), state_of(result.get()));
        }
    }

    static std::string state_of(PGresult const* result)
    {
        auto const* const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        return state == nullptr ? "" : state;
    }

    void send(Query const& query, std::span<Value const> values)
    {
        auto const& statement = prepared(query);
        if (Parameters{values}.send(server_.get(), statement.c_str()) != 1) {
            fail(query.name, PQerrorMessage(server_.get()), "");
        }
        pending_.emplace_back(query.name);
    }

    std::string const& prepared(Query const& query)
    {
        auto const* const key = keys_.of(query);
        if (auto const known = statements_.find(key); known != statements_.end()) {
            return known->second;
        }
        auto const name = "s" + std::to_string(++prepared_count_);
        auto const text = expand_tokens(query.text, Dialect::postgres);
        if (PQsendPrepare(server_.get(), name.c_str(), text.c_str(), 0, nullptr) != 1) {
            fail(query.name, PQerrorMessage(server_.get()), "");
        }
        pending_.emplace_back(query.name);
        unconfirmed_.push_back(key);
        return statements_.emplace(key, name).first->second;
    }

    /// Reads the results of everything sent; returns the last one, throws the first trouble.
    Result collect()
    {
        if (PQpipelineSync(server_.get()) != 1) {
            fail("PostgreSQL", PQerrorMessage(server_.get()), "");
        }
        Result last;
        std::string trouble;
        std::string state;
        std::string where;
        for (auto const& name : pending_) {
            Result result{PQgetResult(server_.get())};
            while (Result const rest{PQgetResult(server_.get())}) {
            }
            auto const status = PQresultStatus(result.get());
            bool const done = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
            if (!done && where.empty() && status != PGRES_PIPELINE_ABORTED) {
                trouble =
                    result ? PQresultErrorMessage(result.get()) : PQerrorMessage(server_.get());
                state = state_of(result.get());
                where = name;
            }
            last = std::move(result);
        }
        Result const sync{PQgetResult(server_.get())};
        pending_.clear();
        if (!where.empty() || PQresultStatus(sync.get()) != PGRES_PIPELINE_SYNC) {
            // What was prepared in a failed pipeline may or may not be there: forget it.
            for (auto const* key : unconfirmed_) {
                statements_.erase(key);
            }
            unconfirmed_.clear();
            fail(where.empty() ? "PostgreSQL" : where, trouble, state);
        }
        unconfirmed_.clear();
        return last;
    }

    std::string_view insert_text(TableShape const& table)
    {
        auto& text = inserts_[table.name];
        if (text.empty()) {
            constexpr std::string_view types[] = {"bigint", "text", "bytea"};
            std::string names;
            std::string arrays;
            for (std::size_t i = 0; i < table.columns.size(); ++i) {
                auto const& column = table.columns[i];
                names += (i == 0 ? "" : ", ") + std::string{column.name};
                arrays += (i == 0 ? "$" : ", $") + std::to_string(i + 1) +
                    "::" + std::string{types[static_cast<std::size_t>(column.type)]} + "[]";
            }
            text = "insert into " + std::string{table.name} + " (" + names +
                ") select * from unnest(" + arrays + ")";
        }
        return text;
    }

    std::string url_;
    std::unique_ptr<PGconn, CloseServer> server_;
    std::string shadow_;
    StatementKeys keys_;
    std::unordered_map<char const*, std::string> statements_;
    std::unordered_map<std::string_view, std::string> inserts_;
    std::vector<char const*> unconfirmed_;
    std::vector<std::string> pending_;
    int prepared_count_ = 0;
};

} // namespace

std::unique_ptr<Connection> open_postgres(std::string_view url)
{
    return std::make_unique<PostgresConnection>(std::string{url});
}

} // namespace ducha::db
