// Work that takes longer than a request.
#include "app/serve/jobs.h"

#include "platform/clock/clock.h"
#include "platform/random/random.h"
#include "platform/trouble.h"

#include "domain/guard/named_question.h"
#include "domain/intake/intake.h"
#include "domain/keeping/keeping.h"

#include "app/serve/api.h"
#include "app/serve/paths.h"
#include "app/serve/serve_refusals.h"
#include "app/serve/shapes.h"

#include <algorithm>

namespace ducha::app::serve {

namespace {

constexpr std::size_t most_waiting = 100;
constexpr std::size_t most_remembered = 1000;
constexpr std::int64_t step = 100; ///< matters; others wait for no more than that

bool is_of(Job const& job, Jobs::Whose whose)
{
    return whose == nullptr || job.by == whose->pseudonym;
}

bool is_over(JobState state)
{
    return state != JobState::waiting && state != JobState::running;
}

} // namespace

Jobs::Jobs(Recorder& recorder, Random& random, Clock& clock, merge::Shelf shelf)
    : recorder_{recorder},
      random_{random},
      clock_{clock},
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

Result<Job> Jobs::begin(JobOrder const& order, LogId log)
{
    auto command = order.kind == JobKind::accept
        ? intake::accept(log, {.matter = {}, .most = step})
        : merge::place(log, {.most = step, .join_ppm = {}}, desk_);
    command.by = order.by;
    return begin(order, [this, command]() -> Result<Stepped> {
        auto const done = recorder_.run(command);
        if (!done) {
            return std::unexpected{done.error()};
        }
        return Stepped{.events = std::ssize(done->events), .is_last = done->events.empty()};
    });
}

Result<Job> Jobs::begin(JobOrder const& order, Step step)
{
    std::scoped_lock const lock{changing_};
    if (waiting_.size() >= most_waiting) {
        return refuse(job_refusals, JobRefusal::too_many_jobs);
    }
    std::array<std::uint8_t, 8> bytes{};
    random_.fill(bytes);
    auto const id = to_hex(bytes);
    Job job{
        .id = id,
        .kind = order.kind,
        .inspection = order.inspection,
        .object = order.object,
        .asked = clock_.now(),
        .by = order.by->pseudonym,
        .table = order.table,
    };
    entries_[id] = {std::move(job), std::move(step)};
    order_.push_back(id);
    waiting_.push_back(id);
    if (order_.size() > most_remembered) {
        entries_.erase(order_.front());
        order_.pop_front();
    }
    came_.notify_one();
    return entries_[id].job;
}

Result<Job> Jobs::find(std::string_view id, Whose whose) const
{
    std::scoped_lock const lock{changing_};
    auto const found = entries_.find(id);
    if (found == entries_.end() || !is_of(found->second.job, whose)) {
        return refuse(job_refusals, JobRefusal::no_such_job, std::string{id});
    }
    return found->second.job;
}

std::vector<Job> Jobs::list(Whose whose, std::string_view after, std::int64_t most) const
{
    std::scoped_lock const lock{changing_};
    auto next = order_.rbegin();
    if (auto const shown = std::find(next, order_.rend(), after); shown != order_.rend()) {
        next = std::next(shown);
    }
    std::vector<Job> jobs;
    for (; next != order_.rend() && std::ssize(jobs) < most; ++next) {
        auto const& job = entries_.find(*next)->second.job;
        if (is_of(job, whose)) {
            jobs.push_back(job);
        }
    }
    return jobs;
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
        auto const step_of_job = std::exchange(entries_[id].step, {});
        lock.unlock();
        run(id, step_of_job);
        lock.lock();
    }
}

void Jobs::run(std::string const& id, Step const& step_of_job)
{
    std::int64_t events = 0;
    try {
        while (true) {
            set(id, JobState::running, events);
            auto const done = step_of_job();
            if (!done) {
                set(id, JobState::refused, events, done.error());
                return;
            }
            events += done->events;
            if (done->is_last) {
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

void Jobs::set(std::string const& id, JobState state, std::int64_t events, Refusal refusal)
{
    std::scoped_lock const lock{changing_};
    if (auto const found = entries_.find(id); found != entries_.end()) {
        auto& job = found->second.job;
        job.state = state;
        job.events = events;
        job.refusal = std::move(refusal);
        if (is_over(state)) {
            job.ended = clock_.now();
        }
    }
}

namespace {

/// Whoever keeps the office sees everybody's jobs: what they are, not what they work on.
Jobs::Whose whose(Call const& call)
{
    auto const may = call.permissions().authorize<keeping::ReadOperations>(office_log);
    return may ? nullptr : call.visitor.principal.get();
}

Result<http::Response> look(Call const& call, Jobs const& jobs)
{
    auto const job = jobs.find(call.context.parameter("job"), whose(call));
    if (!job) {
        return std::unexpected{job.error()};
    }
    return http::json(http::Status::ok, json::write(*job, json::Instants::readable));
}

Result<http::Response> list(Call const& call, Jobs const& jobs)
{
    auto const asked = read_query<guard::AskForPage>(call.request);
    if (!asked) {
        return std::unexpected{asked.error()};
    }
    auto const most = guard::page_size(asked->limit);
    guard::Page<Job> page{
        .items = jobs.list(whose(call), asked->after.value_or(""), most), .next = {}
    };
    if (std::ssize(page.items) == most) {
        page.next = page.items.back().id;
    }
    return http::json(http::Status::ok, json::write(page, json::Instants::readable));
}

} // namespace

http::Response accepted(Job const& job)
{
    auto response = http::json(http::Status::accepted, json::write(job, json::Instants::readable));
    response.headers.set("Location", "/api/v1/jobs/" + job.id);
    return response;
}

JobOrder order_of(Call const& call, JobKind kind)
{
    return {
        .kind = kind,
        .inspection = std::string{call.context.parameter("inspection")},
        .object = std::string{call.context.parameter("object")},
        .by = call.visitor.principal,
    };
}

void add_jobs(http::Router& router, Counter const& counter, Jobs& jobs)
{
    for (auto const& row : Codes<JobKind>::table) {
        if (row.value == JobKind::import_table) {
            continue; // begun with its table
        }
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
                    auto const job = jobs.begin(order_of(call, kind), *log);
                    if (!job) {
                        return std::unexpected{job.error()};
                    }
                    return accepted(*job);
                }
            ),
        });
    }
    router.add({
        .method = http::Method::get,
        .pattern = "/api/v1/jobs",
        .load = http::LoadClass::look_up,
        .handler = guarded(counter, [&jobs](Call const& call) { return list(call, jobs); }),
    });
    router.add({
        .method = http::Method::get,
        .pattern = "/api/v1/jobs/{job}",
        .load = http::LoadClass::look_up,
        .handler = guarded(counter, [&jobs](Call const& call) { return look(call, jobs); }),
    });
}

} // namespace ducha::app::serve
