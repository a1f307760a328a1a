// A look at a server from outside, as a supervisor has it.
#pragma once

#include <cstdint>
#include <string>

namespace ducha::app::serve {

/// Asks a server for /readyz and waits for its answer, at most ten seconds.
/// address   as it listens: IPv4 or IPv6
/// returns   whether it is ready to work
[[nodiscard]] bool is_ready(std::string const& address, std::uint16_t port);

} // namespace ducha::app::serve
