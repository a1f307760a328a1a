// Many reports in one order, on two cores.
#pragma once

#include "engines/neardup/neardup.h"

#include <cstddef>
#include <functional>

namespace ducha::neardup {

/// Reads `count` reports and calls `decide` for each, in their order: what is decided is the same
/// as without threads, because only reading runs ahead.
///
/// document   the report at a place; called on both threads, each place once; the views must live
///            until the call of `decide` for that place has ended
/// decide     called on the caller's thread, in order; an exception ends the batch
/// cost       the reading is shared by two threads; memory of some thousand prepared reports
void in_order(
    std::size_t count,
    Model const& model,
    std::function<Document(std::size_t)> const& document,
    std::function<void(std::size_t, Prepared const&)> const& decide
);

} // namespace ducha::neardup
