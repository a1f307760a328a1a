// Destroying the words of an event: lawful, final, and itself an event.
#pragma once

#include "domain/guard/room.h"

namespace ducha::guard {

/// Removes salt and words of event `seq`; the leaf, every proof and all counts stay.
struct EraseWords {
    Seq seq;
    std::string ground; ///< retention_ended, reporter_asked, court_order
};

enum class ErasureRefusal { no_such_event, no_words, already_erased };

/// refuses   an event that is not there, has no words, or has lost them already
[[nodiscard]] Command erase_words(LogId log, EraseWords command);

[[nodiscard]] Room const& erasure_room();

} // namespace ducha::guard

namespace ducha::ledger {
// Named where the event lives, so that the overload is found.
[[nodiscard]] guard::Facts guard_facts(PayloadErased const& event);
} // namespace ducha::ledger
