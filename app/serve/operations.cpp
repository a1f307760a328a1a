// How the office is kept.
#include "app/serve/operations.h"

#include "platform/clock/clock.h"
#include "platform/trouble.h"

#include "app/places.h"
#include "app/rooms.h"
#include "app/serve/shapes.h"

#include <algorithm>

namespace ducha::app::serve {
namespace {

namespace fs = std::filesystem;

/// A folder that is not there yet will be made in the one above.
DiskRoom room_at(OnDisk holds, fs::path path)
{
    path = fs::absolute(path);
    while (!fs::exists(path) && path.has_relative_path()) {
        path = path.parent_path();
    }
    std::error_code error;
    auto const room = fs::space(path, error);
    if (error) {
        throw Trouble{Trouble::Kind::io, "cannot ask how much room there is: " + error.message()};
    }
    return {
        .holds = holds,
        .free_bytes = static_cast<std::int64_t>(room.available),
        .capacity_bytes = static_cast<std::int64_t>(room.capacity),
    };
}

std::vector<DiskRoom> disks_of(OfficeAddress const& address)
{
    std::vector<DiskRoom> disks;
    if (auto const file = db::sqlite_path(address.database); !file.empty()) {
        disks.push_back(room_at(OnDisk::database, file));
    }
    disks.push_back(room_at(OnDisk::attachments, folder_of_blobs(address)));
    disks.push_back(room_at(OnDisk::keys, folder_of_keys(address)));
    return disks;
}

LogInBackup held_against(
    db::Connection& connection, ledger::LogName const& name, keeping::BackupTaken const& backup
)
{
    auto const mark = std::ranges::find(backup.logs, name.log, &keeping::LogMark::log);
    LogInBackup held{
        .log = name.log,
        .origin = name.origin,
        .events_now = ledger::state_of(connection, name.log, false).size,
    };
    if (mark != backup.logs.end()) {
        held.events = mark->events;
        held.is_beginning = mark->events <= held.events_now &&
            to_hex(ledger::root_of(connection, name.log, mark->events)) == mark->root;
    }
    return held;
}

BackupState state_of(std::optional<keeping::BackupTaken> const& backup, Instant now)
{
    if (!backup) {
        return BackupState::never;
    }
    auto const age = now.microseconds - backup->taken.microseconds;
    return age <= keeping::longest_without_backup ? BackupState::fresh : BackupState::old;
}

} // namespace

Operations operations(
    Office& office,
    identity::Authorized<keeping::ReadOperations, LogId> const& may,
    Settings const& settings
)
{
    auto& connection = office.connection();
    bool const is_sqlite = connection.dialect() == db::Dialect::sqlite;
    Operations shown{
        .now = office.clock().now(),
        .program = settings.program,
        .database = is_sqlite ? "sqlite" : "postgres",
        .schema_step = last_schema_step(),
        .disks = disks_of(settings.office),
        .backup = keeping::last_backup(connection, may),
        .logs = {},
    };
    shown.backup_state = state_of(shown.backup, shown.now);
    auto const backup = shown.backup.value_or(keeping::BackupTaken{});
    for (auto const& name : ledger::logs(connection)) {
        shown.logs.push_back(held_against(connection, name, backup));
        shown.events_since_backup += shown.logs.back().events_now - shown.logs.back().events;
    }
    return shown;
}

void add_operations(http::Router& router, Counter const& counter, Settings const& settings)
{
    router.add({
        .method = http::Method::get,
        .pattern = "/api/v1/operations",
        .load = http::LoadClass::look_up,
        .handler = guarded_reading(
            counter,
            [&settings](Call const& call) -> Result<http::Response> {
                auto const may = call.permissions().authorize<keeping::ReadOperations>(office_log);
                if (!may) {
                    return std::unexpected{may.error()};
                }
                auto const shown = operations(call.office, *may, settings);
                return http::json(http::Status::ok, json::write(shown, json::Instants::readable));
            }
        ),
    });
}

} // namespace ducha::app::serve
