// How long a session lives, and when it locks itself.
#pragma once

#include "domain/staff/entrance.h"

namespace ducha::staff {

inline constexpr std::int64_t day = 24 * hour;

/// How long after it began a session of somebody with these grants is over, in microseconds.
[[nodiscard]] std::int64_t life(Limits const& limits, std::vector<Grant> const& grants);

/// Whether a session that was last used then has locked itself.
[[nodiscard]] bool
is_idle(Limits const& limits, std::vector<Grant> const& grants, Instant last_seen, Instant now);

} // namespace ducha::staff
