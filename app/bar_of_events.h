// A bar for walks over all that the ledger holds.
#pragma once

#include "domain/ledger/audit.h"

#include <string_view>

namespace ducha::app {

/// Drawn from the first report on of how many events of the database were gone through.
[[nodiscard]] ledger::Progress bar_of_events(db::Connection& connection, std::string_view label);

} // namespace ducha::app
