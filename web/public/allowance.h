// How often the visitors of one network may do a thing: so many times at once, then once more after
// each pause. In memory only.
#pragma once

#include "base/instant.h"

#include <cstddef>
#include <cstdint>
#include <unordered_map>

namespace ducha::web {

/// The numbers that stand for networks say nothing of them: http::PeerBucket::key().
///
/// Beyond `most_networks` that were seen lately, whoever is new is let through: a flood from
/// everywhere must not keep the first report of a village out.
///
/// threads   one at a time: the owner locks
/// source    the generic cell rate algorithm (ITU-T I.371)
class Allowance {
public:
    /// at_once   at least 1
    /// pause     microseconds
    Allowance(std::int64_t at_once, std::int64_t pause, std::size_t most_networks = 65'536);

    /// Takes one; false where none is left.
    [[nodiscard]] bool take(std::uint64_t network, Instant now);

private:
    void forget_idle(Instant now);

    std::int64_t at_once_;
    std::int64_t pause_;
    std::size_t most_networks_;
    std::unordered_map<std::uint64_t, std::int64_t> full_again_; ///< when, in microseconds
};

} // namespace ducha::web
