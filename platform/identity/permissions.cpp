// One person before the policy.
#include "platform/identity/identity.h"

#include <algorithm>

namespace ducha::identity {

Permissions::Permissions(Policy const& policy, Principal principal, Places places, Instant now)
    : policy_{policy}, principal_{std::move(principal)}, places_{std::move(places)}, now_{now}
{
}

Place Permissions::place(LogId log) const
{
    bool const bounded = std::ranges::any_of(principal_.grants, [](Grant const& grant) {
        return !grant.scope.is_everywhere();
    });
    return bounded && places_ ? places_(log) : Place{.log = log};
}

Result<Permit> Permissions::permit(Question const& question) const
{
    auto const decision = decide(policy_, principal_, question, now_);
    if (!decision) {
        return std::unexpected{decision.error()};
    }
    return Permit{*decision};
}

Result<Seen> Permissions::seen_in(std::string_view act, LogId log) const
{
    return seen(policy_, principal_, act, place(log));
}

Seen Permit::everything()
{
    Seen seen;
    seen.fill(Fields::all());
    return seen;
}

LocalOperator::LocalOperator(Policy const& policy, std::string pseudonym)
    : permissions_{policy, local_operator(std::move(pseudonym)), {}, {}}
{
}

} // namespace ducha::identity
