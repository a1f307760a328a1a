// 保管: its tables.
#include "platform/db/connection.h"

#include "domain/keeping/keeping.h"

#include "generated/keeping_schema.h"
#include "generated/keeping_sql.h"

namespace ducha::keeping {

void note_backup(db::Connection& connection, BackupTaken const& backup)
{
    db::Transaction transaction{connection};
    connection.run(
        sql::add_backup,
        {backup.taken, backup.folder, backup.program, backup.schema_step, backup.files, backup.bytes
        }
    );
    for (auto const& mark : backup.logs) {
        connection.run(sql::add_backup_log, {backup.taken, mark.log, mark.events, mark.root});
    }
    transaction.commit();
}

std::optional<BackupTaken>
last_backup(db::Connection& connection, identity::Authorized<ReadOperations, LogId> const& may)
{
    static_cast<void>(may);
    std::optional<BackupTaken> last;
    connection.each(sql::last_backup, {}, [&](db::Row const& row) {
        last = BackupTaken{
            .taken = Instant{row.integer(0)},
            .folder = std::string{row.text(1)},
            .program = std::string{row.text(2)},
            .schema_step = row.integer(3),
            .files = row.integer(4),
            .bytes = row.integer(5),
            .logs = {},
        };
    });
    if (last) {
        connection.each(sql::backup_logs, {last->taken}, [&](db::Row const& row) {
            last->logs.push_back({row.id<LogId>(0), row.integer(1), std::string{row.text(2)}});
        });
    }
    return last;
}

guard::Room const& room()
{
    static guard::Room const room{
        .name = "keeping",
        .folds = {},
        .acts = {},
        .questions = {}, // the server's own: it alone knows its disks
        .policy = policy(),
        .schema = schema,
        .queries = sql::all,
    };
    return room;
}

} // namespace ducha::keeping
