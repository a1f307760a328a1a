// The roles of an inspection, on both sides of it, and which of them exclude each other.
//
// Source: web.md 3 (screens by role); reliability.md 1.4 (three administrators), 2c.
#pragma once

#include "base/set.h"

#include <optional>

namespace ducha::identity {

enum class Role {
    citizen,  ///< everyone, whatever else he is
    reporter, ///< who holds the receipt of a report
    intake_officer,
    triage_officer,
    team_leader,
    inspector,
    discipline_officer,
    liaison,
    unit_clerk,
    unit_head,
    supervisor,
    disclosure_editor,
    vault_holder,
    bulletin_editor,
    system_administrator,
    security_administrator,
    auditor,
    wall,           ///< an account that stands for a screen on a wall, and for nobody
    local_operator, ///< whoever can open the database file
};

using Roles = Set<Role>;

/// The inspection's own people.
inline constexpr Roles office_side{
    Role::intake_officer,
    Role::triage_officer,
    Role::team_leader,
    Role::inspector,
    Role::discipline_officer,
    Role::disclosure_editor,
    Role::vault_holder,
    Role::bulletin_editor,
};

/// Those whose work is inspected.
inline constexpr Roles inspected_side{
    Role::liaison, Role::unit_clerk, Role::unit_head, Role::supervisor
};

/// Those who run the machine, say who may use it, and look at what both did.
inline constexpr Roles administrators{
    Role::system_administrator, Role::security_administrator, Role::auditor
};

/// The roles that an account can be given. Everyone is a citizen; who holds a receipt is a
/// reporter; the local operator is who can open the database.
inline constexpr Roles given_to_people =
    office_side | inspected_side | administrators | Roles{Role::wall};

/// Nobody holds a role of both.
struct Exclusion {
    Roles one;
    Roles other;
};

inline constexpr Exclusion exclusions[] = {
    {{Role::system_administrator}, {Role::security_administrator, Role::auditor}},
    {{Role::security_administrator}, {Role::auditor}},
    {administrators, office_side | inspected_side},
    {office_side, inspected_side},
    // Whoever passes by stands before it: nothing else can be done there.
    {{Role::wall}, office_side | inspected_side | administrators},
    // Who supervises the team's conduct is not of the team (clause L21-13).
    {{Role::discipline_officer}, {Role::team_leader, Role::inspector}},
};

/// The first exclusion that these roles break; nothing where they go together.
[[nodiscard]] constexpr std::optional<Exclusion> conflict(Roles held)
{
    for (auto const& pair : exclusions) {
        if (!(held & pair.one).empty() && !(held & pair.other).empty()) {
            return pair;
        }
    }
    return std::nullopt;
}

} // namespace ducha::identity

template <>
struct ducha::Codes<ducha::identity::Role> {
    using Role = identity::Role;
    static constexpr CodeRow<Role> table[] = {
        {Role::citizen, "citizen", "公众", "citizen"},
        {Role::reporter, "reporter", "举报人（凭查询码）", "reporter, by receipt"},
        {Role::intake_officer, "intake_officer", "受理员", "intake officer"},
        {Role::triage_officer, "triage_officer", "分办员", "triage officer"},
        {Role::team_leader, "team_leader", "督察组长", "team leader"},
        {Role::inspector, "inspector", "督察人员", "inspector"},
        {Role::discipline_officer, "discipline_officer", "纪律监督员", "discipline officer"},
        {Role::liaison, "liaison", "对接员", "liaison"},
        {Role::unit_clerk, "unit_clerk", "承办人员", "unit clerk"},
        {Role::unit_head, "unit_head", "承办单位负责人", "unit head"},
        {Role::supervisor, "supervisor", "上级主管", "supervisor"},
        {Role::disclosure_editor, "disclosure_editor", "公开审核", "disclosure editor"},
        {Role::vault_holder, "vault_holder", "密件保管人", "vault holder"},
        {Role::bulletin_editor, "bulletin_editor", "统计员", "bulletin editor"},
        {Role::system_administrator, "system_administrator", "系统管理员", "system administrator"},
        {Role::security_administrator,
         "security_administrator",
         "安全管理员",
         "security administrator"},
        {Role::auditor, "auditor", "审计员", "auditor"},
        {Role::wall, "wall", "大屏", "wall screen"},
        {Role::local_operator, "local_operator", "本机操作员", "local operator"},
    };
};
