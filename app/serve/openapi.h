// What the API offers, as OpenAPI 3.1: made from the same table as its routes.
#pragma once

#include <string>

namespace ducha::app::serve {

/// The document, canonical JSON, always the same for the same program.
/// cost   about 10 ms
[[nodiscard]] std::string openapi_text();

} // namespace ducha::app::serve
