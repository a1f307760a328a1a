// One client: bytes in and out, and the limits of time.
#include "platform/http/connection.h"

#include "platform/http/http_refusals.h"
#include "platform/http/network_thread.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>

#include <algorithm>

namespace ducha::http {
namespace {

namespace asio = boost::asio;

constexpr std::size_t first_buffer_bytes = 4096;
constexpr std::size_t most_buffer_bytes = 64 * 1024;
/// Answers to requests that came together are written together up to this size.
constexpr std::size_t flush_mark = 64 * 1024;
constexpr std::chrono::seconds linger_time{1};

} // namespace

Connection::Connection(NetworkThread& thread, Socket socket, Peer peer)
    : thread_{thread},
      socket_{std::move(socket)},
      peer_{peer},
      parser_{thread.service().options.limits},
      since_{std::chrono::steady_clock::now()},
      request_since_{since_},
      written_{since_}
{
}

void Connection::begin()
{
    service().tallies.connections.add();
    boost::system::error_code ignored;
    socket_.non_blocking(true, ignored);
    socket_.set_option(asio::ip::tcp::no_delay{true}, ignored);
    run();
}

void Connection::run()
{
    auto const self = shared_from_this();
    while (phase_ != Phase::closed) {
        auto const has_moved = out_.size() < flush_mark && step();
        if (has_moved && out_.size() < flush_mark) {
            continue;
        }
        if (!out_.empty()) {
            if (!flush()) {
                break;
            }
        } else if (!has_moved) {
            break;
        }
    }
    if (wants_bytes() && !is_reading_) {
        read();
    }
}

bool Connection::step()
{
    switch (phase_) {
    case Phase::idle:
        if (unread().empty()) {
            close_if_stopping();
            return false;
        }
        phase_ = Phase::head;
        since_ = std::chrono::steady_clock::now();
        return true;
    case Phase::head:
        return take_head();
    case Phase::body:
        return take_body();
    case Phase::streaming:
        return ask_for_piece();
    case Phase::listening:
        return take_events();
    case Phase::ending:
        if (out_.empty()) {
            linger();
        }
        return false;
    case Phase::answering:
    case Phase::lingering:
    case Phase::closed:
        break;
    }
    return false;
}

/// Writes what is to be written; false where the client takes no more just now.
bool Connection::flush()
{
    if (is_writing_) {
        return false;
    }
    while (sent_ < out_.size()) {
        boost::system::error_code error;
        auto const count =
            socket_.write_some(asio::buffer(out_.data() + sent_, out_.size() - sent_), error);
        if (error == asio::error::would_block) {
            wait_to_write();
            return false;
        }
        if (error) {
            close();
            return false;
        }
        sent_ += count;
        written_ = std::chrono::steady_clock::now();
    }
    out_.clear();
    sent_ = 0;
    if (out_.capacity() > 2 * flush_mark) {
        out_.shrink_to_fit();
    }
    return true;
}

void Connection::wait_to_write()
{
    is_writing_ = true;
    socket_.async_wait(
        Socket::wait_write,
        [self = shared_from_this()](boost::system::error_code const& error) {
            self->is_writing_ = false;
            if (self->phase_ == Phase::closed) {
                return;
            }
            if (error) {
                self->close();
                return;
            }
            self->run();
        }
    );
}

bool Connection::wants_bytes() const
{
    switch (phase_) {
    case Phase::idle:
    case Phase::head:
    case Phase::body:
        return out_.empty(); // who does not take his answers is not heard further
    case Phase::listening:
    case Phase::lingering:
        return true;
    default:
        return false;
    }
}

void Connection::read()
{
    if (begin_ == end_) {
        begin_ = 0;
        end_ = 0;
    } else if (buffer_.size() == end_ && begin_ > 0) {
        std::copy(
            buffer_.begin() + static_cast<std::ptrdiff_t>(begin_),
            buffer_.begin() + static_cast<std::ptrdiff_t>(end_),
            buffer_.begin()
        );
        end_ -= begin_;
        begin_ = 0;
    }
    if (buffer_.size() == end_) {
        buffer_.resize(std::clamp(2 * end_, first_buffer_bytes, most_buffer_bytes));
    }
    is_reading_ = true;
    socket_.async_read_some(
        asio::buffer(buffer_.data() + end_, buffer_.size() - end_),
        [self = shared_from_this()](boost::system::error_code const& error, std::size_t count) {
            self->on_read(!error, count);
        }
    );
}

void Connection::on_read(bool is_good, std::size_t count)
{
    is_reading_ = false;
    if (phase_ == Phase::closed) {
        return;
    }
    if (!is_good) {
        close();
        return;
    }
    end_ += count;
    if (phase_ == Phase::listening || phase_ == Phase::lingering) {
        consume(unread().size()); // nothing that is said now means anything
    }
    run();
}

std::string_view Connection::unread() const
{
    return {buffer_.data() + begin_, end_ - begin_};
}

void Connection::consume(std::size_t count)
{
    begin_ += count;
}

/// The client is told that no more will come, and may finish what it is saying: closing at once
/// would reset the connection, and the client could lose the answer.
void Connection::linger()
{
    boost::system::error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    consume(unread().size());
    phase_ = Phase::lingering;
    since_ = std::chrono::steady_clock::now();
}

void Connection::close()
{
    if (phase_ == Phase::closed) {
        return;
    }
    auto const self = shared_from_this();
    if (phase_ == Phase::listening) {
        service().tallies.listeners.add(-1);
    }
    phase_ = Phase::closed;
    if (events_) {
        events_->detach();
    }
    service().tallies.connections.add(-1);
    service().admission.give_back(charged_bytes_);
    charged_bytes_ = 0;
    service().admission.release(peer_.bucket, peer_.is_trusted);
    boost::system::error_code ignored;
    socket_.close(ignored);
    thread_.remove(self);
}

void Connection::begin_stop()
{
    if (phase_ == Phase::listening) {
        events_->end();
    } else {
        run();
    }
}

/// What has reached the machine is still answered.
void Connection::close_if_stopping()
{
    boost::system::error_code ignored;
    if (service().is_stopping.load(std::memory_order_relaxed) && out_.empty() &&
        socket_.available(ignored) == 0) {
        close();
    }
}

/// Whether the body comes in so slowly that it holds a place for nothing.
bool Connection::is_too_slow(TimePoint now) const
{
    auto const& limits = service().options.limits;
    auto const most = route().body_time
        ? std::chrono::duration_cast<std::chrono::milliseconds>(*route().body_time)
        : limits.body_time;
    auto const taken = std::chrono::duration_cast<std::chrono::milliseconds>(now - since_);
    if (taken > most) {
        return true;
    }
    auto const counted = (taken - limits.body_grace).count();
    auto const least = static_cast<std::int64_t>(limits.least_body_bytes_a_second) * counted / 1000;
    return std::cmp_less(charged_bytes_, least);
}

void Connection::sweep(TimePoint now)
{
    auto const& limits = service().options.limits;
    if (!out_.empty() && phase_ != Phase::closed) {
        if (now - written_ > limits.write_stall) {
            close();
        }
        return;
    }
    switch (phase_) {
    case Phase::idle:
        if (now - since_ > limits.idle_time) {
            close();
        }
        return;
    case Phase::head:
        if (now - since_ > limits.head_time) {
            refuse(problem_of(Reason::too_slow));
            run();
        }
        return;
    case Phase::body:
        if (is_too_slow(now)) {
            refuse(problem_of(Reason::too_slow));
            run();
        }
        return;
    case Phase::listening:
        if (now - written_ > limits.event_pause) {
            out_ += ":\n\n"; // a comment: keeps proxies from closing, and finds who is gone
            run();
        }
        return;
    case Phase::lingering:
        if (now - since_ > linger_time) {
            close();
        }
        return;
    default:
        return;
    }
}

} // namespace ducha::http
