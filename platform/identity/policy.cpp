// The table of permissions, compiled, and the decision.
#include "platform/identity/policy.h"

#include <algorithm>

namespace ducha::identity {
namespace {

constexpr RefusalRow<PolicyRefusal> refusals[] = {
    {PolicyRefusal::not_permitted,
     "policy.not_permitted",
     "没有这项权限，或者没有这件事",
     "this is not permitted, or is not there"},
    {PolicyRefusal::roles_exclude,
     "policy.roles_exclude",
     "所任角色互相排斥，须先由安全管理员更正",
     "the roles held exclude each other: the security administrator must put that right"},
    {PolicyRefusal::prove_again,
     "policy.prove_again",
     "请重新验证身份（5 分钟内有效）",
     "prove again who you are: it serves for five minutes"},
    {PolicyRefusal::needs_second_person,
     "policy.needs_second_person",
     "须由另一人批准：请先提请",
     "a second person must approve: propose it"},
    {PolicyRefusal::needs_no_second_person,
     "policy.needs_no_second_person",
     "无须另一人批准：请直接办理",
     "no second person is needed: do it"},
};

/// What a role asks to have been proved.
bool proved(Role role, Proof proof)
{
    switch (role) {
    case Role::citizen:
    case Role::local_operator:
        return true;
    case Role::reporter:
        return proof == Proof::receipt;
    default:
        return proof == Proof::password || proof == Proof::two_factors;
    }
}

/// Calls `visitor` with every cell that a rule speaks of.
template <class Visitor>
void each_cell(Rule const& rule, Visitor const& visitor)
{
    for (auto const& role : Codes<Role>::table) {
        if (!(rule.roles | rule.second).contains(role.value)) {
            continue;
        }
        for (auto const& relation : Codes<Relation>::table) {
            if (!rule.units.contains(relation.value)) {
                continue;
            }
            for (auto const& state : Codes<State>::table) {
                if (rule.states.contains(state.value)) {
                    visitor(Cell{role.value, {}, relation.value, state.value});
                }
            }
        }
    }
}

bool serves(Verdict const& verdict, Hand hand)
{
    return hand == Hand::alone || hand == Hand::proposing ? verdict.may : verdict.approves;
}

/// How much a verdict asks of whoever uses it.
int burden(Verdict const& verdict)
{
    return (verdict.second_person ? 2 : 0) + (verdict.reauthenticate ? 1 : 0);
}

bool proof_is_fresh(Principal const& principal, Instant now)
{
    auto const age = now.microseconds - principal.proved.microseconds;
    return principal.proof != Proof::none && age >= 0 && age <= longest_proof;
}

} // namespace

bool Scope::covers(Place const& place) const
{
    return (inspection.empty() || inspection == place.inspection) &&
        (object.empty() || object == place.object);
}

bool Scope::is_everywhere() const
{
    return *this == Scope{};
}

Roles Principal::roles() const
{
    Roles held;
    for (auto const& grant : grants) {
        held = held | Roles{grant.role};
    }
    return held;
}

Principal local_operator(std::string pseudonym)
{
    return {
        .pseudonym = std::move(pseudonym),
        .proof = Proof::none,
        .proved = {},
        .grants = {{Role::local_operator, {}}},
    };
}

std::size_t Policy::place(Cell const& cell)
{
    return (static_cast<std::size_t>(cell.role) * relations +
            static_cast<std::size_t>(cell.relation)) *
        states +
        static_cast<std::size_t>(cell.state);
}

void Policy::state_rule(Cells& cells, Rule const& rule)
{
    bool const two = !rule.second.empty();
    each_cell(rule, [&](Cell const& cell) {
        auto& verdict = cells[place(cell)];
        if (rule.roles.contains(cell.role)) {
            verdict.may = true;
            verdict.second_person |= two;
            verdict.reauthenticate |= rule.reauthenticate;
            verdict.sees = verdict.sees | rule.sees;
        }
        if (rule.second.contains(cell.role)) {
            verdict.approves = true;
            verdict.other_unit |= rule.other_unit;
        }
    });
}

Policy::Policy(std::vector<ActRules> acts, std::vector<Rule> everywhere)
    : acts_{std::move(acts)}, everywhere_{std::move(everywhere)}
{
    for (auto const& act : acts_) {
        auto const [known, is_new] = cells_.try_emplace(act.act);
        invariant(is_new, "an act has its rows in one place");
        for (auto const& rule : act.rules) {
            state_rule(known->second, rule);
        }
        for (auto const& rule : everywhere_) {
            state_rule(known->second, rule);
        }
    }
}

Verdict Policy::verdict(Cell const& cell) const
{
    auto const known = cells_.find(cell.act);
    return known == cells_.end() ? Verdict{} : known->second[place(cell)];
}

Policy Policy::with(Cell const& cell, Verdict const& verdict) const
{
    auto changed = *this;
    changed.cells_.at(cell.act)[place(cell)] = verdict;
    return changed;
}

std::vector<Cell> Policy::said_twice() const
{
    std::vector<Cell> twice;
    for (auto const& act : acts_) {
        std::array<Set<Hand>, roles * relations * states> said{};
        for (auto const& rule : act.rules) {
            each_cell(rule, [&](Cell cell) {
                Set<Hand> hands;
                if (rule.roles.contains(cell.role)) {
                    hands = hands | Set<Hand>{Hand::alone};
                }
                if (rule.second.contains(cell.role)) {
                    hands = hands | Set<Hand>{Hand::approving};
                }
                auto& before = said[place(cell)];
                if (!(before & hands).empty()) {
                    cell.act = act.act;
                    twice.push_back(cell);
                }
                before = before | hands;
            });
        }
    }
    return twice;
}

std::vector<Grant> grants_that_count(Principal const& principal)
{
    if (conflict(principal.roles())) {
        return {};
    }
    std::vector<Grant> grants{{Role::citizen, {}}};
    for (auto const& grant : principal.grants) {
        if (proved(grant.role, principal.proof)) {
            grants.push_back(grant);
        }
    }
    return grants;
}

Result<Seen>
seen(Policy const& policy, Principal const& principal, std::string_view act, Place const& place)
{
    Seen seen;
    bool any = false;
    for (auto const& [role, scope] : grants_that_count(principal)) {
        auto const relation = identity::relation(scope.unit, place.unit);
        for (auto const& state : Codes<State>::table) {
            auto const verdict = policy.verdict({role, act, relation, state.value});
            if (scope.covers(place) && verdict.answers()) {
                auto& fields = seen[static_cast<std::size_t>(state.value)];
                fields = fields.value_or(Fields{}) | verdict.sees;
                any = true;
            }
        }
    }
    if (any) {
        return seen;
    }
    return refuse(
        refusals,
        conflict(principal.roles()) ? PolicyRefusal::roles_exclude : PolicyRefusal::not_permitted,
        std::string{act}
    );
}

Result<Decision>
decide(Policy const& policy, Principal const& principal, Question const& question, Instant now)
{
    std::string const act{question.act};
    if (conflict(principal.roles())) {
        return refuse(refusals, PolicyRefusal::roles_exclude, act);
    }
    std::optional<Decision> best;
    for (auto const& [role, scope] : grants_that_count(principal)) {
        auto const relation = identity::relation(scope.unit, question.place.unit);
        auto const verdict = policy.verdict({role, question.act, relation, question.state});
        bool const allows = scope.covers(question.place) && serves(verdict, question.hand);
        if (allows && (!best || burden(verdict) < burden(best->verdict))) {
            best = Decision{role, scope.unit, verdict};
        }
    }
    if (!best) {
        return refuse(refusals, PolicyRefusal::not_permitted, act);
    }
    if (question.hand == Hand::alone && best->verdict.second_person) {
        return refuse(refusals, PolicyRefusal::needs_second_person, act);
    }
    if (question.hand == Hand::proposing && !best->verdict.second_person) {
        return refuse(refusals, PolicyRefusal::needs_no_second_person, act);
    }
    bool const formal = question.hand == Hand::approving || best->verdict.reauthenticate;
    if (formal && !proof_is_fresh(principal, now)) {
        return refuse(refusals, PolicyRefusal::prove_again, act);
    }
    return *best;
}

} // namespace ducha::identity
