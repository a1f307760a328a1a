// A simulated inspection, played through the real program: reports come in, the engine merges, a
// clerk who knows the truth corrects, batches go out, results come back, bulletins are issued.
#pragma once

#include "platform/clock/clock.h"

#include "app/simulated_clerk.h"
#include "simulation/score.h"
#include "simulation/simulation.h"

#include <filesystem>

namespace ducha::app {

/// How merging went, against the truth.
struct MergingScore {
    std::int64_t cases = 0;
    simulation::BCubed b_cubed;
};

struct Played {
    inspection::Inspection inspection; ///< with the logs of its objects
    MergingScore alone;                ///< the engine without anybody
    MergingScore together;             ///< the engine, and the clerk who knows the truth
    Corrections corrections;
    std::int64_t accepted = 0;
    std::int64_t results = 0;         ///< rows of results that came in
    std::vector<std::string> refused; ///< reports that the intake refused, one line each
};

/// Plays until `profile.as_of`. Each evening at the daily cut: results of the day, reports,
/// merging, the seal, a bulletin; each morning at ten: hand-over.
///
/// office    without inspections
/// clock     the office's clock
/// results   where the tables of results are left, as `ducha import results` reads them: CODE.csv
/// cost      about 0.5 ms a report (bench/results)
[[nodiscard]] Result<Played> play(
    Office& office,
    SetClock& clock,
    simulation::Profile const& profile,
    simulation::Simulated const& simulated,
    std::filesystem::path const& results
);

} // namespace ducha::app
