// What the verbs share: opening the office, finding the log, saying what happened.
#pragma once

#include "domain/inspection/inspection.h"

#include "app/verbs.h"

#include <functional>

namespace ducha::app {

/// An office and the object that a verb works on.
struct Workplace {
    Office& office;
    inspection::Inspection inspection;
    inspection::InspectedObject object;

    [[nodiscard]] LogId log() const { return object.log; }
};

/// Finds inspection and object; both may be left out where there is one only.
[[nodiscard]] Result<Workplace> find_workplace(Office& office, Arguments const& arguments);

/// Opens the office, finds the workplace, runs `work`; says a refusal and returns its code.
[[nodiscard]] int
at_work(Arguments const& arguments, std::function<Result<void>(Workplace&)> const& work);

/// Says a refusal on standard error, as a sentence or as JSON.
int say(Arguments const& arguments, Refusal const& refusal);

/// Writes a line to standard output.
void put(std::string_view line);

/// Runs a command until it has nothing more to do; returns the number of events.
[[nodiscard]] Result<std::int64_t> run_to_the_end(Office& office, guard::Command const& command);

} // namespace ducha::app
