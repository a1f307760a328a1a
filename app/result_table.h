// Results as a table, as `ducha import results` reads it.
#pragma once

#include "platform/tabular/tabular.h"

#include "domain/handling/handling.h"

#include <filesystem>

namespace ducha::app {

/// The whole table appears at `commit`, or nothing does.
/// throws   Trouble (disk_full or io)
class ResultTable {
public:
    explicit ResultTable(std::filesystem::path const& file);

    void write(handling::CaseResult const& result);
    void commit();

private:
    tabular::Writer writer_;
};

} // namespace ducha::app
