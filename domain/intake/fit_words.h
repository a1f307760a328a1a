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

/// Why an own id may not stand in the ledger; nothing where it may. It is never erased, so it
/// must name a report and nobody: letters, digits and `. _ / -`, and nothing that reads as a
/// telephone, identity or account number or as the reporter's name. The refusal does not repeat
/// what it found. A bare number that passes for a bank card is let through: one work order in ten
/// does.
[[nodiscard]] std::optional<Refusal> own_id_flaw(std::string_view own_id, std::string_view name);

} // namespace ducha::intake
