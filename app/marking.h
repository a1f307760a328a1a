// Texts with words marked in them, as a person reads them on a terminal or on paper.
#pragma once

#include "engines/neardup/neardup.h"

#include <string>
#include <string_view>
#include <vector>

namespace ducha::app {

/// What stands before and behind a marked word.
struct Marks {
    std::string_view begin = "〖"; ///< not 【】: these stand for what was taken out of a text
    std::string_view end = "〗";
};

/// Bold where standard output is a terminal and NO_COLOR is not set; else 〖〗.
[[nodiscard]] Marks marks_of_output();

/// The text in one line, with the spans marked. Of a text of more than `most` code points only
/// what stands within a dozen code points of a mark is shown, and … for the rest.
///
/// spans   of `text`, in bytes, on boundaries of code points; any order, may overlap
[[nodiscard]] std::string marked(
    std::string_view text,
    std::vector<neardup::Span> spans,
    Marks const& marks,
    std::size_t most = 160
);

} // namespace ducha::app
