// Shapes of what the API itself says, beside those that the rooms bring. Inside of serve.
#pragma once

#include <string_view>

namespace ducha::app::serve {

inline constexpr std::string_view problem_schema =
    R"({"properties":{"code":{"type":"string"},"expected":{"type":"string"},)"
    R"("found":{"type":"string"},"status":{"type":"integer"},"title":{"type":"string"},)"
    R"("type":{"format":"uri","type":"string"},"where":{"type":"string"}},)"
    R"("required":["code","status","title","type"],"type":"object"})";

inline constexpr std::string_view done_schema =
    R"({"additionalProperties":false,"properties":{"events":{"items":{"properties":)"
    R"({"log":{"type":"integer"},"seq":{"type":"integer"},"type":{"type":"string"}},)"
    R"("required":["log","seq","type"],"type":"object"},"type":"array"},)"
    R"("repeated":{"type":"boolean"}},"required":["events","repeated"],"type":"object"})";

inline constexpr std::string_view results_schema =
    R"({"properties":{"results":{"items":{"properties":{"done":{"$ref":)"
    R"("#/components/schemas/Done"},"problem":{"$ref":"#/components/schemas/Problem"},)"
    R"("status":{"type":"integer"}},"required":["status"],"type":"object"},"type":"array"}},)"
    R"("required":["results"],"type":"object"})";

inline constexpr std::string_view proposed_schema =
    R"({"properties":{"digest":{"type":"string"},"done":{"$ref":"#/components/schemas/Done"}},)"
    R"("required":["digest","done"],"type":"object"})";

inline constexpr std::string_view approval_schema =
    R"({"additionalProperties":false,"properties":{"digest":{"type":"string"},)"
    R"("inspection":{"type":"string"}},"required":["digest"],"type":"object"})";

inline constexpr std::string_view objection_schema =
    R"({"additionalProperties":false,"properties":{"inspection":{"type":"string"},)"
    R"("objection":{"enum":["wrong_content","wrong_time","not_lawful"],"type":"string"}},)"
    R"("required":["objection"],"type":"object"})";

inline constexpr std::string_view who_schema =
    R"({"properties":{"authenticated":{"format":"date-time","type":"string"},"grants":{"items":)"
    R"({"properties":{"inspection":{"type":"string"},"object":{"type":"string"},)"
    R"("role":{"type":"string"},"unit":{"type":"string"}},"type":"object"},"type":"array"},)"
    R"("person":{"type":"integer"}},"required":["grants","person"],"type":"object"})";

inline constexpr std::string_view sign_in_schema =
    R"({"additionalProperties":false,"properties":{"code":{"type":"string"},"login":)"
    R"({"type":"string"},"password":{"type":"string"}},"required":["code","login","password"],)"
    R"("type":"object"})";

inline constexpr std::string_view unlock_schema =
    R"({"additionalProperties":false,"properties":{"code":{"type":"string"},"password":)"
    R"({"type":"string"}},"required":["code","password"],"type":"object"})";

inline constexpr std::string_view job_schema =
    R"({"properties":{"events":{"type":"integer"},"id":{"type":"string"},"kind":)"
    R"({"type":"string"},"refusal":{"type":"string"},"state":{"enum":["waiting","running","done",)"
    R"("refused","failed"],"type":"string"}},"required":["events","id","kind","state"],)"
    R"("type":"object"})";

} // namespace ducha::app::serve
