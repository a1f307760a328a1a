// The rows of a table as reports.
#pragma once

#include "platform/tabular/tabular.h"

#include "domain/intake/intake.h"

#include <filesystem>

namespace ducha::app {

struct ImportOptions {
    std::filesystem::path file;
    std::optional<Channel> channel;        ///< for tables without a column `channel`
    std::vector<std::string> text_columns; ///< `--map text=title+text`; empty: `text`
    bool strict = false;                   ///< the first bad row stops the import
    TimeOfDay cut{20 * 60};
};

/// The columns of which the text is made, as `--map` names them: `text=COLUMN+COLUMN`.
///
/// refuses   another target, or no column
[[nodiscard]] Result<std::vector<std::string>> text_columns_in(std::string_view map);

/// Opens the table. It needs the columns `id`, `time` and, unless the text is made of others,
/// `text`.
///
/// refuses   what is no table, a column of `text_columns` that the header lacks
[[nodiscard]] Result<tabular::Reader> open_table(ImportOptions const& options);

/// The order of a replay: by time, then by own id. Own ids are numbers mostly: the shorter one
/// comes first.
[[nodiscard]] bool
comes_before(intake::IncomingReport const& one, intake::IncomingReport const& other);

/// One row of a table as a report.
///
/// columns   id, time, channel, title, text, place, enterprise, type (codes separated by `;`),
///           kind, postmark, name; whatever else there is goes into the sealed original only, as
///           do columns of which the text was made
[[nodiscard]] Result<intake::IncomingReport> report_in(
    tabular::Row const& row, std::vector<std::string> const& columns, ImportOptions const& options
);

} // namespace ducha::app
