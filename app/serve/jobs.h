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
class Clock;
class Random;
} // namespace ducha

namespace ducha::app::serve {

struct Call;
struct Counter;

/// What a job does, as the person who began it.
enum class JobKind {
    accept,       ///< the rule accepts what waits
    merge,        ///< the engine looks at what waits
    import_table, ///< the reports of a table are taken down (imports.h)
};

enum class JobState { waiting, running, done, refused, failed };

enum class JobRefusal { no_such_job, too_many_jobs };

struct Job {
    std::string id; ///< 16 hexadecimal digits
    JobKind kind = JobKind::accept;
    JobState state = JobState::waiting;
    std::int64_t events = 0; ///< recorded so far
    Refusal refusal;         ///< why it was refused
    std::string inspection;
    std::string object; ///< its code
    Instant asked;      ///< when it was asked for
    std::optional<Instant> ended;
    std::string by; ///< the pseudonym of whoever began it, as the ledger has it

    /// Of an import that is a part of a table: the key that its parts share, 16 hexadecimal
    /// digits that whoever sends it has drawn. Empty: a table by itself.
    std::string table;
};

/// What a job is to do, where, and for whom.
struct JobOrder {
    JobKind kind = JobKind::accept;
    std::string inspection;
    std::string object;
    std::shared_ptr<identity::Principal const> by;
    std::string table = {}; ///< as `Job::table`
};

/// What one step of a job did.
struct Stepped {
    std::int64_t events = 0;
    bool is_last = false;
};
using Step = std::function<Result<Stepped>()>;

/// threads   safe
class Jobs {
public:
    Jobs(Recorder& recorder, Random& random, Clock& clock, merge::Shelf shelf);
    Jobs(Jobs const&) = delete;
    Jobs& operator=(Jobs const&) = delete;
    /// Ends after the step in hand.
    ~Jobs();

    /// refuses   where a hundred wait
    [[nodiscard]] Result<Job> begin(JobOrder const& order, LogId log);

    /// A job of any steps, each run on the thread of jobs.
    [[nodiscard]] Result<Job> begin(JobOrder const& order, Step step);

    /// Whose jobs are looked at; none: everybody's.
    using Whose = identity::Principal const*;

    [[nodiscard]] Result<Job> find(std::string_view id, Whose whose) const;

    /// Jobs that this process remembers, the newest first.
    /// after   the id of the last one that was shown; empty, or forgotten: from the newest on
    [[nodiscard]] std::vector<Job>
    list(Whose whose, std::string_view after, std::int64_t most) const;

private:
    struct Entry {
        Job job;
        Step step;
    };

    void work();
    void run(std::string const& id, Step const& step);
    void set(std::string const& id, JobState state, std::int64_t events, Refusal refusal = {});

    Recorder& recorder_;
    Random& random_;
    Clock& clock_;
    std::shared_ptr<merge::Desk> desk_;
    mutable std::mutex changing_;
    std::condition_variable came_;
    std::map<std::string, Entry, std::less<>> entries_;
    std::deque<std::string> order_; ///< of beginning, the oldest first
    std::deque<std::string> waiting_;
    bool is_ending_ = false;
    std::thread thread_;
};

/// A job for whoever asks; where, if the path says so.
[[nodiscard]] JobOrder order_of(Call const& call, JobKind kind);

/// 202, and where to look.
[[nodiscard]] http::Response accepted(Job const& job);

void add_jobs(http::Router& router, Counter const& counter, Jobs& jobs);

} // namespace ducha::app::serve

template <>
struct ducha::Codes<ducha::app::serve::JobKind> {
    using Kind = app::serve::JobKind;
    static constexpr CodeRow<Kind> table[] = {
        {Kind::accept, "accept", "按规则受理", "accept by the rule"},
        {Kind::merge, "merge", "自动并案", "merge"},
        {Kind::import_table, "import", "导入", "import"},
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
