// A database copied as it was at one moment, while others go on writing.
#pragma once

#include "platform/db/connection.h"

#include <filesystem>
#include <functional>
#include <span>
#include <string_view>

namespace ducha::db {

/// Told how much of how much is done: pages, or rows. May throw, which ends the copying.
using CopyProgress = std::function<void(std::int64_t done, std::int64_t total)>;

/// Copies a SQLite database page by page (online backup) into a file that is not there yet.
///
/// source     SQLite, in a `Snapshot`: that is the moment; no writer is held up, though the log of
///            changes cannot be cut meanwhile and grows by what they write
/// throws     Trouble; what is there of the file then is of no use
/// cost       at most 1 MiB every 5 ms, so that the disk stays for others; at the end it is synced
void copy_file(
    Connection& source, std::filesystem::path const& target, CopyProgress const& progress
);

/// Copies all rows of all tables of the house, whichever databases the two are, but for those of
/// full-text indexes and of the tables that are left out.
///
/// from     in a `Snapshot`, or with nobody writing; one of the two is SQLite
/// to       with the same schema and no rows, in a transaction of the caller's
/// cost     both ways at the speed of the slower of the two; memory for some thousand rows
void copy_rows(
    Connection& from,
    Connection& to,
    std::span<std::string_view const> left_out,
    CopyProgress const& progress
);

} // namespace ducha::db
