// A whole table, for copying, comparing and clearing.
#include "platform/db/table.h"

#include <map>
#include <mutex>

namespace ducha::db {
namespace {

/// Statements are kept by the address of their text, so each text must live as long as the
/// program.
Query kept(std::string text)
{
    static std::mutex mutex;
    static std::map<std::string, std::string> texts;
    std::scoped_lock const lock{mutex};
    auto const& [key, value] = *texts.emplace(text, text).first;
    return {.name = value, .text = value};
}

} // namespace

void each_row_of(
    Connection& connection,
    std::string_view table,
    std::string_view order,
    std::int64_t log,
    Visitor const& visitor
)
{
    connection.each(
        kept(
            "select * from " + std::string{table} + " where log_id = $1 order by " +
            std::string{order}
        ),
        {log},
        visitor
    );
}

void clear_table(Connection& connection, std::string_view table)
{
    connection.run(kept("delete from " + std::string{table}), {});
}

std::string spelled(Row const& row)
{
    std::string text;
    for (int column = 0; column < row.columns(); ++column) {
        if (row.is_null(column)) {
            text += "~|";
            continue;
        }
        auto const value = row.text(column);
        text += std::to_string(value.size()) + ":";
        text += value;
        text += '|';
    }
    return text;
}

} // namespace ducha::db
