// A stay at one object, played day by day on a clock that is set: what a replay of real reports and
// a simulation share.
#pragma once

#include "domain/merge/merge.h"
#include "domain/transfer/transfer.h"

#include "app/office.h"

namespace ducha::app {

/// When a batch is handed over, on the morning after its day (T05).
inline constexpr TimeOfDay hand_over_at{10 * 60};

/// Runs commands in groups of at most sixty; stops at the first refusal.
[[nodiscard]] Result<std::vector<Done>>
run_all(Office& office, std::vector<guard::Command> const& commands);

class Stay {
public:
    Stay(Office& office, LogId log);

    /// Takes reports down, in acts of five hundred.
    /// returns   the number of each report in the log, in the order given; none for a refused one
    Result<std::vector<std::optional<ReportId>>>
    receive(std::vector<intake::IncomingReport> reports);

    /// The rule accepts what it may.
    Result<void> accept();

    /// Every matter that waits is looked at.
    Result<void> place();

    /// Seals the day's batch. A day without cases has none: then `false`.
    Result<bool> seal(Day day);

    /// Hands the batch over and acknowledges it.
    Result<void> hand_over(Day day);

    [[nodiscard]] LogId log() const { return log_; }

    /// Each report that was refused, with the reason, as one line.
    [[nodiscard]] std::vector<std::string> const& refused() const { return refused_; }

private:
    Office& office_;
    LogId log_;
    std::shared_ptr<merge::Desk> desk_;
    std::vector<std::string> refused_;
};

} // namespace ducha::app
