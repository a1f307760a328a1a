// Everything that is held against the ledger.
#include "app/whole_audit.h"

#include "domain/attachment/attachment.h"
#include "domain/inspection/inspection.h"
#include "domain/intake/intake.h"

#include <algorithm>
#include <iterator>

namespace ducha::app {

std::vector<ledger::Finding> audit(AuditGround const& ground, ledger::Progress const& progress)
{
    auto& connection = ground.connection;
    auto findings = ledger::verify(connection, ground.key, ground.saved_heads, progress);
    // A log that does not hold itself says nothing of its originals.
    if (!findings.empty()) {
        return findings;
    }
    auto const take = [&](std::vector<ledger::Finding> more) {
        std::ranges::move(more, std::back_inserter(findings));
    };
    for (auto const& name : ledger::logs(connection)) {
        take(intake::check_originals(connection, name.log));
        take(attachment::check(connection, name.log, ground.store, attachment::Look::contents));
    }
    take(inspection::check_logs(
        connection, ground.policy.authorize<inspection::ReadInspections>(office_log)
    ));
    return findings;
}

} // namespace ducha::app
