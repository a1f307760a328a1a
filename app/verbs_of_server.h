// What the command line can do about the server: kept apart, as it needs the network.
#pragma once

#include "app/verbs.h"

namespace ducha::app {

/// Serves until somebody asks it to end.
int run_serve(Arguments const& arguments);
int run_config_check(Arguments const& arguments);
int run_config_keys(Arguments const& arguments);
int run_openapi(Arguments const& arguments);

} // namespace ducha::app
