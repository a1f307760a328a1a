// People, their sessions and keys, as text or JSON.
#pragma once

#include "domain/staff/credentials.h"

#include "app/verbs.h"

namespace ducha::app {

[[nodiscard]] std::string print_person(staff::Person const& person, Arguments const& arguments);
[[nodiscard]] std::string
print_session(staff::OpenSession const& session, Arguments const& arguments);
[[nodiscard]] std::string
print_key(staff::ApiKey const& key, Instant now, Arguments const& arguments);

} // namespace ducha::app
