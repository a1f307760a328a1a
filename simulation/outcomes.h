// What comes back of the cases that were handed over.
#pragma once

#include "simulation/dice.h"
#include "simulation/simulation.h"

#include <vector>

namespace ducha::simulation {

/// A problem as its results need to know it.
struct Handled {
    std::size_t problem = 0; ///< its place in the object
    Behaviour behaviour = Behaviour::prompt;
    bool has_enterprise = false;
    Instant handed_over;
    Instant last_report;
};

/// Draws the results of one object: how its units behave decides who is early, the quota how many
/// there are.
///
/// handled   the problems with a hand-over, all of their instants before `as_of`
/// holds     the last results add up to the quota exactly; a closing result lies behind the
///           problem's last report; all lie behind the hand-over and none behind `as_of`
/// returns   by time, then by problem
[[nodiscard]] std::vector<SimulatedResult>
results_of(std::vector<Handled> const& handled, Quota const& quota, Instant as_of, Dice& dice);

} // namespace ducha::simulation
