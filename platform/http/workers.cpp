// Threads for what may block.
#include "platform/http/workers.h"

#include "base/invariant.h"

#include "platform/metrics/metrics.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace ducha::http {

void Workers::Lane::say_depth() const
{
    depth->set(static_cast<std::int64_t>(waiting.size()));
}

Workers::Workers(int threads, Queues const& queues, metrics::Registry& registry)
    : lanes_{Lane{queues.intake}, Lane{queues.write}, Lane{queues.look_up}, Lane{queues.list}},
      target_wait_{queues.target_wait},
      overload_after_{queues.overload_after},
      count_{static_cast<std::size_t>(threads)}
{
    invariant(threads > 0, "there is a worker");
    for (std::size_t i = 0; i < load_classes; ++i) {
        auto& lane = lanes_[i];
        invariant(lane.rules.share > 0 && lane.rules.share <= 100, "a share is 1 to 100");
        auto const share = static_cast<std::size_t>(lane.rules.share);
        lane.most_running = std::max<std::size_t>(1, count_ * share / 100);
        lane.depth = &registry.gauge(
            "ducha_http_queue_depth",
            "Requests that wait for a worker.",
            {{"class", name_of(static_cast<LoadClass>(i))}}
        );
    }
}

Workers::~Workers()
{
    stop();
}

void Workers::start()
{
    for (std::size_t i = 0; i < count_; ++i) {
        threads_.emplace_back([this] { work(); });
    }
}

bool Workers::offer(LoadClass load, Job job, TimePoint now)
{
    auto& lane = lanes_[static_cast<std::size_t>(load)];
    // Without the lock: under overload nearly everybody is told to come again, and a thread that
    // holds it may be out of its turn for as long as all others have theirs.
    if (std::cmp_greater_equal(lane.depth->value(), lane.rules.most_waiting)) {
        return false;
    }
    bool wakes = false;
    {
        std::scoped_lock const alone{changing_};
        if (is_stopping_ || lane.waiting.size() >= lane.rules.most_waiting) {
            return false;
        }
        if (lane.waiting.empty()) {
            lane.in_time = now;
        }
        lane.waiting.push_back({.job = std::move(job), .since = now});
        lane.say_depth();
        wakes = shall_wake();
    }
    wake_one_if(wakes);
    return true;
}

void Workers::go_on(LoadClass load, std::move_only_function<void()> step)
{
    bool wakes = false;
    {
        std::scoped_lock const alone{changing_};
        auto& lane = lanes_[static_cast<std::size_t>(load)];
        lane.waiting.push_front(
            {.job = {.run = std::move(step), .shed = {}}, .since = {}, .is_step = true}
        );
        lane.say_depth();
        wakes = shall_wake();
    }
    wake_one_if(wakes);
}

void Workers::shed_late(TimePoint now)
{
    std::deque<Waiting> late;
    {
        std::scoped_lock const alone{changing_};
        for (auto& lane : lanes_) {
            for (auto& waiting : std::exchange(lane.waiting, {})) {
                auto const is_late = !waiting.is_step && now - waiting.since > lane.rules.deadline;
                (is_late ? late : lane.waiting).push_back(std::move(waiting));
            }
            lane.say_depth();
        }
    }
    for (auto& waiting : late) {
        waiting.job.shed();
    }
}

/// The most important class that has something to do and has not filled its share.
Workers::Lane* Workers::next_lane()
{
    Lane* found = nullptr;
    std::size_t running = 0; // of this class and the less important ones
    for (auto& lane : std::views::reverse(lanes_)) {
        running += lane.running;
        if (!lane.waiting.empty() && running < lane.most_running) {
            found = &lane;
        }
    }
    return found;
}

/// Asked wherever a job came or was taken, so that none waits while a thread sleeps that might run
/// it. One is woken at a time, and it wakes the next if there is more than it takes: of jobs that
/// are shorter than waking a thread most are then run by threads that are awake.
bool Workers::shall_wake()
{
    if (is_waking_ || sleeping_ == 0 || next_lane() == nullptr) {
        return false;
    }
    is_waking_ = true;
    return true;
}

/// Not while the lock is held: whoever is woken would wait for it.
void Workers::wake_one_if(bool shall_wake)
{
    if (shall_wake) {
        changed_.notify_one();
    }
}

Workers::Waiting Workers::take(Lane& lane, TimePoint now) const
{
    if (now - lane.waiting.front().since <= target_wait_) {
        lane.in_time = now;
    }
    auto const is_overloaded =
        !lane.waiting.front().is_step && now - lane.in_time > overload_after_;
    auto taken = std::move(is_overloaded ? lane.waiting.back() : lane.waiting.front());
    is_overloaded ? lane.waiting.pop_back() : lane.waiting.pop_front();
    lane.say_depth();
    return taken;
}

void Workers::work()
{
    std::unique_lock alone{changing_};
    for (;;) {
        auto* lane = next_lane();
        while (!is_stopping_ && lane == nullptr) {
            ++sleeping_;
            changed_.wait(alone);
            --sleeping_;
            is_waking_ = false;
            lane = next_lane();
        }
        if (is_stopping_) {
            return;
        }
        auto const now = std::chrono::steady_clock::now();
        auto taken = take(*lane, now);
        auto const is_late = !taken.is_step && now - taken.since > lane->rules.deadline;
        ++lane->running;
        auto const wakes = shall_wake();
        alone.unlock();
        wake_one_if(wakes);
        is_late ? taken.job.shed() : taken.job.run();
        taken.job = {};
        alone.lock();
        --lane->running;
    }
}

void Workers::stop()
{
    {
        std::scoped_lock const alone{changing_};
        is_stopping_ = true;
    }
    changed_.notify_all();
    for (auto& thread : std::exchange(threads_, {})) {
        thread.join();
    }
    std::scoped_lock const alone{changing_};
    for (auto& lane : lanes_) {
        lane.waiting.clear();
        lane.say_depth();
    }
}

} // namespace ducha::http
