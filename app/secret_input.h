// A password from whoever runs the command: typed unseen, or one line from a pipe. Never an
// argument, which every user of the machine could read.
#pragma once

#include "base/refusal.h"

#include "platform/identity/secret.h"

namespace ducha::app {

/// From a terminal twice, without echo, asked on standard error; else the first line of standard
/// input.
///
/// refuses   two that differ; no line at all
/// throws    Trouble(io), Trouble(interrupted); the terminal echoes again in any case
[[nodiscard]] Result<identity::Secret> read_new_password(bool chinese);

} // namespace ducha::app
