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

inline constexpr std::string_view session_schema =
    R"({"properties":{"authenticated":{"format":"date-time","type":"string"},"created":)"
    R"({"format":"date-time","type":"string"},"last_seen":{"format":"date-time","type":"string"},)"
    R"("locked":{"type":"boolean"},"name":{"type":"string"}},"required":["authenticated",)"
    R"("created","last_seen","locked","name"],"type":"object"})";

inline constexpr std::string_view key_schema =
    R"({"properties":{"created":{"format":"date-time","type":"string"},"expires":{"format":)"
    R"("date-time","type":"string"},"name":{"type":"string"},"roles":{"items":{"type":"string"},)"
    R"("type":"array"},"title":{"type":"string"}},"required":["created","expires","name","roles",)"
    R"("title"],"type":"object"})";

inline constexpr std::string_view wish_schema =
    R"({"additionalProperties":false,"properties":{"life_days":{"maximum":366,"minimum":1,)"
    R"("type":"integer"},"roles":{"items":{"type":"string"},"type":"array"},"title":{"type":)"
    R"("string"}},"required":["life_days","roles","title"],"type":"object"})";

inline constexpr std::string_view new_key_schema =
    R"({"properties":{"key":{"$ref":"#/components/schemas/Key"},"token":{"type":"string"}},)"
    R"("required":["key","token"],"type":"object"})";

inline constexpr std::string_view password_schema =
    R"({"additionalProperties":false,"properties":{"password":{"type":"string"}},)"
    R"("required":["password"],"type":"object"})";

inline constexpr std::string_view authenticator_schema =
    R"({"properties":{"uri":{"format":"uri","type":"string"}},"required":["uri"],"type":"object"})";

inline constexpr std::string_view added_schema =
    R"({"properties":{"added":{"type":"boolean"}},"required":["added"],"type":"object"})";

inline constexpr std::string_view web_report_schema =
    R"({"additionalProperties":false,"properties":{"object":{"type":"string"},"report":)"
    R"({"additionalProperties":false,"properties":{"enterprise":{"type":"string"},"evidence":)"
    R"({"type":"string"},"form":{"pattern":"^[0-9a-f]{32}$","type":"string"},"kind":{"type":)"
    R"("string"},"name":{"type":"string"},"place":{"type":"string"},"telephone":{"type":)"
    R"("string"},"text":{"type":"string"},"types":{"items":{"type":"string"},"type":"array"},)"
    R"("when":{"type":"string"}},"required":["enterprise","evidence","form","kind","name",)"
    R"("place","telephone","text","types","when"],"type":"object"}},"required":["object",)"
    R"("report"],"type":"object"})";

inline constexpr std::string_view receipt_schema =
    R"({"properties":{"receipt":{"type":"string"},"repeated":{"type":"boolean"}},)"
    R"("required":["receipt","repeated"],"type":"object"})";

} // namespace ducha::app::serve
