// Work that takes longer than a request.
#include "app/serve/jobs.h"

#include "platform/json/record.h"
#include "platform/random/random.h"
#include "platform/trouble.h"

#include "domain/intake/intake.h"

#include "app/serve/api.h"
#include "app/serve/paths.h"
#include "app/serve/serve_refusals.h"

namespace ducha::app::serve {

template <class Fields>
void describe(Fields& fields, Job& job)
{
    fields.field("id", job.id);
    fields.field("kind", job.kind);
    fields.field("state", job.state);
    fields.field("events", job.events);
    fields.field("refusal", job.refusal.code);
}

namespace {

constexpr std::size_t most_waiting = 100;
constexpr std::size_t most_remembered = 1000;
constexpr std::int64_t step = 100; ///< matters; others wait for no more than that

} // namespace

Jobs::Jobs(Recorder& recorder, Random& random, merge::Shelf shelf)
    : recorder_{recorder},
      random_{random},
      desk_{merge::make_desk(std::move(shelf))},
      thread_{[this] { work(); }}
{
}

Jobs::~Jobs()
{
    {
        std::scoped_lock const lock{changing_};
        is_ending_ = true;
    }
    came_.notify_one();
    thread_.join();
}

Result<Job> Jobs::begin(JobKind kind, LogId log, std::shared_ptr<identity::Principal const> by)
{
    std::scoped_lock const lock{changing_};
    if (waiting_.size() >= most_waiting) {
        return refuse(job_refusals, JobRefusal::too_many_jobs);
    }
    std::array<std::uint8_t, 8> bytes{};
    random_.fill(bytes);
    auto const id = to_hex(bytes);
    entries_[id] = {{.id = id, .kind = kind}, log, std::move(by)};
    order_.push_back(id);
    waiting_.push_back(id);
    if (order_.size() > most_remembered) {
        entries_.erase(order_.front());
        order_.pop_front();
    }
    came_.notify_one();
    return entries_[id].job;
}

Result<Job> Jobs::find(std::string_view id, identity::Principal const& by) const
{
    std::scoped_lock const lock{changing_};
    auto const found = entries_.find(id);
    if (found == entries_.end() || found->second.by->pseudonym != by.pseudonym) {
        return refuse(job_refusals, JobRefusal::no_such_job, std::string{id});
    }
    return found->second.job;
}

void Jobs::work()
{
    std::unique_lock lock{changing_};
    while (true) {
        came_.wait(lock, [this] { return is_ending_ || !waiting_.empty(); });
        if (is_ending_) {
            return;
        }
        auto const id = waiting_.front();
        waiting_.pop_front();
        auto const command = command_of(entries_[id]);
        lock.unlock();
        run(id, command);
        lock.lock();
    }
}

void Jobs::run(std::string const& id, guard::Command const& command)
{
    std::int64_t events = 0;
    try {
        while (true) {
            set(id, JobState::running, events);
            auto const done = recorder_.run(command);
            if (!done) {
                set(id, JobState::refused, events, done.error());
                return;
            }
            events += std::ssize(done->events);
            if (done->events.empty()) {
                set(id, JobState::done, events);
                return;
            }
            std::scoped_lock const lock{changing_};
            if (is_ending_) {
                return;
            }
        }
    } catch (Trouble const&) {
        set(id, JobState::failed, events);
    }
}

guard::Command Jobs::command_of(Entry const& entry) const
{
    auto command = entry.job.kind == JobKind::accept
        ? intake::accept(entry.log, {.matter = {}, .most = step})
        : merge::place(entry.log, {.most = step, .join_ppm = {}}, desk_);
    command.by = entry.by;
    return command;
}

void Jobs::set(std::string const& id, JobState state, std::int64_t events, Refusal refusal)
{
    std::scoped_lock const lock{changing_};
    if (auto const found = entries_.find(id); found != entries_.end()) {
        auto& job = found->second.job;
        job.state = state;
        job.events = events;
        job.refusal = std::move(refusal);
    }
}

void add_jobs(http::Router& router, Counter const& counter, Jobs& jobs)
{
    for (auto const& row : Codes<JobKind>::table) {
        router.add({
            .method = http::Method::post,
            .pattern = base_of(guard::About::object) + "/jobs/" + std::string{row.code},
            .load = http::LoadClass::write,
            .handler = guarded(
                counter,
                [&jobs, kind = row.value](Call const& call) -> Result<http::Response> {
                    auto const log = log_of(call, guard::About::object);
                    if (!log) {
                        return std::unexpected{log.error()};
                    }
                    auto const job = jobs.begin(kind, *log, call.visitor.principal);
                    if (!job) {
                        return std::unexpected{job.error()};
                    }
                    auto response = http::json(http::Status::accepted, json::write(*job));
                    response.headers.set("Location", "/api/v1/jobs/" + job->id);
                    return response;
                }
            ),
        });
    }
    router.add({
        .method = http::Method::get,
        .pattern = "/api/v1/jobs/{job}",
        .load = http::LoadClass::look_up,
        .handler = guarded(
            counter,
            [&jobs](Call const& call) -> Result<http::Response> {
                auto const job = jobs.find(call.context.parameter("job"), *call.visitor.principal);
                if (!job) {
                    return std::unexpected{job.error()};
                }
                return http::json(http::Status::ok, json::write(*job));
            }
        ),
    });
}

} // namespace ducha::app::serve
