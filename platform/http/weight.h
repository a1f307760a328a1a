// The weights by which a client says what it would rather have. Inside of http.
#pragma once

#include <string_view>

namespace ducha::http {

/// The weight in thousandths, 0 to 1000, of `;q=0.8`; 1000 where none is said, 0 for what is none.
/// source   RFC 9110, section 12.4.2
[[nodiscard]] int weight_of(std::string_view parameters);

} // namespace ducha::http
