// What the verbs share: opening the office, finding the log, saying what happened.
#pragma once

#include "platform/json/text.h"

#include "domain/inspection/inspection.h"
#include "domain/ledger/audit.h"
#include "domain/merge/merge.h"

#include "app/verbs.h"

#include <functional>

namespace ducha {
class Trouble;
}

namespace ducha::app {

class Progress;

/// An office and the object that a verb works on.
struct Workplace {
    Office& office;
    inspection::Inspection inspection;
    inspection::InspectedObject object;

    [[nodiscard]] LogId log() const { return object.log; }
};

/// Finds the inspection that was named, or the only one.
[[nodiscard]] Result<inspection::Inspection>
find_inspection(Office& office, Arguments const& arguments);

/// Finds inspection and object; both may be left out where there is one only.
[[nodiscard]] Result<Workplace> find_workplace(Office& office, Arguments const& arguments);

/// Opens the office, finds the workplace, runs `work`; says a refusal and returns its code.
[[nodiscard]] int
at_work(Arguments const& arguments, std::function<Result<void>(Workplace&)> const& work);

/// The same for what concerns the whole office and no inspection.
[[nodiscard]] int
in_the_office(Arguments const& arguments, std::function<Result<void>(Office&)> const& work);

/// Says a refusal on standard error, as a sentence or as JSON.
int say(Arguments const& arguments, Refusal const& refusal);
int say(Arguments const& arguments, Trouble const& trouble);

/// Writes a line to standard output. What could not be written was not acknowledged.
/// throws   Trouble(disk_full or io)
void put(std::string_view line);

/// The same for a text that has its line ends.
void put_text(std::string_view text);

/// Says what was done: the sentence to a person, the figures to a machine (`--json`).
void tell(Arguments const& arguments, Sentence const& sentence, json::ObjectText figures);

/// A desk for merging that keeps its indexes and says on standard error what is wrong with them.
[[nodiscard]] std::shared_ptr<merge::Desk> merging_desk(Arguments const& arguments, Office& office);

/// The signed heads that were saved, as `--head` names their files.
[[nodiscard]] Result<std::vector<std::string>> read_heads(Arguments const& arguments);

/// Figures of one name.
[[nodiscard]] json::ObjectText one(std::string_view name, std::int64_t value);

/// Runs a command until it has nothing more to do; returns the number of events.
[[nodiscard]] Result<std::int64_t>
run_to_the_end(Office& office, guard::Command const& command, Progress* bar = nullptr);

} // namespace ducha::app
