// The models of the engine that were in force in a log, and how one comes into force.
#pragma once

#include "engines/neardup/model.h"

#include "domain/merge/merge.h"

namespace ducha::merge {

/// Takes a model into use, from the next decision on.
struct AdoptModel {
    std::string text; ///< as engines/neardup/model_file.h reads it
};

/// A model came into force. It stands in the ledger whole: whoever replays the log needs no file.
struct ModelAdopted {
    static constexpr ledger::EventType type{"merging_model_adopted", 1};

    std::string name;
    std::string version;
    std::string sha256; ///< of `text`, as 64 hexadecimal digits
    std::string text;
};

/// The pure half.
///
/// names     what was in force in this log so far, as `name/version`
/// refuses   a text that is no model (names line, what was found and expected), or is longer than
///           4 MiB; a name and version that decisions of this log bear already
[[nodiscard]] Result<guard::Proposal>
decide(AdoptModel const& command, std::vector<std::string> const& names, Instant now);

[[nodiscard]] guard::Command adopt_model(LogId log, AdoptModel command);

/// `name/version`, as decisions bear it.
[[nodiscard]] std::string named(neardup::Model const& model);

/// Precondition: `text` was adopted; so it can be read.
[[nodiscard]] neardup::Model adopted(std::string_view text);

/// What is in force: the last that was adopted, else the built-in one. It holds n-grams and
/// weights, nothing of one report: no permission is asked.
[[nodiscard]] neardup::Model model_in_force(db::Connection& connection, LogId log);

[[nodiscard]] guard::Facts guard_facts(ModelAdopted const& event);

} // namespace ducha::merge
