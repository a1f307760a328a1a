// The spelling of paths and queries. Inside of http.
#pragma once

#include "platform/http/form.h"
#include "platform/http/http_refusals.h"

#include <expected>
#include <string>
#include <string_view>

namespace ducha::http {

/// Appends `text` with each `%` and two hexadecimal digits as the byte that they name.
/// plus_is_blank   as in forms and queries, not in paths
/// returns         false where a `%` is without its digits
template <class Bytes>
[[nodiscard]] bool append_decoded(Bytes& decoded, std::string_view text, bool plus_is_blank);

/// Decoded, UTF-8, without a character 0; or why not.
[[nodiscard]] std::expected<std::string, Reason> decoded_text(std::string_view text);

/// Whether a decoded piece of a path is one that names something: no `.` or `..`, no `/` or `\`,
/// no control character, UTF-8.
[[nodiscard]] std::expected<void, Reason> check_segment(std::string_view segment);

} // namespace ducha::http
