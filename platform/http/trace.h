// Names of requests across programs. Inside of http.
#pragma once

#include "platform/http/router.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace ducha {
class Random;
} // namespace ducha

namespace ducha::http {

/// Continues the trace of `traceparent`, if it is well-formed, else begins one.
///
/// traceparent   `00-<32 hexadecimal digits>-<16>-<2>`; of later versions what follows is passed
/// over source        W3C Trace Context, level 1, section 3.2
[[nodiscard]] Trace trace_of(std::optional<std::string_view> traceparent, Random& random);

} // namespace ducha::http
