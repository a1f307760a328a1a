// System calls on files that fail, or that the process does not survive.
//
// This file's program has its own open, write, fsync, fdatasync, syncfs, rename, link, unlink,
// remove, mkdir, ftruncate and close, which pass on to those of the C library.
#pragma once

#include <cstdint>
#include <string_view>

namespace ducha::tests {

/// What happens at the call that was chosen. A write has written half by then.
enum class Blow {
    io_error, ///< it fails, as on a broken disk
    full,     ///< it fails for want of room
    killed,   ///< the process ends, as by kill -9
};

/// From here on the `at`-th call of this process fails; 0: none.
void fail_call(Blow blow, std::int64_t at);

/// Calls pass again. Returns how many there were meanwhile.
std::int64_t stop_failing_calls();

/// The call that was struck: `fsync`; empty where none was.
std::string_view struck_call();

} // namespace ducha::tests
