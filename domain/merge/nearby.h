// Reports like one that is being written down, or like one that is there: for the telephone and for
// the triage desk. It decides nothing and changes nothing.
#pragma once

#include "engines/neardup/neardup.h"

#include "domain/merge/merge.h"

#include <map>
#include <mutex>
#include <shared_mutex>

namespace ducha::merge {

/// What is known so far of a report that somebody is telling. It is compared and forgotten.
struct Draft {
    std::string title;
    std::string text;
    std::string place;
    std::string enterprise;
    std::vector<intake::Type> types;
};

/// A report that is like it.
struct Similar {
    intake::Matter matter;
    std::optional<CaseId> in;              ///< the case that it lies in, where the reader may know
    std::string case_number;               ///< of that case; empty until it is in a batch
    double probability = 0.0;              ///< that they report the same, calibrated
    std::vector<neardup::Feature> reasons; ///< what speaks for it, the heaviest first
    std::vector<std::string> shared_words; ///< rare runs that both hold
    std::optional<double> days_apart;      ///< none for a draft
};

/// Indexes of all matters that are there, judged or not, one a log, brought up to date when they
/// are asked. They hold n-grams and no texts.
///
/// threads   safe; a log is brought up to date by one at a time
/// memory    about 1 KiB a matter, of the newest `most_looked_through` when it begins
class Nearby {
public:
    static constexpr std::int64_t most_looked_through = 20'000;

    /// The matters that are most like it, best first, one of each case; of those that the reader
    /// may see.
    ///
    /// like   a matter that is there, which is left out itself, or a draft
    /// most   at least 1
    /// cost   the first time about 200 us a matter; then 1 ms
    [[nodiscard]] std::vector<Similar> find(
        db::Connection& connection,
        intake::MayReadMatters const& may,
        std::optional<casefile::MayReadCases> const& cases,
        intake::Matter const& like,
        std::int64_t most
    );

private:
    struct Log {
        std::shared_mutex changing;
        std::unique_ptr<neardup::Index> index;
        std::optional<std::int64_t> model;
        Seq seen{-1}; ///< of the last event that it knows of
    };

    Log& log_of(LogId id);
    static void catch_up(db::Connection& connection, intake::MayReadMatters const& may, Log& log);

    std::mutex adding_;
    std::map<LogId, std::unique_ptr<Log>> logs_;
};

/// A draft as a matter that is not there.
[[nodiscard]] intake::Matter matter_of(Draft draft, Instant now);

} // namespace ducha::merge
