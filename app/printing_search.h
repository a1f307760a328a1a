// What people and machines read of a search.
#pragma once

#include "domain/search/search.h"

#include "app/verbs.h"

namespace ducha::app {

/// A hit with what people call its report, object and case.
struct NamedHit {
    search::Hit hit;
    std::string object;      ///< its code
    std::string report;      ///< its own id
    std::string case_number; ///< empty: none yet
};

[[nodiscard]] std::string print_search(
    search::Page const& page, std::vector<NamedHit> const& hits, Arguments const& arguments
);

} // namespace ducha::app
