// What people type, read as words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ducha::search {

/// Folded words, each once, none empty, in the order in which they were typed.
struct Words {
    std::vector<std::string> wanted;
    std::vector<std::string> unwanted;
    bool all_passed_over = false; ///< something was typed, and none of it can be looked for

    bool operator==(Words const&) const = default;
};

/// Reads words divided by blanks, `"..."` with its blanks as one, `-` before a word that must not
/// be there. A quotation mark (" “ ” ＂) that is not closed reaches to the end.
///
/// typed   any bytes
/// cost    O(length)
[[nodiscard]] Words read_words(std::string_view typed);

} // namespace ducha::search
