// An inspection's settings as a person writes them: TOML, every key documented in
// examples/inspection.toml.
#pragma once

#include "domain/inspection/inspection.h"

#include <filesystem>

namespace ducha::config {
class Table;
}

namespace ducha::inspection {

/// Reads a configuration file.
///
/// refuses   a missing or unknown key, a value of another kind or out of range, with the file,
///           line and column, what was found and what was expected
[[nodiscard]] Result<Inspection> read_config(std::filesystem::path const& file);

/// The same from text; `name` stands for the file in refusals.
[[nodiscard]] Result<Inspection> parse_config(std::string_view text, std::string_view name);

/// The same from a table of a larger document, whose unknown keys are for its reader to refuse.
[[nodiscard]] Result<Inspection> read_table(config::Table const& table);

} // namespace ducha::inspection
