// What the API offers of itself, beside what the rooms bring. Inside of serve.
#pragma once

#include "app/serve/openapi_operation.h"

namespace ducha::app::serve {

inline constexpr char const* own_tags[] = {"session", "me", "jobs", "imports", "events", "public"};

/// Sessions, one's own ways in, jobs, events, files, reports of the public.
void add_own(Paths& paths);

} // namespace ducha::app::serve
