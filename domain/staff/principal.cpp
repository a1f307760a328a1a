// A person of the office as the policy knows one.
#include "domain/staff/principal.h"

#include <algorithm>

namespace ducha::staff {
namespace {

inspection::InspectedObject const*
object_of(Scope const& scope, std::vector<inspection::Inspection> const& all)
{
    for (auto const& inspection : all) {
        auto const found =
            std::ranges::find(inspection.objects, scope.object, &inspection::InspectedObject::code);
        if (inspection.id == scope.inspection && found != inspection.objects.end()) {
            return &*found;
        }
    }
    return nullptr;
}

/// The path of a unit of a group: its object's, and the units above it.
identity::UnitPath path_of(inspection::InspectedObject const& object, std::string const& code)
{
    auto const unit = std::ranges::find(object.units, code, &inspection::Unit::code);
    if (unit == object.units.end()) {
        return object.unit();
    }
    return path_of(object, unit->parent).below(code);
}

identity::UnitPath unit_of(Scope const& scope, std::vector<inspection::Inspection> const& all)
{
    auto const* const object = object_of(scope, all);
    if (object == nullptr) {
        return {};
    }
    auto const region = identity::UnitPath::of_region(scope.unit);
    return scope.unit.empty()    ? object->unit()
        : object->region.empty() ? path_of(*object, scope.unit)
        : region.empty()         ? object->unit()
                                 : region;
}

} // namespace

identity::Principal principal_of(Who const& who, std::vector<inspection::Inspection> const& all)
{
    identity::Principal principal{
        .pseudonym = who.pseudonym,
        .proof = identity::Proof::password,
        .proved = who.authenticated.value_or(Instant{}),
        .grants = {},
    };
    for (auto const& grant : who.grants) {
        auto const role = from_code<identity::Role>(grant.role);
        if (!role || !identity::given_to_people.contains(*role)) {
            continue;
        }
        identity::Scope scope{grant.scope.inspection, grant.scope.object, {}};
        if (identity::inspected_side.contains(*role)) {
            scope.unit = unit_of(grant.scope, all);
        }
        principal.grants.push_back({*role, std::move(scope)});
    }
    return principal;
}

} // namespace ducha::staff
