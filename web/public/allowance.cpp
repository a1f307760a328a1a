// How often the visitors of one network may do a thing.
#include "web/public/allowance.h"

#include <algorithm>

namespace ducha::web {

Allowance::Allowance(std::int64_t at_once, std::int64_t pause, std::size_t most_networks)
    : at_once_{at_once}, pause_{pause}, most_networks_{most_networks}
{
}

bool Allowance::take(std::uint64_t network, Instant now)
{
    auto found = full_again_.find(network);
    if (found == full_again_.end()) {
        forget_idle(now);
        if (full_again_.size() >= most_networks_) {
            return true;
        }
        found = full_again_.emplace(network, now.microseconds).first;
    }
    auto const full_again = std::max(found->second, now.microseconds) + pause_;
    bool const is_left = full_again - now.microseconds <= at_once_ * pause_;
    if (is_left) {
        found->second = full_again;
    }
    return is_left;
}

/// Whoever has everything again is as good as new. Looked for only where room is needed.
void Allowance::forget_idle(Instant now)
{
    if (full_again_.size() >= most_networks_) {
        std::erase_if(full_again_, [&](auto const& one) { return one.second <= now.microseconds; });
    }
}

} // namespace ducha::web
