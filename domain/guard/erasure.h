// Destroying the words of an event: lawful, final, and itself an event.
#pragma once

#include "base/code.h"

#include "domain/guard/room.h"

namespace ducha::guard {

/// Why words may go. A code, as the ground stands in the leaf for ever.
enum class ErasureGround { retention_ended, reporter_asked, court_order };

/// Removes salt and words of event `seq`, and of the later events whose words belong to them; the
/// leaves, every proof and all counts stay.
struct EraseWords {
    Seq seq;
    ErasureGround ground = ErasureGround::retention_ended;
};

enum class ErasureRefusal { no_such_event, no_words, already_erased };

/// refuses   an event that is not there, has no words, or has lost them already
[[nodiscard]] Command erase_words(LogId log, EraseWords command);

[[nodiscard]] Room const& erasure_room();

} // namespace ducha::guard

template <>
struct ducha::Codes<ducha::guard::ErasureGround> {
    using Ground = guard::ErasureGround;
    static constexpr CodeRow<Ground> table[] = {
        {Ground::retention_ended, "retention_ended", "保存期限届满", "the retention ended"},
        {Ground::reporter_asked, "reporter_asked", "举报人要求", "the reporter asked"},
        {Ground::court_order, "court_order", "法院命令", "a court ordered it"},
    };
};

namespace ducha::ledger {
// Named where the event lives, so that the overload is found.
[[nodiscard]] guard::Facts guard_facts(PayloadErased const& event);
} // namespace ducha::ledger
