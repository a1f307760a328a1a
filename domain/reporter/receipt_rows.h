// Where a receipt leads. Inside of reporter.
#pragma once

#include "base/bytes.h"

#include "domain/reporter/reporter.h"

namespace ducha::reporter {

struct ReceiptPlace {
    LogId log;
    ReportId report;
};

/// mark   the keyed hash of a code
[[nodiscard]] std::optional<ReceiptPlace>
find_receipt(db::Connection& connection, Hash const& mark);

/// The same of a code as people write it: what cannot be one takes the same way.
[[nodiscard]] std::optional<ReceiptPlace>
find_receipt(db::Connection& connection, sealed::Receipts const& receipts, std::string_view code);

} // namespace ducha::reporter
