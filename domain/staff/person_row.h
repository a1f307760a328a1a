// A person and their roles as they lie in the rows.
#pragma once

#include "platform/db/connection.h"

#include "domain/staff/staff.h"

namespace ducha::staff {

/// The one person that a query finds; its columns are those of sql/person.sql.
[[nodiscard]] std::optional<Person>
person_found(db::Connection& connection, db::Query const& query, db::Value const& by);

[[nodiscard]] std::vector<Grant> grants_of(db::Connection& connection, PersonId id);

} // namespace ducha::staff
