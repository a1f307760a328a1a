// The door of the house: what never passes.
#include "domain/guard/guard.h"

#include "domain/guard/room.h"

namespace ducha::guard {
namespace {

constexpr RefusalRow<GuardRefusal> refusals[] = {
    {GuardRefusal::plan_without_objective,
     "guard.plan_without_objective",
     "整改方案未明确整改目标",
     "the plan states no objective"},
    {GuardRefusal::plan_without_measures,
     "guard.plan_without_measures",
     "整改方案未明确整改措施",
     "the plan states no measures"},
    {GuardRefusal::plan_without_time_limit,
     "guard.plan_without_time_limit",
     "整改方案未明确整改时限",
     "the plan states no time limit"},
    {GuardRefusal::plan_without_responsible_unit,
     "guard.plan_without_responsible_unit",
     "整改方案未明确责任单位",
     "the plan states no responsible unit"},
    {GuardRefusal::immediate_without_result,
     "guard.immediate_without_result",
     "立行立改未说明结果",
     "solved at once, but no result is stated"},
};

} // namespace

std::optional<GuardRefusal> judge(PlanFacts const& plan)
{
    if (plan.immediate) {
        return plan.result.empty() ? std::optional{GuardRefusal::immediate_without_result}
                                   : std::nullopt;
    }
    if (plan.objective.empty()) {
        return GuardRefusal::plan_without_objective;
    }
    if (plan.measures.empty()) {
        return GuardRefusal::plan_without_measures;
    }
    if (!plan.time_limit) {
        return GuardRefusal::plan_without_time_limit;
    }
    if (plan.responsible_unit.empty()) {
        return GuardRefusal::plan_without_responsible_unit;
    }
    return std::nullopt;
}

std::string actor_of(Scene const& scene)
{
    auto const role = scene.permit.decision().as;
    return role == identity::Role::local_operator
        ? scene.person.pseudonym
        : std::string{code(role)} + ":" + scene.person.pseudonym;
}

Result<ledger::Guarded<ledger::Drafts>> Gate::pass(Proposal const& proposal)
{
    ledger::Drafts drafts;
    drafts.reserve(proposal.events().size());
    for (auto const& [draft, facts] : proposal.events()) {
        if (auto const broken = facts.plan ? judge(*facts.plan) : std::nullopt) {
            return refuse(refusals, *broken, {}, {}, std::string{draft.type.name});
        }
        drafts.push_back(draft);
    }
    return ledger::Guarded<ledger::Drafts>{std::move(drafts)};
}

} // namespace ducha::guard
