// How much happens when: which problem begins on which reception day, and when it is reported
// again.
#pragma once

#include "simulation/dice.h"
#include "simulation/simulation.h"

#include <vector>

namespace ducha::simulation {

/// What kind of problem it is to be.
enum class Flavour {
    plain,
    alike_elsewhere, ///< the same issue as an earlier one, at another place
    other_at_place,  ///< another issue at the place of an earlier one
    urgent,
    stop_order,
};

struct PlannedProblem {
    Flavour flavour = Flavour::plain;
    std::vector<Day> days; ///< reception days of its reports, the first one first
};

/// The days of one object's stay as far as the bulletin reaches.
struct Plan {
    std::vector<PlannedProblem> problems; ///< by their first day
    std::vector<Day> invalid;             ///< reception days of reports that are not to be accepted
};

/// Draws the plan of one object. Days rise at first, then are level; most problems are reported
/// once, some a few times, a few up to fifty times.
///
/// holds   the quota of received, accepted and transferred, exactly; no urgent problem begins on
///         the last day
[[nodiscard]] Plan plan_of(Quota const& quota, Day first, Day last, Noise const& noise, Dice& dice);

} // namespace ducha::simulation
