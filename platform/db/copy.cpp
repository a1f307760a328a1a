// The rows of a database, copied into another.
#include "platform/db/copy.h"

#include "base/invariant.h"

#include <algorithm>
#include <deque>
#include <set>
#include <utility>

namespace ducha::db {
namespace {

constexpr std::size_t rows_at_once = 2000;

constexpr Query tables_of_house{
    "db/tables",
    "select m.name from sqlite_master m join pragma_table_list l on l.name = m.name"
    " where l.schema = 'main' and l.type = 'table' and m.name not like 'sqlite_%'"
    " and m.name <> 'schema_step' order by m.rowid"
};
constexpr Query columns_of_table{
    "db/columns", "select name, type from pragma_table_info($1) order by cid"
};
constexpr Query close_cursor{"db/close_cursor", "close ducha_copy"};

/// Connections keep statements by the address of their text, so each lives as long as the program.
std::string_view kept(std::string text)
{
    static std::set<std::string> texts;
    return *texts.insert(std::move(text)).first;
}

struct Table {
    std::string_view name;
    std::vector<TableShape::Column> columns;

    [[nodiscard]] std::string listed_columns() const
    {
        std::string list;
        for (auto const& column : columns) {
            list += (list.empty() ? "" : ", ") + std::string{column.name};
        }
        return list;
    }
};

TableShape::Type type_called(std::string_view name)
{
    if (name == "INTEGER" || name == "integer") {
        return TableShape::Type::integer;
    }
    invariant(
        name == "TEXT" || name == "text" || name == "BLOB" || name == "blob",
        "a column is of integers, texts or bytes"
    );
    return name == "TEXT" || name == "text" ? TableShape::Type::text : TableShape::Type::bytes;
}

/// The tables in the order in which they were made: none refers to a later one.
std::vector<Table> tables_in(Connection& sqlite)
{
    std::vector<Table> tables;
    sqlite.each(tables_of_house, {}, [&](Row const& row) {
        tables.push_back({kept(std::string{row.text(0)}), {}});
    });
    for (auto& table : tables) {
        sqlite.each(columns_of_table, {table.name}, [&](Row const& row) {
            table.columns.push_back({kept(std::string{row.text(0)}), type_called(row.text(1))});
        });
    }
    return tables;
}

/// Rows on their way, with what they refer to.
class Batch {
public:
    Batch(Connection& to, Table const& table) : to_{to}, table_{table} {}

    void add(Row const& row)
    {
        for (int column = 0; column < row.columns(); ++column) {
            add(row, column);
        }
        if (++rows_ == rows_at_once) {
            write();
        }
    }

    void write()
    {
        to_.insert({table_.name, table_.columns}, values_);
        to_.flush();
        values_.clear();
        texts_.clear();
        rows_ = 0;
    }

private:
    void add(Row const& row, int column)
    {
        if (row.is_null(column)) {
            values_.emplace_back();
            return;
        }
        switch (table_.columns[static_cast<std::size_t>(column)].type) {
        case TableShape::Type::integer:
            values_.emplace_back(row.integer(column));
            break;
        case TableShape::Type::text:
            values_.emplace_back(texts_.emplace_back(row.text(column)));
            break;
        case TableShape::Type::bytes:
            values_.emplace_back(bytes_of(texts_.emplace_back(text_of(row.bytes(column)))));
            break;
        }
    }

    Connection& to_;
    Table const& table_;
    std::vector<Value> values_;
    std::deque<std::string> texts_; ///< what the values refer to; none moves
    std::size_t rows_ = 0;
};

/// Shows each row; PostgreSQL gives them by a cursor, or the whole table would be in memory.
void each_row(Connection& from, Table const& table, Visitor const& visitor)
{
    auto const select = "select " + table.listed_columns() + " from " + std::string{table.name};
    if (from.dialect() == Dialect::sqlite) {
        from.each({table.name, kept(select)}, {}, visitor);
        return;
    }
    from.run({table.name, kept("declare ducha_copy no scroll cursor for " + select)}, {});
    Query const fetch{
        table.name,
        kept(
            "fetch " + std::to_string(rows_at_once) + " from ducha_copy /* " +
            std::string{table.name} + " */"
        )
    };
    bool more = true;
    while (more) {
        more = false;
        from.each(fetch, {}, [&](Row const& row) {
            more = true;
            visitor(row);
        });
    }
    from.run(close_cursor, {});
    from.flush();
}

std::int64_t rows_in(Connection& from, Table const& table)
{
    Query const count{table.name, kept("select count(*) from " + std::string{table.name})};
    return from.integer(count, {}).value_or(0);
}

} // namespace

void copy_rows(
    Connection& from,
    Connection& to,
    std::span<std::string_view const> left_out,
    CopyProgress const& progress
)
{
    auto tables = tables_in(from.dialect() == Dialect::sqlite ? from : to);
    std::erase_if(tables, [&](Table const& table) {
        return std::ranges::find(left_out, table.name) != left_out.end();
    });
    std::int64_t total = 0;
    for (auto const& table : tables) {
        total += rows_in(from, table);
    }
    std::int64_t done = 0;
    for (auto const& table : tables) {
        Batch batch{to, table};
        each_row(from, table, [&](Row const& row) {
            batch.add(row);
            if (++done % static_cast<std::int64_t>(rows_at_once) == 0) {
                progress(done, total);
            }
        });
        batch.write();
    }
    progress(done, total);
}

} // namespace ducha::db
