// What must hold, in every build.
#pragma once

#include <string_view>

namespace ducha {

/// Stops the process with `rule` on standard error: a bug, never a matter of input.
[[noreturn]] void invariant_broken(std::string_view rule) noexcept;

/// condition   what must hold; false is a bug in this program
/// rule        the sentence that is printed before the process stops
inline void invariant(bool condition, std::string_view rule) noexcept
{
    if (!condition) [[unlikely]] {
        invariant_broken(rule);
    }
}

} // namespace ducha
