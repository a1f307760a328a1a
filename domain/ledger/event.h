// An event: what a room proposes, and what the ledger has recorded.
#pragma once

#include "base/bytes.h"
#include "base/ids.h"
#include "base/instant.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::ledger {

/// The name of an event (past tense, snake_case) and the version of its fields. A version is
/// never rewritten: older ones are lifted when they are read.
struct EventType {
    std::string_view name;
    int version;
};

/// An event that has happened and is not yet recorded.
struct Draft {
    EventType type;
    Instant occurred;                 ///< when it happened, as the act says
    std::string body;                 ///< codes and numbers: canonical JSON, stands in the leaf
    std::optional<std::string> words; ///< what people wrote: only its salted hash is in the leaf
};

using Drafts = std::vector<Draft>;

/// An event in its log.
struct Recorded {
    LogId log;
    Seq seq;
    ActId act; ///< the first event of the same act
    std::string type;
    int version = 1;
    Instant occurred;
    Instant recorded; ///< when it was written; strictly rising in a log
    std::string actor;
    int rules = 1; ///< version of the rule set that it was decided under
    std::string body;
    std::optional<Hash> commitment;   ///< SHA-256(salt || words); none where there are no words
    std::optional<std::string> words; ///< none where they were erased
};

/// Writes and reads one type of event. A room lists the fields of each of its events once, in
/// its codec (`template <class Fields> void describe(Fields&, Event&)`), and instantiates this.
///
/// Event   has `static constexpr EventType type`
template <class Event>
struct Codec {
    [[nodiscard]] static Draft write(Event const& event, Instant occurred);

    /// Words that were erased read as empty texts.
    /// throws   Trouble(database): what is recorded is no such event
    [[nodiscard]] static Event read(Recorded const& recorded);
};

} // namespace ducha::ledger
