// The one who writes.
#include "app/serve/recorder.h"

#include "platform/metrics/metrics.h"
#include "platform/trouble.h"

#include <algorithm>
#include <chrono>

namespace ducha::app::serve {
namespace {

/// What the pipeline takes at once.
constexpr std::size_t largest_group = 60;

} // namespace

Recorder::Recorder(Pipeline& pipeline, metrics::Registry& registry, Heard heard)
    : pipeline_{pipeline},
      heard_{std::move(heard)},
      groups_{registry.counter("ducha_groups_total", "Groups of commands, each made durable once.")
      },
      commands_{registry.counter("ducha_commands_total", "Commands that were run.")},
      taken_{registry.histogram("ducha_group_seconds", "How long a group took to be durable.")},
      thread_{[this] { work(); }}
{
}

Recorder::~Recorder()
{
    {
        std::scoped_lock const lock{changing_};
        is_ending_ = true;
    }
    came_.notify_one();
    thread_.join();
}

Result<Done> Recorder::run(guard::Command command)
{
    std::vector<guard::Command> commands;
    commands.push_back(std::move(command));
    return std::move(run(std::move(commands)).front());
}

std::vector<Result<Done>> Recorder::run(std::vector<guard::Command> commands)
{
    auto const caller = std::make_shared<Caller>(commands.size());
    std::vector<Waiting> mine;
    for (auto& command : commands) {
        mine.push_back({.command = std::move(command), .caller = caller});
    }
    wait_for(mine);
    std::vector<Result<Done>> results;
    for (auto& one : mine) {
        if (one.trouble) {
            std::rethrow_exception(one.trouble);
        }
        results.push_back(std::move(*one.result));
    }
    return results;
}

void Recorder::wait_for(std::vector<Waiting>& mine)
{
    if (mine.empty()) {
        return;
    }
    auto const done = mine.front().caller->done.get_future();
    {
        std::scoped_lock const lock{changing_};
        for (auto& one : mine) {
            waiting_.push_back(&one);
        }
    }
    came_.notify_one();
    done.wait();
}

void Recorder::work()
{
    std::unique_lock lock{changing_};
    while (true) {
        came_.wait(lock, [this] { return is_ending_ || !waiting_.empty(); });
        if (waiting_.empty()) {
            return;
        }
        auto const count = std::min(waiting_.size(), largest_group);
        auto const end = waiting_.begin() + static_cast<std::ptrdiff_t>(count);
        std::vector<Waiting*> const group{waiting_.begin(), end};
        waiting_.erase(waiting_.begin(), end);
        lock.unlock();
        record(group);
        for (auto* const one : group) {
            auto const caller = one->caller;
            if (--caller->left == 0) {
                caller->done.set_value();
            }
        }
        lock.lock();
    }
}

void Recorder::record(std::vector<Waiting*> const& group)
{
    auto const begin = std::chrono::steady_clock::now();
    std::vector<guard::Command> commands;
    for (auto const* const one : group) {
        commands.push_back(one->command);
    }
    try {
        auto results = pipeline_.run(commands);
        for (std::size_t i = 0; i < group.size(); ++i) {
            group[i]->result = std::move(results[i]);
        }
    } catch (Trouble const&) {
        // One command may be the cause for all: each is tried by itself.
        for (auto* const one : group) {
            record_alone(*one);
        }
    }
    for (auto* const one : group) {
        if (one->result && *one->result && !(*one->result)->events.empty() && heard_) {
            heard_(one->command, **one->result);
        }
    }
    groups_.add();
    commands_.add(group.size());
    taken_.observe_microseconds(std::chrono::duration_cast<std::chrono::microseconds>(
                                    std::chrono::steady_clock::now() - begin
    )
                                    .count());
}

void Recorder::record_alone(Waiting& one)
{
    try {
        one.result = pipeline_.run(one.command);
    } catch (Trouble const&) {
        one.trouble = std::current_exception();
    }
}

} // namespace ducha::app::serve
