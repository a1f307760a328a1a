// 保管: what the office knows of the backups that were taken of it.
#pragma once

#include "base/ids.h"
#include "base/instant.h"

#include "domain/guard/room.h"

#include <optional>
#include <string>
#include <vector>

namespace ducha::keeping {

/// How far a log had come.
struct LogMark {
    LogId log;
    std::int64_t events = 0;
    std::string root; ///< 64 hexadecimal digits

    bool operator==(LogMark const&) const = default;
};

/// A backup that lies whole under its name.
struct BackupTaken {
    Instant taken;
    std::string folder;  ///< as it was called where it was made
    std::string program; ///< version
    std::int64_t schema_step = 0;
    std::int64_t files = 0;
    std::int64_t bytes = 0;
    std::vector<LogMark> logs; ///< by number

    bool operator==(BackupTaken const&) const = default;
};

/// How old the last backup may become. source: docs/operations.md, NoBackup
inline constexpr std::int64_t longest_without_backup = 24 * hour;

/// Notes a backup, in a transaction of its own.
/// throws   Trouble: a database that is not to be written to, such as a standby
void note_backup(db::Connection& connection, BackupTaken const& backup);

/// How the office is kept: backups, room on its disks, jobs of everybody.
struct ReadOperations {
    static constexpr std::string_view code = "read_operations";
};

/// The last backup that was noted here; none: there never was one.
[[nodiscard]] std::optional<BackupTaken>
last_backup(db::Connection& connection, identity::Authorized<ReadOperations, LogId> const& may);

/// Who may ask what of this room.
[[nodiscard]] std::vector<identity::ActRules> policy();

[[nodiscard]] guard::Room const& room();

} // namespace ducha::keeping
