// Giving a case its number: the same for a batch and for an urgent notice.
#pragma once

#include "domain/transfer/transfer.h"

namespace ducha::transfer {

/// serial   from 1, the case's own within the scope of its serial
/// day      of the batch in which it is listed
[[nodiscard]] Result<CaseNumbered> number_case(
    casefile::CaseFile const& file, inspection::Placed const& where, std::int64_t serial, Day day
);

} // namespace ducha::transfer
