// A simulated report as the intake takes it down.
#pragma once

#include "simulation/simulation.h"

#include <cstdint>

namespace ducha::bench {

/// The matter that a report becomes. Precondition: the intake takes it, as it takes all that is
/// simulated for the object of `where`.
[[nodiscard]] intake::Matter taken_down(
    simulation::SimulatedReport const& report, inspection::Placed const& where, std::int64_t number
);

} // namespace ducha::bench
