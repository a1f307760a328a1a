// A clerk who knows the truth of a simulation: judges reports, answers the engine's proposals, and
// reviews the day's list before it is sealed. What the clerk had to correct is what the engine
// alone would have got wrong.
#pragma once

#include "app/stay.h"
#include "simulation/simulation.h"

#include <unordered_map>
#include <unordered_set>

namespace ducha::app {

/// What the clerk did about merging.
struct Corrections {
    std::int64_t confirmed = 0; ///< proposals answered with yes
    std::int64_t refused = 0;   ///< proposals answered with no
    std::int64_t parted = 0;    ///< false joins that were taken apart
    std::int64_t joined = 0;    ///< repeats that the engine had not even proposed

    Corrections& operator+=(Corrections const& more);
};

class SimulatedClerk {
public:
    SimulatedClerk(Office& office, Stay& stay, simulation::SimulatedObject const& object);

    /// Takes the day's reports down and judges them: declines and forwards what is not valid,
    /// accepts by hand what the rule leaves, and has the rest accepted by the rule.
    ///
    /// first, last   which of the object's reports came on the day
    Result<void> receive(std::size_t first, std::size_t last);

    /// Has the day's matters looked at, answers what is proposed, and puts right what is wrong,
    /// until every matter lies where it belongs.
    Result<void> merge();

    /// Sends out at once what cannot wait.
    Result<void> send_urgent();

    /// The number of a problem's case; empty before its batch is sealed.
    [[nodiscard]] std::string case_number(std::size_t problem);

    [[nodiscard]] Corrections const& corrections() const { return corrections_; }

    /// The accepted matters in order of arrival, and the problem that each of them reports.
    struct Known {
        MatterId matter;
        std::size_t problem = 0;
    };
    [[nodiscard]] std::vector<Known> const& accepted() const { return accepted_; }

    /// The case in which a matter lies.
    [[nodiscard]] CaseId case_of(MatterId matter);

private:
    Result<void> accept_today();
    Result<void> answer_proposals();
    Result<bool> review();
    Result<bool> put_right(Known const& matter);
    Result<void> run(guard::Command const& command);

    Office& office_;
    Stay& stay_;
    simulation::SimulatedObject const& object_;
    std::vector<Known> accepted_;
    std::vector<Known> today_;
    std::vector<std::pair<MatterId, intake::UrgentGround>> urgent_;
    std::unordered_map<std::int64_t, std::size_t> problem_of_; ///< by matter
    std::unordered_map<std::size_t, MatterId> first_of_;       ///< by problem
    std::unordered_set<std::int64_t> confirmed_; ///< matters whose proposal was answered with yes
    Corrections corrections_;
};

} // namespace ducha::app
