// The port to time.
#include "platform/clock/clock.h"

#include <chrono>

namespace ducha {

Instant SystemClock::now()
{
    using namespace std::chrono; // NOLINT(google-build-using-namespace)
    auto const since = system_clock::now().time_since_epoch();
    return {duration_cast<microseconds>(since).count()};
}

} // namespace ducha
