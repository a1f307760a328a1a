// One client: its requests and the answers to them.
#include "base/text.h"

#include "platform/http/connection.h"
#include "platform/http/http_refusals.h"
#include "platform/http/network_thread.h"
#include "platform/http/trace.h"
#include "platform/logging/logging.h"
#include "platform/trouble.h"

#include <boost/asio/post.hpp>

#include <typeinfo>

namespace ducha::http {
namespace {

namespace asio = boost::asio;

/// The last address of X-Forwarded-For: the one that our own proxy has seen.
PeerBucket forwarded_bucket(Request const& request)
{
    auto const forwarded = request.header("x-forwarded-for").value_or("");
    auto const comma = forwarded.rfind(',');
    auto const last = comma == std::string_view::npos ? forwarded : forwarded.substr(comma + 1);
    return PeerBucket::of(trimmed(last)).value_or(PeerBucket{});
}

/// Made once: when it is sent there is no time to make it.
Response const& overloaded_document(Language language)
{
    static auto const zh = to_response(problem_of(Reason::overloaded), Language::zh);
    static auto const en = to_response(problem_of(Reason::overloaded), Language::en);
    return language == Language::zh ? zh : en;
}

bool has_content(Status status)
{
    return status != Status::no_content && status != Status::not_modified;
}

} // namespace

Service& Connection::service() const
{
    return thread_.service();
}

Route const& Connection::route() const
{
    return service().router.routes()[*route_];
}

Envelope Connection::envelope() const
{
    return {.date = thread_.date(), .trace = &context_.trace()};
}

bool Connection::take_head()
{
    auto const step = parser_.take_head(unread());
    if (step.outcome == RequestParser::Outcome::more) {
        return false;
    }
    request_since_ = std::chrono::steady_clock::now();
    route_ = std::nullopt;
    context_.clear();
    if (step.outcome == RequestParser::Outcome::refused) {
        context_.set_trace(trace_of(std::nullopt, thread_.random()));
        refuse(parser_.problem());
        return true;
    }
    consume(step.taken);
    return begin_request();
}

bool Connection::begin_request()
{
    auto const& request = parser_.request();
    ++requests_;
    keeps_ =
        parser_.keeps_alive() && requests_ < service().options.limits.most_requests_of_connection;
    context_.set_trace(trace_of(request.header("traceparent"), thread_.random()));
    parser_.set_peer(peer_.is_trusted ? forwarded_bucket(request) : peer_.bucket);
    auto match = service().router.match(request, context_);
    route_ = match.route;
    if (!route_) {
        keeps_ = keeps_ && !parser_.has_body();
        answer_with(answer_without_route(request, match.allow));
        return true;
    }
    if (!parser_.has_body()) {
        return dispatch();
    }
    phase_ = Phase::body;
    since_ = request_since_;
    if (parser_.expects_continue() && unread().empty() &&
        parser_.stated_length().value_or(0) <= route().most_body_bytes) {
        out_ += "HTTP/1.1 100 Continue\r\n\r\n";
    }
    return true;
}

bool Connection::take_body()
{
    auto const step = parser_.take_body(unread(), route().most_body_bytes);
    if (step.outcome == RequestParser::Outcome::refused) {
        refuse(parser_.problem());
        return true;
    }
    consume(step.taken);
    auto const more = parser_.request().body().size() - charged_bytes_;
    if (!service().admission.take_bytes(more)) {
        keeps_ = false;
        send_away(Wanting::memory);
        return true;
    }
    charged_bytes_ += more;
    return step.outcome == RequestParser::Outcome::whole && dispatch();
}

bool Connection::dispatch()
{
    if (route().is_light) {
        answer_with(handle());
        return true;
    }
    phase_ = Phase::answering;
    auto const load = route().load;
    Job job{
        .run = [self = shared_from_this()]() mutable { answer_on_worker(std::move(self)); },
        .shed = [self = shared_from_this()]() mutable { shed_on_worker(std::move(self)); },
    };
    // A body that came in slowly has not waited here.
    if (!service().workers.offer(load, std::move(job), std::chrono::steady_clock::now())) {
        send_away(Wanting::place);
    }
    return true;
}

Response Connection::handle()
{
    auto const& request = parser_.request();
    auto* const log = service().ports.log;
    try {
        return route().handler(request, context_);
    } catch (Trouble const& trouble) {
        if (log != nullptr) {
            log->event(
                logging::Level::error,
                "trouble in a request",
                {{"request", context_.request_id()}, {"trouble", trouble.what()}}
            );
        }
        auto response = to_response(problem_of(Reason::trouble), request.language());
        response.headers.set("Retry-After", "5");
        return response;
    } catch (std::exception const& bug) {
        // Its sentence may hold anything, even words of a report: only its kind is noted.
        if (log != nullptr) {
            log->event(
                logging::Level::error,
                "a request has failed",
                {{"request", context_.request_id()}, {"exception", typeid(bug).name()}}
            );
        }
        return to_response(problem_of(Reason::bug), request.language());
    }
}

void Connection::answer_on_worker(std::shared_ptr<Connection> self)
{
    auto const executor = self->socket_.get_executor();
    auto response = self->handle();
    asio::post(executor, [self = std::move(self), response = std::move(response)]() mutable {
        self->answer_with(std::move(response));
        self->run();
    });
}

void Connection::shed_on_worker(std::shared_ptr<Connection> self)
{
    auto const executor = self->socket_.get_executor();
    asio::post(executor, [self = std::move(self)] {
        if (self->phase_ == Phase::closed) {
            return;
        }
        self->send_away(Wanting::time);
        self->run();
    });
}

Response Connection::overloaded()
{
    auto const& request = parser_.request();
    auto const& page = service().options.overloaded_page;
    bool const wants_page = page && request.header("Accept").value_or("").contains("text/html");
    auto response = wants_page ? page(request) : overloaded_document(request.language());
    // Spread, so that those who were sent away together do not come back together.
    response.headers.set("Retry-After", std::to_string(2 + thread_.random().below(8)));
    return response;
}

void Connection::refuse(Problem const& problem)
{
    service().tallies.refused_requests.add();
    keeps_ = false;
    answer_with(to_response(problem, parser_.request().language()));
}

/// Under ten times the load nearly everybody is sent away, and a line in the log for each would
/// cost those who are not: they are counted, and NetworkThread::say_shed says by the second how
/// many.
void Connection::send_away(Wanting wanting)
{
    service().tallies.shed(route().load, wanting);
    thread_.note_shed();
    auto response = overloaded();
    service().tallies.answered(route_, response.status, taken());
    give(std::move(response));
}

std::chrono::microseconds Connection::taken() const
{
    return std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::steady_clock::now() - request_since_
    );
}

