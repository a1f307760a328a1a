// What must hold, in every build.
#include "base/invariant.h"

#include <unistd.h>

#include <cstdlib>

namespace ducha {

void invariant_broken(std::string_view rule) noexcept
{
    // Nothing may be allocated here: the heap may be what is broken.
    constexpr std::string_view head = "ducha: a rule of the program itself is broken: ";
    [[maybe_unused]] auto written = ::write(STDERR_FILENO, head.data(), head.size());
    written = ::write(STDERR_FILENO, rule.data(), rule.size());
    written = ::write(STDERR_FILENO, "\n", 1);
    std::abort();
}

} // namespace ducha
