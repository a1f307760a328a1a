// Backups: the office as it was at one moment, signed, and brought back only whole.
//
//     DIR/manifest.json      what is in it, and how far each log had come
//     DIR/manifest.sig       signed with the office's key
//     DIR/office.db          a SQLite database, whichever the office works on
//     DIR/blobs/LOG/SHA-256  the attachments in use
//     DIR/keys/              public keys; private ones only where they were asked for
#pragma once

#include "base/refusal.h"

#include "app/manifest.h"
#include "app/office.h"

#include <functional>

namespace ducha::app {

/// Told what is done of what there is to do, of each stage in turn. May throw, which ends the work
/// and leaves nothing.
struct Watcher {
    std::function<void(std::string_view stage, std::int64_t done, std::int64_t total)> at;
};

struct BackupOrder {
    std::filesystem::path folder; ///< must not be there yet
    std::string program;          ///< version
    bool with_keys = false;       ///< private keys too
};

struct BackedUp {
    Manifest manifest;
    bool is_noted = false; ///< whether the office knows of it (domain/keeping): not on a standby
};

/// Takes a backup while others go on writing. It appears whole under its name or not at all; one
/// that was killed leaves FOLDER.unfinished, which the next takes over. Then it is noted.
///
/// refuses  a folder that is there; one that another backup is being written to
/// throws   Trouble: keys that are missing, since it is signed; an attachment's file that is
/// missing
///          or damaged
/// cost     SQLite: at most 1 MiB every 5 ms; PostgreSQL: docs/decisions/0009. Attachments are
///          copied, as destroying one overwrites it in its place
[[nodiscard]] Result<BackedUp>
back_up(OfficeAddress const& address, BackupOrder const& order, Watcher const& watcher);

struct RestoreOrder {
    std::filesystem::path folder;   ///< of the backup
    std::string key;                ///< the verifier key that is trusted; empty: `trusted_key`
    std::vector<std::string> heads; ///< notes that were saved: the backup must not be behind them
    bool check_only = false;        ///< nothing is placed
};

/// The key that a backup is held against where none is given: that of the keys at the address,
/// else the backup's own, which protects only from who cannot write to the backup.
struct TrustedKey {
    std::string key;
    bool from_backup = false;
};
[[nodiscard]] TrustedKey
trusted_key(OfficeAddress const& address, std::filesystem::path const& folder);

/// Brings an office back to where none is: every hash, the signed ledger, each row, each original
/// and attachment is checked before anything appears. Nothing is migrated.
///
/// refuses  in the order of `BackupRefusal`
/// throws   Trouble
/// limits   PostgreSQL: the database is there and empty. Keys and attachments are placed by
///          renaming: on one file system with the SQLite file, or with each other
/// cost     as `audit` and `check_rows`: about 15 us an event
[[nodiscard]] Result<Manifest>
restore(OfficeAddress const& address, RestoreOrder const& order, Watcher const& watcher);

} // namespace ducha::app
