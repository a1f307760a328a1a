// Which kept reports are worth a comparison.
#pragma once

#include "engines/neardup/postings.h"
#include "engines/neardup/store.h"

namespace ducha::neardup {

/// The keys by which a report is found later, at most Limits::posted_keys.
[[nodiscard]] std::vector<std::uint32_t> posted_of(Sketch const& sketch, Limits const& limits);

/// Walks the lists of a report's heaviest keys and pairs and of the cells about its pin, the newest
/// entries first, and adds up what the lists weigh in which each other report is met.
class Retrieval {
public:
    Retrieval(Store const& store, Postings const& postings, Limits const& limits)
        : store_(store), postings_(postings), limits_(limits)
    {
    }

    /// The slots with most votes, the newer first among equals; at most Limits::looked_at, of one
    /// case at most Limits::verified_per_case, and not the report itself.
    ///
    /// cost   at most (probed_keys + 2 x posted_pairs + 8) x hops_per_list entries; those taken out
    ///        are stepped over and not counted
    [[nodiscard]] std::vector<std::uint32_t> nearest(Sketch const& sketch, Work& work) const;

private:
    struct Vote {
        std::uint32_t slot = nothing;
        float weight = 0;
    };
    class Ballot;
    struct Walk;

    [[nodiscard]] std::vector<Walk> begun(Sketch const& sketch) const;
    [[nodiscard]] std::vector<Vote> votes_for(Sketch const& sketch, Work& work) const;
    void step(std::vector<Walk>& walks, Ballot& ballot, Work& work) const;

    Store const& store_;
    Postings const& postings_;
    Limits const& limits_;
};

} // namespace ducha::neardup
