// What a reporter is told: how the report fares, in plain words with dates.
#pragma once

#include "domain/reporter/reporter.h"

namespace ducha::reporter {

/// A step on the way of a matter.
struct Told {
    enum class State { done, now, stopped };

    State state = State::done;
    Sentence what;
    std::optional<Instant> when;
    Sentence more; ///< may be empty: a reason, a date to come, what can be done
};

/// The steps of one matter from its reception to what stands now, which comes last. Who reported,
/// with how many others, and what the unit concerned wrote is in none of them.
///
/// source   clauses B21-03, B21-06
[[nodiscard]] std::vector<Told> told(ReportStatus const& report, MatterStatus const& matter);

/// `2021年9月15日`, `15 September 2021`.
[[nodiscard]] std::string day_text(Day day, bool chinese);

} // namespace ducha::reporter
