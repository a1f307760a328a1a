// Ctrl-C: the act in hand is finished, and no further one is begun.
#include "app/interrupt.h"

#include "platform/trouble.h"

#include <csignal>

namespace ducha::app {
namespace {

std::sig_atomic_t volatile asked = 0;

void note_that_somebody_asked(int /*signal*/)
{
    asked = 1;
}

} // namespace

void listen_for_interrupts()
{
    struct sigaction action{};
    action.sa_handler = note_that_somebody_asked;
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

void end_if_asked()
{
    if (asked != 0) {
        throw Trouble{
            Trouble::Kind::interrupted,
            "已完成的均已保存，再次运行同一命令即可继续 / "
            "what was done is kept; the same command goes on from there"
        };
    }
}

HeldInterrupts::HeldInterrupts()
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGINT);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &ends, &before_);
}

HeldInterrupts::~HeldInterrupts()
{
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

void HeldInterrupts::wait() const
{
    while (asked == 0) {
        // Lets them through for as long as it sleeps, in one step, so that none is missed.
        sigsuspend(&before_);
    }
}

} // namespace ducha::app
