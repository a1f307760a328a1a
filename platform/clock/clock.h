// The port to time.
#pragma once

#include "base/instant.h"

namespace ducha {

class Clock {
public:
    Clock() = default;
    Clock(Clock const&) = delete;
    Clock& operator=(Clock const&) = delete;
    virtual ~Clock() = default;

    [[nodiscard]] virtual Instant now() = 0;
};

/// The machine's clock. It may step back: the ledger orders its own times.
class SystemClock final : public Clock {
public:
    [[nodiscard]] Instant now() override;
};

/// A clock that shows what it is set to: replays, simulations, tests.
class SetClock final : public Clock {
public:
    explicit SetClock(Instant at = {}) : at_{at} {}

    void set(Instant at) { at_ = at; }

    [[nodiscard]] Instant now() override { return at_; }

private:
    Instant at_;
};

} // namespace ducha
