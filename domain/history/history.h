// 经过: what happened to a matter or a case, as the ledger has it.
#pragma once

#include "domain/casefile/casefile.h"

namespace ducha::history {

/// One event, as it is shown.
struct Step {
    Seq seq; ///< its place in the log
    std::string type;
    Sentence words; ///< what the type means, in both languages
    Instant occurred;
    Instant recorded;
    std::string role; ///< in which it was done; of the local operator `unauthenticated`
    std::optional<MatterId> matter; ///< in the history of a case: which one it is about, if one
    std::string ground;             ///< code of a reason, where the event has one
    std::string why;                ///< as people wrote it; empty where it may not be seen
};

/// The beginning of a history, or all of it.
struct History {
    std::vector<Step> steps; ///< in the order of the log, at most `most_steps`
    bool is_whole = true;
};

inline constexpr std::int64_t most_steps = 1'000;

/// What happened to a matter and to the report that it came with; nothing where there is no such
/// matter that may be seen.
/// cost   O(steps), 10 us each
[[nodiscard]] std::optional<History>
of_matter(db::Connection& connection, intake::MayReadMatters const& may, MatterId matter);

/// What happened to a case, to its batch, and to its matters where the reader may know of these;
/// nothing where there is no such case that may be seen.
///
/// matters   the permission to read these; none: their reasons are left out
/// cost      O(matters + steps)
[[nodiscard]] std::optional<History> of_case(
    db::Connection& connection,
    casefile::MayReadCases const& may,
    std::optional<intake::MayReadMatters> const& matters,
    CaseId id
);

/// That an event of a case's history stands in the log, as `ducha proof` has it (ledger/audit.h);
/// nothing where there is no such event among those, or the reader may not know how many reported:
/// a proof shows what the history leaves out, but for words that the reader may not see.
///
/// event   none: the one that began the case
/// cost    as `of_case`, and O(log events)
[[nodiscard]] std::optional<std::string> prove_of_case(
    db::Connection& connection,
    casefile::MayReadCases const& may,
    std::optional<intake::MayReadMatters> const& matters,
    CaseId id,
    std::optional<Seq> event
);

/// What a type of event means; the type itself for one that is not known.
[[nodiscard]] Sentence words_of(std::string_view type);

[[nodiscard]] guard::Room const& room();

} // namespace ducha::history
