// How a grant is spelled in JSON.
#pragma once

#include "platform/json/record.h"

#include "domain/staff/staff.h"

namespace ducha::staff {

template <class Fields>
void describe(Fields& fields, Grant& grant)
{
    fields.field("role", grant.role);
    fields.field("inspection", grant.scope.inspection);
    fields.field("object", grant.scope.object);
    fields.field("unit", grant.scope.unit);
}

} // namespace ducha::staff
