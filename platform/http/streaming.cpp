// One client: answers that are made while they are written, and streams of events.
#include "platform/http/connection.h"
#include "platform/http/network_thread.h"
#include "platform/logging/logging.h"

#include <boost/asio/post.hpp>
#include <netinet/tcp.h>

#include <typeinfo>

namespace ducha::http {
namespace {

namespace asio = boost::asio;

/// Lets the system keep no more than this of what the client has not taken, beside what is under
/// way: so that who is slow is noticed here.
void hold_little(Connection::Socket& socket)
{
    using NotSentLowWater = asio::detail::socket_option::integer<IPPROTO_TCP, TCP_NOTSENT_LOWAT>;
    constexpr int most_held_bytes = 64 * 1024;
    boost::system::error_code ignored; // of a system that cannot: it holds more
    socket.set_option(NotSentLowWater{most_held_bytes}, ignored);
}

} // namespace

void Connection::begin_stream(Response const& response, Stream& stream)
{
    keeps_ = keeps_ && !parser_.request().is_http_1_0();
    in_chunks_ = !stream.size && !parser_.request().is_http_1_0();
    service().writer.append_head(
        out_,
        response,
        {.length = stream.size, .in_chunks = in_chunks_, .closes = !keeps_},
        envelope()
    );
    if (parser_.request().method() == Method::head) {
        finish_answer();
        return;
    }
    hold_little(socket_);
    stream_ = std::move(stream);
    stream_left_ = stream_.size.value_or(0);
    phase_ = Phase::streaming;
}

void Connection::begin_events(Response const& response, Subscriber const& subscriber)
{
    keeps_ = false;
    auto with_hint = response.headers;
    with_hint.set("X-Accel-Buffering", "no"); // nginx would keep events back
    service().writer.append_head(
        out_, {.status = response.status, .headers = with_hint}, {.closes = true}, envelope()
    );
    if (parser_.request().method() == Method::head) {
        finish_answer();
        return;
    }
    hold_little(socket_);
    phase_ = Phase::listening;
    service().tallies.listeners.add();
    events_ = std::make_shared<EventStream>(service().options.limits.most_event_bytes);
    events_->attach([weak = weak_from_this(), executor = socket_.get_executor()] {
        asio::post(executor, [weak] {
            if (auto const self = weak.lock()) {
                self->look_at_events();
            }
        });
    });
    subscriber(events_);
    if (service().is_stopping.load(std::memory_order_relaxed)) {
        events_->end();
    }
}

/// One piece at a time: the next is made when the one before has left.
bool Connection::ask_for_piece()
{
    if (!out_.empty() || is_piece_asked_) {
        return false;
    }
    is_piece_asked_ = true;
    if (route().is_light) {
        take_piece(make_piece());
        return true;
    }
    service().workers.go_on(route().load, [self = shared_from_this()]() mutable {
        make_piece_on_worker(std::move(self));
    });
    return false;
}

Connection::Piece Connection::make_piece()
{
    try {
        return {.text = stream_.next()};
    } catch (std::exception const& problem) {
        if (auto* const log = service().ports.log) {
            log->event(
                logging::Level::error,
                "an answer broke off",
                {{"request", context_.request_id()}, {"exception", typeid(problem).name()}}
            );
        }
        return {.text = std::nullopt, .failed = true};
    }
}

void Connection::make_piece_on_worker(std::shared_ptr<Connection> self)
{
    auto const executor = self->socket_.get_executor();
    auto piece = self->make_piece();
    asio::post(executor, [self = std::move(self), piece = std::move(piece)]() mutable {
        self->take_piece(std::move(piece));
        self->run();
    });
}

void Connection::take_piece(Piece piece)
{
    is_piece_asked_ = false;
    if (phase_ == Phase::closed) {
        return;
    }
    auto const size = piece.text ? piece.text->size() : 0;
    auto const is_off = stream_.size && (size > stream_left_ || (!piece.text && stream_left_ > 0));
    if (piece.failed || is_off) {
        close();
        return;
    }
    stream_left_ -= stream_.size ? size : 0;
    if (!piece.text) {
        out_ += in_chunks_ ? last_chunk : std::string_view{};
        finish_answer();
    } else if (in_chunks_) {
        append_chunk(out_, *piece.text);
    } else {
        out_ += *piece.text;
    }
}

/// A client that was dropped is not waited for, whatever it has not taken yet.
void Connection::look_at_events()
{
    if (phase_ == Phase::listening && events_->was_dropped()) {
        service().tallies.dropped_listeners.add();
        close();
    }
    run();
}

bool Connection::take_events()
{
    if (!out_.empty()) {
        return false;
    }
    auto const taken = events_->take();
    out_ += taken.text;
    if (taken.is_ending) {
        service().tallies.listeners.add(-1);
        events_->detach();
        phase_ = Phase::ending;
        return true;
    }
    return !taken.text.empty();
}

} // namespace ducha::http
