// Taking reports down: what is recorded, what is sealed, what became of each. Inside of intake.
#pragma once

#include "domain/intake/intake.h"

namespace ducha::intake {

/// Decides on the reports of one act and seals the originals of those that are new.
///
/// outcome   filled: one row a report, in order
/// cost      one question to the database for all own ids; two SHA-256 and a sealing a report
[[nodiscard]] guard::Proposal take_down(
    guard::Scene& scene,
    ReceiveReports const& command,
    inspection::Placed const& where,
    ReceiveOutcome& outcome
);

} // namespace ducha::intake
