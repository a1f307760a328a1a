// The inspections of the office and their objects, as every request needs them: kept in memory.
#pragma once

#include "app/office.h"

#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::app::serve {

enum class DirectoryRefusal { no_such_object };

/// threads   safe
class Directory {
public:
    using Inspections = std::shared_ptr<std::vector<inspection::Inspection> const>;

    /// All of them, as they were at most ten seconds ago: another process may set one up.
    [[nodiscard]] Inspections all(Office& office);

    /// refuses   an inspection or an object that is not there
    /// cost      a look-up in memory; of what is not known, a few in the database
    [[nodiscard]] Result<LogId>
    log_of(Office& office, std::string_view inspection, std::string_view object);

    /// From now on they are read anew: one of them has changed.
    void forget();

private:
    [[nodiscard]] Inspections load(Office& office);

    std::mutex changing_;
    Inspections known_;
    Instant since_;
};

} // namespace ducha::app::serve
