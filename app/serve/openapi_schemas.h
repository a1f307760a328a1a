// Shapes that no struct has: answers that hold an answer or a problem. Inside of serve.
#pragma once

#include <string_view>

namespace ducha::app::serve {

inline constexpr std::string_view problem_schema =
    R"({"properties":{"code":{"type":"string"},"expected":{"type":"string"},)"
    R"("found":{"type":"string"},"status":{"type":"integer"},"title":{"type":"string"},)"
    R"("type":{"format":"uri","type":"string"},"where":{"type":"string"}},)"
    R"("required":["code","status","title","type"],"type":"object"})";

inline constexpr std::string_view results_schema =
    R"({"properties":{"results":{"items":{"properties":{"done":{"$ref":)"
    R"("#/components/schemas/Done"},"problem":{"$ref":"#/components/schemas/Problem"},)"
    R"("status":{"type":"integer"}},"required":["status"],"type":"object"},"type":"array"}},)"
    R"("required":["results"],"type":"object"})";

} // namespace ducha::app::serve
