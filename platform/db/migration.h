// Steps of the schema: numbered in one sequence over all rooms, forward only.
#pragma once

#include "platform/db/connection.h"

namespace ducha::db {

/// One step. Its text may use the tokens
///   {int} {real} {bytes} {text} {strict}
/// which become `integer real blob text strict` on SQLite and
/// `bigint "double precision" bytea text collate "C"` and nothing on PostgreSQL. Queries may
/// also end in {lock}: nothing on SQLite, where the writer is alone, `for update` on PostgreSQL;
/// and `select value from {elements}($1)` lists the texts of a JSON array that is bound as text.
/// A file that is right for one database only is two files, `..._sqlite` and `..._postgres`,
/// with the same number.
struct Migration {
    int number;
    std::string_view title;
    std::string_view digest; ///< SHA-256 of the file, as recorded when it was applied
    std::string_view sql;
};

/// Replaces the tokens by what `dialect` calls them.
[[nodiscard]] std::string expand_tokens(std::string_view sql, Dialect dialect);

/// Applies the steps that are missing, in order, each in a transaction of its own.
///
/// steps    any order; numbers must be 1 to n without gaps (a bug otherwise)
/// throws   Trouble(database): the database belongs to another program, to a newer version of
///          this one, or a recorded step has another digest than the step known here
void migrate(Connection& connection, std::vector<Migration> steps);

/// Throws Trouble(database) unless the database is this program's and of this version.
void check_version(Connection& connection, std::vector<Migration> const& steps);

} // namespace ducha::db
