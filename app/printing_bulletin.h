// Bulletins as text, CSV and JSON.
#pragma once

#include "domain/bulletin/edition.h"

#include "app/verbs.h"

namespace ducha::app {

/// The sentence, the ten figures by object, what changed, rates with their formulas, the rules.
[[nodiscard]] std::string print_edition(bulletin::Edition const& edition, bool chinese);

/// Every measure of every object and of the total: `object,received,...`.
[[nodiscard]] std::string print_edition_as_csv(bulletin::Edition const& edition);

/// Everything, formulas, rules and tree sizes included.
[[nodiscard]] std::string print_edition_as_json(bulletin::Edition const& edition);

/// One issued bulletin in a list.
[[nodiscard]] std::string
print_issued(bulletin::BulletinIssued const& bulletin, Arguments const& arguments);

/// One measure that differs.
[[nodiscard]] std::string print_change(bulletin::Change const& change, Arguments const& arguments);

} // namespace ducha::app
