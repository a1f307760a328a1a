// Work that takes longer than a request: begun by one, looked at by others.
//
// A job runs in small steps through the recorder, so that reports that come in meanwhile do not
// wait for it. It lives in memory: when the server ends, what was done is done, and the same job
// begun again goes on from there.
#pragma once

#include "platform/http/router.h"

#include "domain/merge/merge.h"

#include "app/serve/recorder.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace ducha {
class Random;
}

namespace ducha::app::serve {

struct Counter;

/// What a job does, as the person who began it.
enum class JobKind {
    accept, ///< the rule accepts what waits
    merge,  ///< the engine looks at what waits
};

enum class JobState { waiting, running, done, refused, failed };

enum class JobRefusal { no_such_job, too_many_jobs };

struct Job {
    std::string id; ///< 16 hexadecimal digits
    JobKind kind = JobKind::accept;
    JobState state = JobState::waiting;
    std::int64_t events = 0; ///< recorded so far
    Refusal refusal;         ///< why it was refused
};

/// threads   safe
class Jobs {
public:
    Jobs(Recorder& recorder, Random& random, merge::Shelf shelf);
    Jobs(Jobs const&) = delete;
    Jobs& operator=(Jobs const&) = delete;
    /// Ends after the step in hand.
    ~Jobs();

    /// refuses   where a hundred wait
    [[nodiscard]] Result<Job>
    begin(JobKind kind, LogId log, std::shared_ptr<identity::Principal const> by);

    /// A job of this person.
    [[nodiscard]] Result<Job> find(std::string_view id, identity::Principal const& by) const;

private:
    struct Entry {
        Job job;
        LogId log;
        std::shared_ptr<identity::Principal const> by;
    };

    void work();
    void run(std::string const& id, guard::Command const& command);
    [[nodiscard]] guard::Command command_of(Entry const& entry) const;
    void set(std::string const& id, JobState state, std::int64_t events, Refusal refusal = {});

    Recorder& recorder_;
    Random& random_;
    std::shared_ptr<merge::Desk> desk_;
    mutable std::mutex changing_;
    std::condition_variable came_;
    std::map<std::string, Entry, std::less<>> entries_;
    std::deque<std::string> order_; ///< of beginning, the oldest first
    std::deque<std::string> waiting_;
    bool is_ending_ = false;
    std::thread thread_;
};

void add_jobs(http::Router& router, Counter const& counter, Jobs& jobs);

} // namespace ducha::app::serve

template <>
struct ducha::Codes<ducha::app::serve::JobKind> {
    using Kind = app::serve::JobKind;
    static constexpr CodeRow<Kind> table[] = {
        {Kind::accept, "accept", "按规则受理", "accept by the rule"},
        {Kind::merge, "merge", "自动并案", "merge"},
    };
};

template <>
struct ducha::Codes<ducha::app::serve::JobState> {
    using State = app::serve::JobState;
    static constexpr CodeRow<State> table[] = {
        {State::waiting, "waiting", "等待", "waiting"},
        {State::running, "running", "进行中", "running"},
        {State::done, "done", "完成", "done"},
        {State::refused, "refused", "被拒绝", "refused"},
        {State::failed, "failed", "出错", "failed"},
    };
};
