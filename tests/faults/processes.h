// Work in processes of its own, and what comes back even from one that died.
#pragma once

#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <stdexcept>
#include <thread>
#include <type_traits>
#include <vector>

namespace ducha::tests {

/// A value that a child process shares with its parent, zero at first.
template <class T>
class Shared {
    static_assert(std::is_trivially_copyable_v<T>);

public:
    Shared()
        : at_{::mmap(nullptr, sizeof(T), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0)}
    {
        if (at_ == MAP_FAILED) {
            throw std::bad_alloc{};
        }
    }
    Shared(Shared const&) = delete;
    Shared& operator=(Shared const&) = delete;
    ~Shared() { ::munmap(at_, sizeof(T)); }

    T& operator*() const { return *static_cast<T*>(at_); }
    T* operator->() const { return static_cast<T*>(at_); }

private:
    void* at_;
};

/// Starts `work` in a child process, which ends with the exit code that it returns, or 99 where
/// it throws.
template <class Work>
pid_t start(Work const& work)
{
    std::fflush(nullptr); // so that nothing is printed twice
    auto const child = ::fork();
    if (child == 0) {
        int code = 99;
        try {
            code = work();
        } catch (std::exception const& error) {
            std::printf("%s\n", error.what());
        }
        std::fflush(nullptr);
        ::_exit(code);
    }
    if (child < 0) {
        throw std::runtime_error{"no process can be made"};
    }
    return child;
}

/// Waits for a child; its exit code, or minus the number of the signal that ended it.
inline int end_of(pid_t child)
{
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
}

/// Runs `work(number, of)` in as many processes at once as there are cores, and sums what each
/// returns. A process that dies adds nothing, so the sum must be held against what was asked for.
template <class Tally, class Work>
Tally in_processes(Work const& work)
{
    auto const count = static_cast<int>(std::max(std::thread::hardware_concurrency(), 1U));
    std::vector<Shared<Tally>> tallies(static_cast<std::size_t>(count));
    std::vector<pid_t> children;
    for (int number = 0; number < count; ++number) {
        children.push_back(start([&] {
            *tallies[static_cast<std::size_t>(number)] = work(number, count);
            return 0;
        }));
    }
    Tally sum{};
    for (std::size_t number = 0; number < children.size(); ++number) {
        if (end_of(children[number]) == 0) {
            sum += *tallies[number];
        }
    }
    return sum;
}

/// The seed of this run: DUCHA_SEED, or always the same.
inline std::uint64_t seed_of_run()
{
    auto const* const given = std::getenv("DUCHA_SEED");
    return given == nullptr ? 11 : std::strtoull(given, nullptr, 10);
}

inline bool is_soak()
{
    return std::getenv("DUCHA_SOAK") != nullptr;
}

} // namespace ducha::tests
