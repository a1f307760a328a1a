// Steps of the schema.
#include "platform/db/migration.h"

#include "base/invariant.h"

#include "platform/trouble.h"

#include <algorithm>

namespace ducha::db {
namespace {

struct Token {
    std::string_view name;
    std::string_view sqlite;
    std::string_view postgres;
};

constexpr Token tokens[] = {
    {"{int}", "integer", "bigint"},
    {"{real}", "real", "double precision"},
    {"{bytes}", "blob", "bytea"},
    {"{text}", "text", "text collate \"C\""},
    {"{strict}", "strict", ""},
    {"{lock}", "", "for update"},
    {"{elements}", "json_each", "json_array_elements_text"},
};

constexpr std::string_view record_table =
    R"(create table if not exists schema_step (
    number {int} not null primary key,
    title {text} not null,
    digest {text} not null
) {strict})";

constexpr Query table_known_sqlite{
    "db/schema_known", "select count(*) from sqlite_master where name = 'schema_step'"
};
constexpr Query table_known_postgres{
    "db/schema_known",
    "select count(*) from information_schema.tables"
    " where table_schema = current_schema() and table_name = 'schema_step'"
};
constexpr Query foreign_postgres{
    "db/foreign_tables",
    "select count(*) from information_schema.tables"
    " where table_schema = current_schema()"
};
constexpr Query recorded_steps{
    "db/recorded_steps", "select number, digest from schema_step order by number"
};
constexpr Query record_step{
    "db/record_step", "insert into schema_step (number, title, digest) values ($1, $2, $3)"
};

/// Files for one database only end in its name and share their number.
bool for_dialect(Migration const& step, Dialect dialect)
{
    if (step.title.ends_with("_sqlite")) {
        return dialect == Dialect::sqlite;
    }
    return !step.title.ends_with("_postgres") || dialect == Dialect::postgres;
}

std::vector<Migration> in_order(std::vector<Migration> steps, Dialect dialect)
{
    std::erase_if(steps, [&](Migration const& step) { return !for_dialect(step, dialect); });
    std::ranges::sort(steps, {}, &Migration::number);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        invariant(
            steps[i].number == static_cast<int>(i) + 1,
            "steps of the schema are numbered from 1 without gaps"
        );
    }
    return steps;
}

bool is_recorded(Connection& connection)
{
    auto const& query =
        connection.dialect() == Dialect::sqlite ? table_known_sqlite : table_known_postgres;
    return connection.integer(query, {}) == 1;
}

/// The number of steps that are applied, each of them known here with the same digest.
std::size_t applied_steps(Connection& connection, std::vector<Migration> const& known)
{
    std::size_t count = 0;
    std::string problem;
    connection.each(recorded_steps, {}, [&](Row const& row) {
        if (count >= known.size()) {
            problem = "the database was made by a newer version of ducha: step " +
                std::to_string(row.integer(0)) + " of its schema is not known here";
        } else if (known[count].digest != row.text(1)) {
            problem = "step " + std::to_string(row.integer(0)) +
                " of the database's schema is not the step that this program knows";
        }
        ++count;
    });
    if (!problem.empty()) {
        throw Trouble{
            Trouble::Kind::database,
            problem + " (found " + std::to_string(count) + " steps, expected at most " +
                std::to_string(known.size()) + ")"
        };
    }
    return count;
}

} // namespace

std::string expand_tokens(std::string_view sql, Dialect dialect)
{
    std::string text;
    text.reserve(sql.size() + 64);
    while (!sql.empty()) {
        auto const* const token = std::ranges::find_if(tokens, [&](Token const& candidate) {
            return sql.starts_with(candidate.name);
        });
        if (token == std::end(tokens)) {
            text += sql.front();
            sql.remove_prefix(1);
            continue;
        }
        text += dialect == Dialect::sqlite ? token->sqlite : token->postgres;
        sql.remove_prefix(token->name.size());
    }
    return text;
}

void migrate(Connection& connection, std::vector<Migration> steps)
{
    steps = in_order(std::move(steps), connection.dialect());
    if (!is_recorded(connection)) {
        if (connection.dialect() == Dialect::postgres &&
            connection.integer(foreign_postgres, {}) != 0) {
            throw Trouble{Trouble::Kind::database, "the schema holds tables of another program"};
        }
        connection.run_script(record_table);
    }
    for (auto i = applied_steps(connection, steps); i < steps.size(); ++i) {
        Transaction transaction{connection};
        connection.run_script(steps[i].sql);
        connection.run(record_step, {steps[i].number, steps[i].title, steps[i].digest});
        transaction.commit();
    }
}

void check_version(Connection& connection, std::vector<Migration> const& steps)
{
    auto const known = in_order(steps, connection.dialect());
    if (!is_recorded(connection)) {
        throw Trouble{
            Trouble::Kind::database, "this is no database of ducha; `ducha init` makes one"
        };
    }
    auto const applied = applied_steps(connection, known);
    if (applied < known.size()) {
        throw Trouble{
            Trouble::Kind::database,
            "the database is of an older version (found " + std::to_string(applied) +
                " steps, expected " + std::to_string(known.size()) +
                "); `ducha init` on it brings it up to date"
        };
    }
}

} // namespace ducha::db
