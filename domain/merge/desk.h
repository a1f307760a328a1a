// The engine's indexes, one a log, and how they follow the log.
#pragma once

#include "engines/neardup/neardup.h"

#include "domain/merge/kept_index.h"
#include "domain/merge/merge.h"

#include <map>

namespace ducha::merge {

/// A matter's texts as the engine reads them; keeps what the document's views look at.
class Reading {
public:
    explicit Reading(intake::Matter const& matter);

    [[nodiscard]] neardup::Document document() const;

private:
    MatterId id_;
    std::string text_;
    std::string place_;
    std::string enterprise_;
    std::uint32_t issues_ = 0;
    Instant occurred_;
};

/// What the engine found, with where that case stands.
[[nodiscard]] Candidate candidate_of(neardup::Candidate const& near, casefile::Standing standing);

class Desk {
public:
    explicit Desk(Shelf shelf) : shelf_{std::move(shelf)} {}

    /// The index of a log under the model in force, with every placement that the ledger has
    /// recorded so far. From here until `settled`, what is attached is not committed.
    neardup::Index& open(guard::Scene& scene);

    /// committed   whether what was attached since `open` stands
    /// last        the last event of the log
    void settled(LogId log, bool committed, Seq last);

    /// Puts the log's index on the shelf where that is due. Outside transactions, after `settled`;
    /// never fails.
    ///
    /// all_placed   no matter waits
    void keep(db::Connection& connection, LogId log, bool all_placed);

private:
    struct Log {
        Held held;
        Seq seen{-1};                      ///< placements up to this event are in the index
        std::optional<std::int64_t> model; ///< the event that brought it; none: the built-in one
        std::int64_t kept_matters = 0;     ///< how many there were when it was kept last
        bool unsettled = false;
    };

    Log begun(guard::Scene& scene);
    void catch_up(guard::Scene& scene, Log& log);
    void drop(LogId log) const;
    void tell(Sentence const& sentence) const;

    Shelf shelf_;
    std::map<LogId, Log> logs_;
};

} // namespace ducha::merge
