// How grants and ways in are spelled in JSON. Included by .cpp files only.
#pragma once

#include "platform/json/record.h"

#include "domain/staff/credentials.h"

namespace ducha::staff {

template <class Fields>
void describe(Fields& fields, Grant& grant)
{
    fields.field("role", grant.role);
    fields.field("inspection", grant.scope.inspection);
    fields.field("object", grant.scope.object);
    fields.field("unit", grant.scope.unit);
}

template <class Fields>
void describe(Fields& fields, OpenSession& session)
{
    fields.field("name", session.name);
    fields.field("created", session.created);
    fields.field("last_seen", session.last_seen);
    fields.field("authenticated", session.authenticated);
    fields.field("locked", session.locked);
}

template <class Fields>
void describe(Fields& fields, ApiKey& key)
{
    fields.field("name", key.name);
    fields.field("title", key.title);
    fields.field("roles", key.roles);
    fields.field("created", key.created);
    fields.field("expires", key.expires);
}

template <class Fields>
void describe(Fields& fields, KeyWish& wish)
{
    fields.field("title", wish.title);
    fields.field("roles", wish.roles);
    fields.field("life_days", wish.life_days);
}

} // namespace ducha::staff
