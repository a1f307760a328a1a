// The permission of who audits, for the rooms that tell of what was recorded.
#pragma once

#include "platform/identity/identity.h"

namespace ducha::guard {

/// What was done, when and by whom, and which events are about a thing that the auditor names;
/// nothing of what they say.
struct ReadLedger {
    static constexpr std::string_view code = "read_ledger";
};
using MayReadLedger = identity::Authorized<ReadLedger, LogId>;

} // namespace ducha::guard
