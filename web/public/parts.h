// Parts that several pages share. Inside of the pages.
#pragma once

#include "web/public/visit.h"

namespace ducha::web {

/// `8:00`
[[nodiscard]] std::string clock_text(TimeOfDay time);

/// A heading and a paragraph.
[[nodiscard]] Html section(std::string_view title, std::string_view text);

/// A list of plain sentences.
[[nodiscard]] Html list_of(std::vector<std::string> const& items);

/// Telephone and mail box, as a list.
[[nodiscard]] Html other_ways(Visit const& visit);

} // namespace ducha::web
