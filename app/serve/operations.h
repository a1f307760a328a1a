// How the office is kept, for whoever keeps it: backups, room on the disks, versions.
#pragma once

#include "base/code.h"

#include "domain/keeping/keeping.h"

#include "app/serve/api.h"
#include "app/serve/settings.h"

namespace ducha::app::serve {

enum class BackupState {
    never, ///< as far as this office knows
    fresh,
    old, ///< older than `keeping::longest_without_backup`
};

/// A log in the last backup, and now.
struct LogInBackup {
    LogId log;
    std::string origin;
    std::int64_t events = 0; ///< in the backup; 0: it was not there yet
    std::int64_t events_now = 0;
    bool is_beginning = true; ///< the backup's root is that of so many events of this log
};

/// What lies on a disk.
enum class OnDisk { database, attachments, keys };

struct DiskRoom {
    OnDisk holds = OnDisk::database;
    std::int64_t free_bytes = 0; ///< for who is not root
    std::int64_t capacity_bytes = 0;
};

struct Operations {
    Instant now;
    std::string program;  ///< version
    std::string database; ///< sqlite or postgres
    std::int64_t schema_step = 0;
    std::vector<DiskRoom> disks; ///< of this machine: of PostgreSQL's own nothing is known
    BackupState backup_state = BackupState::never;
    std::optional<keeping::BackupTaken> backup;
    std::int64_t events_since_backup = 0;
    std::vector<LogInBackup> logs;
};

/// Inside a snapshot.
/// throws   Trouble(io): a disk that cannot be asked
/// cost     O(logs), each a few look-ups
[[nodiscard]] Operations operations(
    Office& office,
    identity::Authorized<keeping::ReadOperations, LogId> const& may,
    Settings const& settings
);

void add_operations(http::Router& router, Counter const& counter, Settings const& settings);

} // namespace ducha::app::serve

template <>
struct ducha::Codes<ducha::app::serve::BackupState> {
    using State = app::serve::BackupState;
    static constexpr CodeRow<State> table[] = {
        {State::never, "never", "从未备份", "never taken"},
        {State::fresh, "fresh", "24 小时之内", "within 24 hours"},
        {State::old, "old", "已超过 24 小时", "older than 24 hours"},
    };
};

template <>
struct ducha::Codes<ducha::app::serve::OnDisk> {
    using What = app::serve::OnDisk;
    static constexpr CodeRow<What> table[] = {
        {What::database, "database", "数据库", "database"},
        {What::attachments, "attachments", "附件", "attachments"},
        {What::keys, "keys", "密钥", "keys"},
    };
};
