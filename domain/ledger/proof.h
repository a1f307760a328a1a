// Proofs of one event for whoever may not see all of it.
#pragma once

#include "domain/ledger/ledger.h"

#include <optional>
#include <string>
#include <string_view>

namespace ducha::ledger {

/// As `prove` (audit.h), with salt and words null, as of an event whose words were erased: all else
/// holds all the same.
[[nodiscard]] std::optional<std::string>
prove_without_words(db::Connection& connection, LogId log, Seq seq, std::string_view key);

/// That an event with this hash stands in its log, and nothing of the event: whoever is shown the
/// event elsewhere can see that it is this one.
struct Inclusion {
    Hash leaf{};            ///< SHA-256(0x00 || leaf)
    std::int64_t size = 0;  ///< of the tree that the path leads to the root of
    std::vector<Hash> path; ///< from the leaf upwards
    std::string head;       ///< the signed note of that tree
};

/// Nothing where the log has no such event.
[[nodiscard]] std::optional<Inclusion> inclusion_of(db::Connection& connection, LogId log, Seq seq);

} // namespace ducha::ledger
