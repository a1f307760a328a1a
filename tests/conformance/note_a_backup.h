// What is asked of the room of backups.
#pragma once

#include "domain/keeping/keeping.h"

#include <gtest/gtest.h>

namespace ducha::tests {

inline void note_a_backup(
    db::Connection& connection, identity::Authorized<keeping::ReadOperations, LogId> const& may
)
{
    auto const before = keeping::last_backup(connection, may);
    auto const last = before.value_or(keeping::BackupTaken{}).taken.microseconds;
    keeping::BackupTaken const backup{
        .taken = Instant{last + 2},
        .folder = "/backup/模拟",
        .program = "1",
        .schema_step = 25,
        .files = 3,
        .bytes = 4096,
        .logs = {{LogId{0}, 2, "aa"}, {LogId{1}, 0, "bb"}},
    };
    auto earlier = backup;
    earlier.taken = Instant{last + 1};
    keeping::note_backup(connection, backup);
    keeping::note_backup(connection, earlier);
    EXPECT_EQ(keeping::last_backup(connection, may), backup);
}

} // namespace ducha::tests
