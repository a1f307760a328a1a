// What a bulletin is counted with: roll-ups that follow the logs, so that an evening's bulletin
// does not read every fact since the first day.
#pragma once

#include "domain/bulletin/figures.h"
#include "domain/bulletin/rollup.h"

namespace ducha::bulletin {

/// Threads: one.
class Tally {
public:
    /// Catches up with the logs, and counts in memory. Valid as long as the tally is.
    ///
    /// Precondition: inside a transaction or a snapshot. If that transaction is undone, `forget`.
    [[nodiscard]] Counter counter(db::Connection& connection, std::vector<Counted> const& objects);

    /// Begins anew: after anything that was not committed.
    void forget();

private:
    Rollup by_channel_{Grouping::channel};
    Rollup by_type_{Grouping::type};
};

} // namespace ducha::bulletin
