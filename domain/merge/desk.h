// The engine's indexes, one a log, and how they follow the log.
#pragma once

#include "engines/neardup/neardup.h"

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
    /// The index of a log, with every placement that the ledger has recorded so far. From here
    /// until `settled`, what is attached is not committed.
    neardup::Index& open(guard::Scene& scene);

    /// committed   whether what was attached since `open` stands
    /// last        the last event of the log
    void settled(LogId log, bool committed, Seq last);

private:
    struct Log {
        std::unique_ptr<neardup::Index> index;
        Seq seen{-1}; ///< placements up to this event are in the index
        bool unsettled = false;
    };

    void catch_up(guard::Scene& scene, Log& log);

    std::map<LogId, Log> logs_;
};

} // namespace ducha::merge
