// What a person's roles allow somewhere.
#include "platform/identity/permitted.h"

#include <algorithm>

namespace ducha::identity {
namespace {

bool is_open_somewhere(Policy const& policy, Role role, std::string_view act)
{
    for (auto const& relation : Codes<Relation>::table) {
        for (auto const& state : Codes<State>::table) {
            auto const verdict = policy.verdict({role, act, relation.value, state.value});
            if (verdict.may || verdict.approves) {
                return true;
            }
        }
    }
    return false;
}

} // namespace

std::vector<Role> roles_that_count(Principal const& principal)
{
    std::vector<Role> roles;
    for (auto const& grant : grants_that_count(principal)) {
        if (grant.role != Role::citizen && std::ranges::find(roles, grant.role) == roles.end()) {
            roles.push_back(grant.role);
        }
    }
    return roles;
}

std::vector<std::string> permitted(Policy const& policy, std::vector<Role> const& roles)
{
    std::vector<std::string> codes;
    for (auto const& act : policy.acts()) {
        auto const opens = [&](Role role) { return is_open_somewhere(policy, role, act.act); };
        if (std::ranges::any_of(roles, opens)) {
            codes.emplace_back(act.act);
        }
    }
    std::ranges::sort(codes);
    return codes;
}

} // namespace ducha::identity
