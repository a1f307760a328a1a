// Everything that is held against the ledger, in one go: what `verify` and `restore` do.
#pragma once

#include "platform/blob/blob.h"
#include "platform/identity/identity.h"

#include "domain/ledger/audit.h"

#include <string>
#include <vector>

namespace ducha::app {

struct AuditGround {
    db::Connection& connection;
    identity::LocalOperator const& policy;
    blob::Store store;                    ///< where the attachments lie
    std::string key;                      ///< the verifier key that is trusted
    std::vector<std::string> saved_heads; ///< notes that somebody kept outside
};

/// The ledger, and, if it holds, the sealed originals, the attachments and the names of the logs.
/// The caller sees to a snapshot.
/// cost   as `ledger::verify`; all bytes of the attachments are read
[[nodiscard]] std::vector<ledger::Finding>
audit(AuditGround const& ground, ledger::Progress const& progress);

} // namespace ducha::app
