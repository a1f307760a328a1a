// Count facts: the only source of every count and of the list behind it.
#pragma once

#include "base/ids.h"
#include "base/instant.h"

#include <string>
#include <string_view>
#include <vector>

namespace ducha::ledger {

/// By what a count can be asked. Codes, not sentences; empty where a fact has none.
struct Dimensions {
    std::string type;    ///< pollution type
    std::string channel; ///< how the report came
    Day reception_day;

    bool operator==(Dimensions const&) const = default;
};

/// `amount` more (or, where negative, less) of `measure`, because of the event `seq`.
/// A correction is a negative and a positive fact.
struct CountFact {
    LogId log;
    Seq seq;
    std::int64_t subject = 0; ///< the report, matter or case that is counted
    std::string_view measure; ///< a name with static life, such as "received"
    Dimensions by;
    Instant occurred;
    Instant recorded;
    std::int64_t amount = 0;
};

/// Collects the facts of the events that are being folded.
class CountFacts {
public:
    /// at   the event by which it is counted
    void begin(LogId log, Seq seq, Instant occurred, Instant recorded)
    {
        log_ = log;
        seq_ = seq;
        occurred_ = occurred;
        recorded_ = recorded;
    }

    void add(std::int64_t subject, std::string_view measure, Dimensions by, std::int64_t amount)
    {
        facts_.push_back(
            {.log = log_,
             .seq = seq_,
             .subject = subject,
             .measure = measure,
             .by = std::move(by),
             .occurred = occurred_,
             .recorded = recorded_,
             .amount = amount}
        );
    }

    [[nodiscard]] std::vector<CountFact> take() { return std::exchange(facts_, {}); }
    [[nodiscard]] std::size_t size() const { return facts_.size(); }

private:
    LogId log_;
    Seq seq_;
    Instant occurred_;
    Instant recorded_;
    std::vector<CountFact> facts_;
};

} // namespace ducha::ledger
