// One answer for one command, however often it is sent.
#include "domain/ledger/idempotency.h"

#include "platform/db/connection.h"

#include "generated/ledger_sql.h"

namespace ducha::ledger {

std::optional<KnownCommand>
find_command(db::Connection& connection, LogId log, std::string_view key)
{
    std::optional<KnownCommand> known;
    connection.each(sql::command_by_key, {log, key}, [&](db::Row const& row) {
        known = {
            .first = row.id<Seq>(0),
            .events = row.integer(1),
            .content = std::string{row.text(2)},
        };
    });
    return known;
}

void remember_command(
    db::Connection& connection, LogId log, std::string_view key, KnownCommand const& command
)
{
    connection.run(
        sql::add_command_key, {log, key, command.first, command.events, command.content}
    );
}

} // namespace ducha::ledger
