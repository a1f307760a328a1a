// 人员: the decisions.
#include "domain/staff/staff.h"

#include "domain/inspection/units.h"
#include "domain/staff/staff_refusals.h"

#include <algorithm>

namespace ducha::staff {
namespace {

constexpr std::size_t shortest_login = 2;
constexpr std::size_t longest_login = 32;

bool is_small_letter(char letter)
{
    return letter >= 'a' && letter <= 'z';
}

bool is_of_login(char letter)
{
    return is_small_letter(letter) || (letter >= '0' && letter <= '9') || letter == '.' ||
        letter == '_' || letter == '-';
}

/// What a role can be, for who gave another.
std::string roles_text()
{
    std::string text;
    for (auto const& row : Codes<identity::Role>::table) {
        if (identity::given_to_people.contains(row.value)) {
            text += (text.empty() ? "" : ", ") + std::string{row.code};
        }
    }
    return text;
}

bool has_unit(inspection::InspectedObject const& object, std::string_view unit)
{
    if (object.kind == inspection::ObjectKind::group) {
        return std::ranges::find(object.units, unit, &inspection::Unit::code) != object.units.end();
    }
    return unit.starts_with(object.region) &&
        inspection::UnitTree::built_in().find(unit) != nullptr;
}

Result<void> check_scope(Scope const& scope, std::vector<inspection::Inspection> const& all)
{
    if ((scope.inspection.empty() && !scope.object.empty()) ||
        (scope.object.empty() && !scope.unit.empty())) {
        return refuse(refusals, StaffRefusal::scope_with_a_gap);
    }
    if (scope.inspection.empty()) {
        return {};
    }
    auto const of = std::ranges::find(all, scope.inspection, &inspection::Inspection::id);
    if (of == all.end()) {
        return refuse(
            refusals, StaffRefusal::no_such_inspection, scope.inspection, {}, "inspection"
        );
    }
    if (scope.object.empty()) {
        return {};
    }
    auto const object =
        std::ranges::find(of->objects, scope.object, &inspection::InspectedObject::code);
    if (object == of->objects.end()) {
        return refuse(refusals, StaffRefusal::no_such_object, scope.object, {}, "object");
    }
    if (!scope.unit.empty() && !has_unit(*object, scope.unit)) {
        return refuse(refusals, StaffRefusal::no_such_unit, scope.unit, {}, "unit");
    }
    return {};
}

bool holds(Person const& person, Grant const& grant)
{
    return std::ranges::find(person.grants, grant) != person.grants.end();
}

/// A person who is there and still has a name.
Result<void> check_person(PersonView const& view, PersonId id)
{
    auto const number = std::to_string(id.get());
    if (!view.person) {
        return refuse(refusals, StaffRefusal::no_such_person, number, {}, "person");
    }
    if (view.person->login.empty()) {
        return refuse(refusals, StaffRefusal::erased, number, {}, "person");
    }
    return {};
}

} // namespace

Result<void> check_login(std::string_view login)
{
    bool const fits = login.size() >= shortest_login && login.size() <= longest_login &&
        is_small_letter(login.front()) && std::ranges::all_of(login, is_of_login);
    if (!fits) {
        return refuse(
            refusals,
            StaffRefusal::bad_login,
            std::string{login},
            "2 to 32 of a-z, 0-9, `.`, `_`, `-`, beginning with a letter",
            "login"
        );
    }
    return {};
}

Result<void> check_grant(Grant const& grant, std::vector<inspection::Inspection> const& all)
{
    auto const role = from_code<identity::Role>(grant.role);
    if (!role || !identity::given_to_people.contains(*role)) {
        return refuse(refusals, StaffRefusal::bad_role, grant.role, roles_text(), "role");
    }
    return check_scope(grant.scope, all);
}

Result<std::optional<RoleGranted>> decide(GrantRole const& act, PersonView const& view)
{
    if (auto const there = check_person(view, act.person); !there) {
        return std::unexpected{there.error()};
    }
    if (view.person->suspended) {
        return refuse(refusals, StaffRefusal::suspended, std::to_string(act.person.get()));
    }
    if (auto const fits = check_grant(act.grant, view.inspections); !fits) {
        return std::unexpected{fits.error()};
    }
    if (holds(*view.person, act.grant)) {
        return std::nullopt;
    }
    return RoleGranted{act.person, act.grant};
}

Result<std::optional<RoleRevoked>> decide(RevokeRole const& act, PersonView const& view)
{
    if (!view.person) {
        return refuse(refusals, StaffRefusal::no_such_person, std::to_string(act.person.get()));
    }
    if (!holds(*view.person, act.grant)) {
        return refuse(refusals, StaffRefusal::no_such_grant, act.grant.role, {}, "role");
    }
    return RoleRevoked{act.person, act.grant};
}

Result<std::optional<PersonSuspended>> decide(SuspendPerson const& act, PersonView const& view)
{
    if (!view.person) {
        return refuse(refusals, StaffRefusal::no_such_person, std::to_string(act.person.get()));
    }
    if (view.person->suspended) {
        return std::nullopt;
    }
    return PersonSuspended{act.person, act.ground};
}

Result<std::optional<PersonReinstated>> decide(ReinstatePerson const& act, PersonView const& view)
{
    if (auto const there = check_person(view, act.person); !there) {
        return std::unexpected{there.error()};
    }
    if (!view.person->suspended) {
        return std::nullopt;
    }
    return PersonReinstated{act.person};
}

guard::Facts guard_facts(PersonAdmitted const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(RoleGranted const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(RoleRevoked const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(PersonSuspended const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(PersonReinstated const& /*event*/)
{
    return {};
}

} // namespace ducha::staff
