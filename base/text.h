// UTF-8 text: what is valid, how long it is, how it is cut.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ducha {

/// The offset of the first byte that is not valid UTF-8 (RFC 3629: no surrogates, no overlong
/// forms, at most U+10FFFF); nothing where all of it is valid.
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// One code point of a valid UTF-8 text and the offset of its first byte.
struct CodePoint {
    char32_t value = 0;
    std::size_t offset = 0;
    std::size_t length = 0; ///< bytes, 1 to 4
};

/// Reads the code point at `offset`. Precondition: valid UTF-8, offset < text.size().
[[nodiscard]] CodePoint code_point_at(std::string_view text, std::size_t offset);

/// The number of code points: length as people see it.
[[nodiscard]] std::size_t length_in_code_points(std::string_view text);

/// The longest beginning of `text` of at most `most` code points.
[[nodiscard]] std::string_view first_code_points(std::string_view text, std::size_t most);

void append_utf8(std::string& text, char32_t value);

/// Without blanks, line ends and ideographic spaces (U+3000) at both ends.
[[nodiscard]] std::string_view trimmed(std::string_view text);

[[nodiscard]] std::vector<std::string_view> split(std::string_view text, char separator);

/// The known name that differs from `name` by the fewest letters, and by no more than a third of
/// them: a farther one would mislead. Empty where there is none.
/// cost   O(known x length²)
[[nodiscard]] std::string nearest_of(std::string_view name, std::vector<std::string> const& known);

[[nodiscard]] std::optional<std::int64_t> parse_integer(std::string_view text);

} // namespace ducha
