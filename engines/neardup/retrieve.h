// Which kept reports are worth a comparison.
#pragma once

#include "engines/neardup/postings.h"
#include "engines/neardup/store.h"

namespace ducha::neardup {

/// The keys by which a report is found later, at most Limits::posted_keys.
[[nodiscard]] std::vector<std::uint32_t> posted_of(Sketch const& sketch, Limits const& limits);

/// How many keys of others a report is held against.
[[nodiscard]] std::size_t most_sought(Limits const& limits);

/// The keys by which others are found that a report may repeat, each with its weight: at most
/// most_sought().
[[nodiscard]] std::vector<Key> sought_of(Sketch const& sketch, Limits const& limits);

/// Walks the lists of a report's keys and of the cells about its pin, the newest entries first,
/// and adds up what it says that another report is met in them.
///
/// An entry that is the k-th of its list, d reports back, is one of about k / d reports: it says
/// the key's weight times log2(1 + d / k). So what is common just here and now says little,
/// without anything being counted.
class Retrieval {
public:
    Retrieval(Store const& store, Postings const& postings, Limits const& limits)
        : store_(store), postings_(postings), limits_(limits)
    {
    }

    /// The slots with most votes, the newer first among equals; at most Limits::looked_at, of one
    /// case at most Limits::verified_per_case, and not the report itself.
    ///
    /// sought   of the report
    /// id       of the report
    /// cost     at most sought.size() x hops_per_list entries; those taken out are stepped over
    ///          and not counted
    [[nodiscard]] std::vector<std::uint32_t>
    nearest(std::span<Key const> sought, std::int64_t id, Work& work) const;

private:
    struct Vote {
        std::uint32_t slot = nothing;
        float weight = 0;
    };
    class Ballot;
    struct Walk;

    [[nodiscard]] std::vector<Walk> begun(std::span<Key const> sought) const;
    [[nodiscard]] std::vector<Vote> votes_for(std::span<Key const> sought, Work& work) const;
    void step(std::vector<Walk>& walks, std::size_t hop, Ballot& ballot) const;

    Store const& store_;
    Postings const& postings_;
    Limits const& limits_;
};

} // namespace ducha::neardup
