// A password from whoever runs the command.
#include "app/secret_input.h"

#include "platform/trouble.h"

#include "app/interrupt.h"

#include <poll.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <system_error>

namespace ducha::app {
namespace {

using identity::Secret;

/// Longer than any password; what stands behind it is not read.
constexpr std::size_t longest_line = 4096;

enum class InputRefusal { passwords_differ, no_password };

constexpr RefusalRow<InputRefusal> refusals[] = {
    {InputRefusal::passwords_differ,
     "staff.passwords_differ",
     "两次输入的口令不一致",
     "the two passwords differ"},
    {InputRefusal::no_password, "staff.no_password", "没有输入口令", "no password was given"},
};

/// The terminal shows nothing of what is typed while this lives.
class Unseen {
public:
    Unseen()
    {
        if (::tcgetattr(STDIN_FILENO, &before_) != 0) {
            return;
        }
        auto quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        changed_ = ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
    }
    Unseen(Unseen const&) = delete;
    Unseen& operator=(Unseen const&) = delete;
    ~Unseen()
    {
        if (changed_) {
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
            std::fputs("\n", stderr);
        }
    }

    [[nodiscard]] bool works() const { return changed_; }

private:
    termios before_{};
    bool changed_ = false;
};

/// While this lives, Ctrl-C comes in `wait_for_input` alone: not between asking whether it came and
/// waiting, where it would be overlooked.
class HeldInterrupts {
public:
    HeldInterrupts()
    {
        sigset_t held;
        ::sigemptyset(&held);
        ::sigaddset(&held, SIGINT);
        ::sigaddset(&held, SIGTERM);
        ::pthread_sigmask(SIG_BLOCK, &held, &before_);
    }
    HeldInterrupts(HeldInterrupts const&) = delete;
    HeldInterrupts& operator=(HeldInterrupts const&) = delete;
    ~HeldInterrupts() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

    /// throws   Trouble(interrupted)
    void wait_for_input() const
    {
        pollfd input{.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
        do {
            end_if_asked();
        } while (::ppoll(&input, 1, nullptr, &before_) < 0 && errno == EINTR);
    }

private:
    sigset_t before_{};
};

/// Up to the end of the line or of the input; nothing where there is no line.
std::optional<Secret> read_line()
{
    std::string line;
    line.reserve(longest_line); // never moved, so that no copy is left behind
    char letter = 0;
    HeldInterrupts const held;
    while (line.size() < longest_line) {
        held.wait_for_input();
        auto const got = ::read(STDIN_FILENO, &letter, 1);
        if (got < 0) {
            throw Trouble{
                Trouble::Kind::io,
                "cannot read standard input: " + std::generic_category().message(errno)
            };
        }
        if (got == 0 && line.empty()) {
            return std::nullopt;
        }
        if (got == 0 || letter == '\n') {
            break;
        }
        line += letter;
    }
    return Secret{std::move(line)};
}

std::optional<Secret> ask(char const* prompt)
{
    // The echo is off before anybody is asked, so that nothing typed at once is shown or lost.
    Unseen const unseen;
    if (!unseen.works()) {
        throw Trouble{Trouble::Kind::io, "the terminal would show the password"};
    }
    std::fputs(prompt, stderr);
    return read_line();
}

} // namespace

Result<Secret> read_new_password(bool chinese)
{
    bool const typed = ::isatty(STDIN_FILENO) == 1;
    auto first = typed ? ask(chinese ? "新口令：" : "New password: ") : read_line();
    if (!first || first->text().empty()) {
        return refuse(refusals, InputRefusal::no_password);
    }
    if (typed) {
        auto const second = ask(chinese ? "再输入一次：" : "Again: ");
        if (!second || second->text() != first->text()) {
            return refuse(refusals, InputRefusal::passwords_differ);
        }
    }
    return std::move(*first);
}

} // namespace ducha::app
