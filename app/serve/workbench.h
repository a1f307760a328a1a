// The built workbench: where it lies, and its routes below /app/.
#pragma once

#include "platform/http/router.h"

#include <filesystem>

namespace ducha::app::serve {

/// Where the workbench lies that belongs to this program: `../app` beside a build,
/// `../share/ducha/app` beside an installed program; empty where there is none.
[[nodiscard]] std::filesystem::path usual_workbench();

/// `/app/assets/...` is kept by browsers for ever, as its names hold a hash of their content; every
/// other path below `/app/` is the application's own, and means its first page. Nothing within is
/// inline, and nothing comes from elsewhere: the content security policy says so.
///
/// folder   without an `index.html`: a page says in both languages what to do
void add_workbench(http::Router& router, std::filesystem::path const& folder);

} // namespace ducha::app::serve
