// Ctrl-C: the act in hand is finished, and no further one is begun.
#pragma once

#include <csignal>

namespace ducha::app {

/// From now on SIGINT and SIGTERM ask the program to end; the second one ends it at once.
void listen_for_interrupts();

/// Called between two acts.
/// throws   Trouble(interrupted) if somebody asked
void end_if_asked();

/// SIGINT and SIGTERM, held back in this thread and in those that it starts: a program of many
/// threads hears them in one place.
class HeldInterrupts {
public:
    HeldInterrupts();
    HeldInterrupts(HeldInterrupts const&) = delete;
    HeldInterrupts& operator=(HeldInterrupts const&) = delete;
    /// Lets them through again.
    ~HeldInterrupts();

    /// Sleeps until somebody asks the program to end.
    void wait() const;

private:
    sigset_t before_{};
};

} // namespace ducha::app
