// A person of the office as the policy knows one.
#pragma once

#include "domain/staff/entrance.h"

namespace ducha::staff {

/// Who was let in, as the policy asks for one. What is no role that people are given counts for
/// nothing. A role of the inspected side without a unit is held in the unit of its object.
///
/// all    the inspections of the office, with their objects
/// cost   O(grants x units of the object)
[[nodiscard]] identity::Principal
principal_of(Who const& who, std::vector<inspection::Inspection> const& all);

} // namespace ducha::staff
