// How long an index takes from its snapshot until it answers.
#pragma once

#include "platform/tabular/whole_file.h"

#include "engines/neardup/neardup.h"

#include "bench/figures.h"

#include <filesystem>

namespace ducha::bench {

/// An index and the file in which it goes on.
struct Restarted {
    tabular::PrivateMapping bytes;
    neardup::Index index;
};

/// Writes a snapshot of the index, gives the index up, and begins again from the file: once when
/// nothing of the file lies in memory, once when all of it does. Each time it is ready when it
/// has answered for `report` as before; another answer ends the program.
///
/// throws   Trouble
[[nodiscard]] Restarted measure_restart(
    neardup::Index index,
    neardup::Document const& report,
    std::filesystem::path const& file,
    Figures& figures
);

} // namespace ducha::bench
