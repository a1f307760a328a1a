// Threads for what may block, fed by one bounded queue a load class. Inside of http.
#pragma once

#include "platform/http/router.h"
#include "platform/http/server.h"

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace ducha::metrics {
class Gauge;
class Registry;
} // namespace ducha::metrics

namespace ducha::http {

using TimePoint = std::chrono::steady_clock::time_point;

/// Exactly one of the two is called, once; or none, where the workers were stopped before.
struct Job {
    std::move_only_function<void()> run;
    std::move_only_function<void()> shed; ///< it waited too long
};

class Workers {
public:
    Workers(int threads, Queues const& queues, metrics::Registry& registry);
    Workers(Workers const&) = delete;
    Workers& operator=(Workers const&) = delete;
    ~Workers();

    void start();

    /// False where the queue of its class is full: neither function will be called.
    [[nodiscard]] bool offer(LoadClass load, Job job, TimePoint now);

    /// The next step of what was begun already: has neither bound nor deadline, and goes first in
    /// its class.
    void go_on(LoadClass load, std::move_only_function<void()> step);

    /// Sheds what has waited beyond its deadline, on this thread.
    void shed_late(TimePoint now);

    /// Takes nothing more, drops what waits, and returns when no job runs any more.
    void stop();

private:
    struct Waiting {
        Job job;
        TimePoint since;
        bool is_step = false;
    };
    struct Lane {
        Queue rules;
        std::size_t most_running = 0; ///< of this class and the less important ones together
        std::deque<Waiting> waiting{};
        std::size_t running = 0;
        TimePoint in_time{}; ///< when the oldest last had not waited for long
        metrics::Gauge* depth = nullptr;

        void say_depth() const;
    };

    void work();
    [[nodiscard]] Lane* next_lane();
    [[nodiscard]] bool shall_wake();
    void wake_one_if(bool shall_wake);
    [[nodiscard]] Waiting take(Lane& lane, TimePoint now) const;

    std::array<Lane, load_classes> lanes_; ///< in the order of LoadClass
    std::chrono::milliseconds target_wait_;
    std::chrono::milliseconds overload_after_;
    std::size_t const count_;
    std::mutex changing_;
    std::condition_variable changed_;
    std::size_t sleeping_ = 0;
    bool is_waking_ = false; ///< a thread was woken, and has not looked around yet
    bool is_stopping_ = false;
    std::vector<std::thread> threads_;
};

} // namespace ducha::http
