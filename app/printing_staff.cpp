// People, their sessions and keys.
#include "app/printing_staff.h"

#include "platform/json/text.h"

#include "app/printing.h"

#include <fmt/format.h>

namespace ducha::app {
namespace {

/// `inspector` or `liaison@2021-4/SD/3702`.
std::string grant_as_text(staff::Grant const& grant)
{
    auto text = grant.role;
    char mark = '@';
    for (auto const* const part :
         {&grant.scope.inspection, &grant.scope.object, &grant.scope.unit}) {
        if (!part->empty()) {
            text += mark + *part;
        }
        mark = '/';
    }
    return text;
}

std::string grant_as_json(staff::Grant const& grant)
{
    json::ObjectText object;
    object.put("role", json::quoted(grant.role));
    object.put("inspection", json::quoted(grant.scope.inspection));
    object.put("object", json::quoted(grant.scope.object));
    object.put("unit", json::quoted(grant.scope.unit));
    return object.take();
}

std::string quoted(Instant at)
{
    return json::quoted(to_text(at));
}

std::string standing_of(staff::Person const& person, bool chinese)
{
    if (person.login.empty()) {
        return chinese ? "已删除" : "erased";
    }
    if (!person.suspended) {
        return chinese ? "在岗" : "active";
    }
    auto const& ground = code_row(*person.suspended);
    return chinese ? fmt::format("停用（{}）", ground.zh)
                   : fmt::format("suspended ({})", ground.en);
}

} // namespace

std::string print_person(staff::Person const& person, Arguments const& arguments)
{
    std::string roles;
    std::vector<std::string> grants;
    for (auto const& grant : person.grants) {
        roles += (roles.empty() ? "" : " ") + grant_as_text(grant);
        grants.push_back(grant_as_json(grant));
    }
    if (!arguments.json) {
        return fmt::format(
            "{:>5}  {}  {}{}{}  {}",
            person.id.get(),
            person.pseudonym,
            padded(person.login, 14),
            padded(person.name, 12),
            standing_of(person, arguments.chinese),
            roles
        );
    }
    json::ObjectText object;
    object.put("person", std::to_string(person.id.get()));
    object.put("pseudonym", json::quoted(person.pseudonym));
    object.put("login", json::quoted(person.login));
    object.put("name", json::quoted(person.name));
    object.put("suspended", person.suspended ? json::quoted(code(*person.suspended)) : "null");
    object.put("admitted", quoted(person.admitted));
    object.put("grants", json::array_text(grants));
    return object.take();
}

std::string print_session(staff::OpenSession const& session, Arguments const& arguments)
{
    bool const chinese = arguments.chinese;
    if (!arguments.json) {
        return fmt::format(
            "{}  {} {}  {} {}{}",
            session.name,
            chinese ? "登录" : "since",
            to_text(session.created),
            chinese ? "最近使用" : "used",
            to_text(session.last_seen),
            !session.locked ? ""
                : chinese   ? "  已锁定"
                            : "  locked"
        );
    }
    json::ObjectText object;
    object.put("session", json::quoted(session.name));
    object.put("created", quoted(session.created));
    object.put("last_seen", quoted(session.last_seen));
    object.put("authenticated", quoted(session.authenticated));
    object.put("locked", session.locked ? "true" : "false");
    return object.take();
}

std::string print_key(staff::ApiKey const& key, Instant now, Arguments const& arguments)
{
    bool const expired = now >= key.expires;
    bool const chinese = arguments.chinese;
    std::string text;
    std::vector<std::string> roles;
    for (auto const& role : key.roles) {
        text += (text.empty() ? "" : " ") + role;
        roles.push_back(json::quoted(role));
    }
    if (!arguments.json) {
        auto const all = chinese ? "全部角色" : "all roles";
        auto const over = chinese ? "（已过期）" : " (expired)";
        return fmt::format(
            "{}  {}  {} {}{}  {}",
            key.name,
            key.title,
            chinese ? "有效至" : "until",
            to_text(key.expires),
            expired ? over : "",
            text.empty() ? all : text
        );
    }
    json::ObjectText object;
    object.put("key", json::quoted(key.name));
    object.put("title", json::quoted(key.title));
    object.put("roles", json::array_text(roles));
    object.put("created", quoted(key.created));
    object.put("expires", quoted(key.expires));
    object.put("expired", expired ? "true" : "false");
    return object.take();
}

} // namespace ducha::app
