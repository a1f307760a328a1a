// The simulation that the command line asks for.
#pragma once

#include "app/verbs.h"
#include "simulation/simulation.h"

namespace ducha::app {

struct ChosenSimulation {
    simulation::Profile profile; ///< scaled, with its shares of noise
    std::uint64_t seed = 1;
};

/// `--profile`, `--seed`, the number of reports, `--noise`.
[[nodiscard]] Result<ChosenSimulation> chosen_simulation(Arguments const& arguments);

} // namespace ducha::app
