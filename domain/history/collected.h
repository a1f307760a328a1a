// The events about things of one log, by the places that name them.
#pragma once

#include "domain/ledger/subjects.h"

#include <limits>
#include <map>

namespace ducha::history {

/// threads   one
class Collected {
public:
    static constexpr std::int64_t all = std::numeric_limits<std::int64_t>::max();

    /// most   events about one thing, from the first on
    Collected(db::Connection& connection, LogId log, std::int64_t most)
        : connection_{connection}, log_{log}, most_{most}
    {
    }

    /// The matter, and what came to its report later.
    void add_matter(MatterId matter, ReportId report);

    /// What names the case itself, and its batch.
    void add_case(CaseId id, std::optional<Day> batch_day);

    void add_batch(Day day);

    /// By place in the log, in order; of each which matter it is about, if one.
    [[nodiscard]] std::map<Seq, std::optional<MatterId>> const& events() const { return events_; }

private:
    void add(ledger::Subject subject, std::int64_t thing, std::optional<MatterId> matter);

    db::Connection& connection_;
    LogId log_;
    std::int64_t most_;
    std::map<Seq, std::optional<MatterId>> events_;
};

} // namespace ducha::history
