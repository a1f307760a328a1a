// Memory that runs out: one allocation fails, or it and all after it.
//
// This file's program has its own `operator new`, and gives SQLite and OpenSSL their memory.
#pragma once

#include <cstdint>

namespace ducha::tests {

/// Who asks for memory: the program by `operator new`, or one of its two large libraries.
enum class Asking { program, sqlite, openssl };

/// Whether memory is there again after the failure.
enum class Shortage { once, lasting };

/// From here on the `at`-th allocation that this thread makes for `asking` fails; 0: none.
void fail_allocation(Asking asking, std::int64_t at, Shortage shortage);

/// Memory is there again. Returns how many allocations were asked for meanwhile.
std::int64_t stop_failing();

} // namespace ducha::tests
