// A batch as whoever received it reads it.
#pragma once

#include "domain/transfer/transfer.h"

namespace ducha::transfer {

/// As `load_batch`, without supplements: these are repeats, and how many people reported is not
/// passed on (truth.md).
[[nodiscard]] std::optional<Batch> load_received_batch(
    db::Connection& connection,
    MayReadBatches const& may,
    casefile::MayReadCases const& cases,
    Day day
);

} // namespace ducha::transfer
