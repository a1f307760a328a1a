// Giving a case its number: the same for a batch and for an urgent notice.
#pragma once

#include "domain/transfer/transfer.h"

namespace ducha::transfer {

/// serial   from 1, the case's own within the scope of its serial
/// day      of its batch; none for an urgent notice, which no batch lists yet
[[nodiscard]] Result<CaseNumbered> number_case(
    casefile::CaseFile const& file,
    inspection::Placed const& where,
    std::int64_t serial,
    std::optional<Day> day
);

} // namespace ducha::transfer
