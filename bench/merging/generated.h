// A generated corpus of any size: the valid reports of many simulated objects, in one order of
// arrival.
//
// Chunk by chunk, in rounds: a round has one chunk for each object of the built-in profile
// `second-round-fourth-batch`, scaled, with chances (and so cities, names and people) of its own.
// All chunks play in the same days. The same wish gives the same bytes, whatever `threads` is.
#pragma once

#include "simulation/simulation.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>

namespace ducha::bench {

struct CorpusWish {
    std::int64_t reports = 0; ///< 1 or more
    std::uint64_t seed = 1;
    simulation::Noise noise;
    /// At most so many reports a round. An object has names for some ten thousands of enterprises
    /// and no more: larger rounds repeat them.
    std::int64_t round_reports = 350'000;
    unsigned threads = 2;
};

/// Problems that share their words with another problem, so that no engine can tell them apart by
/// these words alone.
struct Twins {
    std::int64_t of = 0;       ///< problems that have such words
    std::int64_t in_chunk = 0; ///< share them with another problem of their chunk
    std::int64_t across = 0;   ///< share them with a problem of another chunk
};

struct CorpusMade {
    std::int64_t reports = 0;
    std::int64_t problems = 0;
    std::int64_t chunks = 0;
    Twins by_enterprise;            ///< the name alone
    Twins by_enterprise_and_place;  ///< name, district, town, and estate or village
    Twins by_enterprise_and_county; ///< name, city and county
    Twins by_issue_and_place;       ///< of problems without an enterprise
};

/// Told how many steps are done; a report is a step when it is generated and when it is merged.
using StepsDone = std::function<void(std::int64_t steps)>;

/// Writes the corpus to `path`; chunks lie in `path`.chunks until they are merged, so the disk
/// needs twice the room.
///
/// done     called by the calling thread only
/// throws   Trouble (io, disk_full)
/// memory   the reports of one chunk for each thread, whatever the number of reports
CorpusMade
make_corpus(CorpusWish const& wish, std::filesystem::path const& path, StepsDone const& done = {});

} // namespace ducha::bench
