// Who may do and ask what of 人员: the rows of the table of permissions.
#include "domain/staff/staff.h"

namespace ducha::staff {

// Who gives roles has a second beside them, of another kind of administrator; to take something
// away, one is enough, who has just proved who they are. Source: truth.md, "Who may what".
std::vector<identity::ActRules> policy()
{
    using enum identity::Role;
    using enum identity::Field;
    return {
        {"admit_person",
         "登记人员",
         "admit a person",
         {{.roles = {system_administrator}, .second = {security_administrator}}}},
        {"grant_role",
         "授予角色",
         "give a person a role",
         {{.roles = {security_administrator}, .second = {system_administrator}}}},
        {"revoke_role",
         "收回角色",
         "take a role back",
         {{.roles = {security_administrator}, .reauthenticate = true}}},
        {"suspend_person",
         "停用人员",
         "suspend a person",
         {{.roles = {security_administrator, system_administrator}, .reauthenticate = true}}},
        {"reinstate_person",
         "恢复人员",
         "let a suspended person in again",
         {{.roles = {security_administrator}, .second = {system_administrator}}}},
        {"keep_credentials",
         "管理登录方式",
         "keep a person's ways in: password, authenticator, sessions, keys",
         {{.roles = {system_administrator}}}},
        {"read_staff",
         "查看人员与角色",
         "see people and their roles",
         {{.roles = {system_administrator, security_administrator, auditor}, .sees = {summary}}}},
    };
}

} // namespace ducha::staff
