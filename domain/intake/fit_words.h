// What people wrote, on its way into the record. Inside of intake.
#pragma once

#include "domain/intake/intake.h"

namespace ducha::intake {

/// The words of one matter.
struct MatterWords {
    std::string title;
    std::string text;
    std::string place;
    std::string enterprise;
};

/// The words as they may be recorded: trimmed, without identifiers and without `name`.
///
/// refuses   neither title nor text, a character 0, more than 20,000 characters in all
[[nodiscard]] Result<MatterWords> fit_words(MatterWords const& given, std::string_view name);

/// Why an own id may not stand in the ledger; nothing where it may.
[[nodiscard]] std::optional<Refusal> own_id_flaw(std::string_view own_id);

} // namespace ducha::intake
