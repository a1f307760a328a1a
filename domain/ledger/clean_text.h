// Texts that stand in signed notes. Inside of ledger.
#pragma once

#include "base/text.h"

#include <string_view>

namespace ducha::ledger {

/// Whether `text` is valid UTF-8, not empty, and holds nothing that is `barred`.
template <class Barred>
bool is_clean(std::string_view text, Barred barred)
{
    if (text.empty() || first_invalid_utf8(text)) {
        return false;
    }
    for (std::size_t i = 0; i < text.size();) {
        auto const point = code_point_at(text, i);
        if (barred(point.value)) {
            return false;
        }
        i += point.length;
    }
    return true;
}

} // namespace ducha::ledger
