// The port to time.
#include "platform/clock/clock.h"

#include <chrono>

namespace ducha {

Instant SystemClock::now()
{
    auto const since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::microseconds>(since).count()};
}

} // namespace ducha
