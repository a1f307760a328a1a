// A bulletin as a page: the sentence with its figures set large, the table, bars, formulas, rules.
#pragma once

#include "domain/bulletin/edition.h"

namespace ducha::bulletin {

/// One HTML file that needs nothing else: no script, no font, no address. For a screen from 360 px
/// and for A4. Each figure names its measure and leads to its formula.
[[nodiscard]] std::string html_page(Edition const& edition, bool chinese);

} // namespace ducha::bulletin
