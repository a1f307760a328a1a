// A table into the ledger, row by row, a thousand rows to an act.
#pragma once

#include "platform/tabular/tabular.h"

#include <functional>

namespace ducha::app {

/// What an import has done with its rows besides taking them.
struct TableTaken {
    std::int64_t rejected = 0;
    std::optional<Refusal> stopped_by; ///< `strict`: the first bad row, with file, line and field
    std::optional<std::filesystem::path> rejected_file;
};

/// What the rows of one kind of table become.
struct RowsOfActs {
    /// Reads a row and keeps it for the act to come; a refusal's `where` is the field.
    std::function<Result<void>(tabular::Row const&)> keep;

    /// Records the rows kept since the last act, at least one. Returns why each was refused, in
    /// their order; nothing for one that was not.
    std::function<Result<std::vector<std::optional<Refusal>>>()> record;

    /// Called after each commit.
    std::function<void()> acknowledge;
};

struct TableFile {
    std::filesystem::path file;
    bool strict = false;
};

/// Takes the rows of a table in its order (docs/decisions/0005) and shows how far it is. A bad
/// row goes to FILE.rejected.csv with its reason, the others go in; where none is bad, a file
/// that an earlier import left there is removed.
///
/// strict    the first bad row ends the import: the rows before it are in, none behind it is,
///           and a rejected file is left alone
/// taken     filled row by row
/// refuses   with whatever refused an act as a whole
[[nodiscard]] Result<void> import_table(
    tabular::Reader& reader, TableFile const& file, RowsOfActs const& rows, TableTaken& taken
);

} // namespace ducha::app