void Connection::note(Status status)
{
    auto const took = taken();
    service().tallies.answered(route_, status, took);
    if (auto* const log = service().ports.log) {
        log->hold(
            "request",
            {{"request", context_.request_id()},
             {"trace", context_.trace().id},
             {"method", name_of(parser_.request().method())},
             {"route", route_ ? std::string_view{route().pattern} : std::string_view{}},
             {"status", static_cast<int>(status)},
             {"microseconds", took.count()}}
        );
    }
}

void Connection::answer_with(Response response)
{
    if (phase_ == Phase::closed) {
        return;
    }
    note(response.status);
    give(std::move(response));
}

void Connection::give(Response response)
{
    keeps_ = keeps_ && !service().is_stopping.load(std::memory_order_relaxed);
    if (auto* const made = std::get_if<Stream>(&response.body)) {
        begin_stream(response, *made);
    } else if (auto const* const subscriber = std::get_if<Subscriber>(&response.body)) {
        begin_events(response, *subscriber);
    } else {
        append_whole(response, std::get<std::string>(response.body));
    }
}

void Connection::append_whole(Response const& response, std::string const& body)
{
    Framing framing{.length = body.size(), .closes = !keeps_};
    if (!has_content(response.status)) {
        framing.length = std::nullopt;
    }
    service().writer.append_head(out_, response, framing, envelope());
    if (framing.length && parser_.request().method() != Method::head) {
        out_ += body;
    }
    finish_answer();
}

void Connection::finish_answer()
{
    end_request();
    phase_ = keeps_ ? Phase::idle : Phase::ending;
    since_ = std::chrono::steady_clock::now();
}

void Connection::end_request()
{
    service().admission.give_back(charged_bytes_);
    charged_bytes_ = 0;
    stream_ = {};
    parser_.reset();
}

} // namespace ducha::http
