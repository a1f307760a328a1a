// Real reports from a table, replayed: the simplest inspection that fits them, day by day.
#pragma once

#include "platform/clock/clock.h"

#include "domain/intake/intake.h"

#include "app/office.h"

#include <string>
#include <vector>

namespace ducha::app {

inline constexpr auto* replay_id = "replay";

/// One province, a stay from the first reception day to the last, all channels open.
///
/// Precondition: there are reports, in the order of a replay (`read_in_order`).
[[nodiscard]] inspection::Inspection replay_of(std::vector<intake::IncomingReport> const& reports);

/// Opens the inspection and plays its days: reports, the rule, merging, the seal at the daily cut;
/// hand-over at ten the next morning (T05).
///
/// returns   each report that was refused, with the reason, as one line
[[nodiscard]] Result<std::vector<std::string>> replay(
    Office& office,
    SetClock& clock,
    inspection::Inspection const& inspection,
    std::vector<intake::IncomingReport> reports
);

} // namespace ducha::app
