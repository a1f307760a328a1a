// One thread that listens, reads and writes.
#include "platform/http/network_thread.h"

#include "platform/clock/clock.h"
#include "platform/http/http_refusals.h"
#include "platform/logging/logging.h"
#include "platform/trouble.h"

#include <boost/asio/buffer.hpp>
#include <boost/asio/post.hpp>

#include <array>
#include <limits>
#include <utility>
#include <vector>

namespace ducha::http {
namespace {

namespace asio = boost::asio;
using ReusePort = asio::detail::socket_option::boolean<SOL_SOCKET, SO_REUSEPORT>;

} // namespace

NetworkThread::NetworkThread(Service& service, std::uint64_t seed, bool sheds)
    : service_{service}, random_{seed}, sheds_{sheds}, io_{1}, acceptor_{io_}, timer_{io_}
{
}

std::uint16_t NetworkThread::listen(std::string const& address, std::uint16_t port)
{
    boost::system::error_code error;
    auto const place = asio::ip::make_address(address, error);
    if (error) {
        throw Trouble{Trouble::Kind::configuration, "not an address to serve on: " + address};
    }
    Tcp::endpoint const endpoint{place, port};
    try {
        acceptor_.open(endpoint.protocol());
        acceptor_.set_option(Tcp::acceptor::reuse_address{true});
        acceptor_.set_option(ReusePort{true});
        acceptor_.bind(endpoint);
        acceptor_.listen();
        acceptor_.non_blocking(true);
        return acceptor_.local_endpoint().port();
    } catch (boost::system::system_error const& problem) {
        throw Trouble{
            Trouble::Kind::network,
            "cannot serve on " + address + " port " + std::to_string(port) + ": " +
                problem.code().message()
        };
    }
}

void NetworkThread::start()
{
    date_ = date_line(service_.ports.clock.now());
    accept();
    tick();
    thread_ = std::thread{[this] { work(); }};
}

/// Woken for each request, as long as there is time for all. While some are told to come again, the
/// others are better off if it is not: what comes during a breath is answered together after it.
void NetworkThread::work()
{
    constexpr std::chrono::milliseconds breath{4};
    while (io_.run_one() > 0) {
        io_.poll();
        if (auto* const log = service_.ports.log) {
            log->write_held(); // one line a request, all of this turn at once
        }
        if (is_overloaded_) {
            std::this_thread::sleep_for(breath);
        }
    }
}

void NetworkThread::join()
{
    if (thread_.joinable()) {
        thread_.join();
        say_shed(TimePoint::max());
    }
}

void NetworkThread::accept()
{
    constexpr std::size_t most_at_once = 64; // so that the others have their turn
    acceptor_.async_wait(Tcp::acceptor::wait_read, [this](boost::system::error_code const& error) {
        if (!acceptor_.is_open()) {
            return;
        }
        if (error || !take_waiting(most_at_once)) {
            must_accept_again_ = true;
            return;
        }
        accept();
    });
}

/// Takes clients that the kernel has accepted already. False where it cannot, most likely because
/// it is out of file descriptors.
bool NetworkThread::take_waiting(std::size_t most)
{
    for (std::size_t i = 0; i < most; ++i) {
        boost::system::error_code error;
        Tcp::endpoint peer;
        auto socket = acceptor_.accept(io_, peer, error);
        if (error == asio::error::would_block) {
            return true;
        }
        if (error && error != asio::error::connection_aborted) {
            return false;
        }
        if (!error) {
            take(std::move(socket), peer);
        }
    }
    return true;
}

void NetworkThread::take(Tcp::socket socket, Tcp::endpoint const& peer)
{
    auto const address = peer.address().to_string();
    Peer const from{
        .bucket = PeerBucket::of(address).value_or(PeerBucket{}),
        .is_trusted = service_.admission.trusts(address),
    };
    if (!service_.admission.admit(from.bucket, from.is_trusted)) {
        refuse(std::move(socket));
        return;
    }
    auto const connection = std::make_shared<Connection>(*this, std::move(socket), from);
    connections_.insert(connection);
    connection->begin();
}

/// Says 503 without reading, and never waits.
void NetworkThread::refuse(Tcp::socket socket)
{
    service_.tallies.refused_connections.add();
    auto response = to_response(problem_of(Reason::too_many_connections), Language::zh);
    response.headers.set("Retry-After", std::to_string(2 + random_.below(8)));
    auto const& body = std::get<std::string>(response.body);
    std::string out;
    service_.writer.append_head(
        out, response, {.length = body.size(), .closes = true}, {.date = date_}
    );
    out += body;
    boost::system::error_code ignored;
    std::array<char, 4096> unread{}; // bytes that nobody reads would turn the end into a reset
    socket.non_blocking(true, ignored);
    socket.read_some(asio::buffer(unread), ignored);
    socket.write_some(asio::buffer(out), ignored);
    socket.shutdown(Tcp::socket::shutdown_send, ignored);
}

void NetworkThread::remove(std::shared_ptr<Connection> const& connection)
{
    connections_.erase(connection);
    say_if_empty();
}

std::vector<std::shared_ptr<Connection>> NetworkThread::all() const
{
    return {connections_.begin(), connections_.end()};
}

void NetworkThread::say_if_empty()
{
    if (is_stopping_ && connections_.empty()) {
        is_stopping_ = false; // it is said once
        service_.thread_emptied();
    }
}

void NetworkThread::tick()
{
    timer_.expires_after(service_.options.limits.sweep);
    timer_.async_wait([this](boost::system::error_code const& error) {
        if (!error) {
            sweep();
            tick();
        }
    });
}

void NetworkThread::sweep()
{
    date_ = date_line(service_.ports.clock.now());
    auto const now = std::chrono::steady_clock::now();
    for (auto const& connection : all()) {
        connection->sweep(now);
    }
    if (sheds_) {
        service_.workers.shed_late(now);
        say_shed(now);
    }
    is_overloaded_ = std::exchange(has_shed_, false);
    if (must_accept_again_ && acceptor_.is_open()) {
        must_accept_again_ = false;
        accept();
    }
}

/// A line a class and second, of those who were told to come again.
void NetworkThread::say_shed(TimePoint now)
{
    constexpr std::chrono::seconds pause{1};
    auto* const log = service_.ports.log;
    if (!sheds_ || log == nullptr || now - shed_said_at_ < pause) {
        return;
    }
    shed_said_at_ = now;
    for (std::size_t i = 0; i < load_classes; ++i) {
        auto const load = static_cast<LoadClass>(i);
        auto const all = service_.tallies.shed_of(load);
        auto const count = all - std::exchange(shed_said_[i], all);
        if (count > 0) {
            log->event(
                logging::Level::warning,
                "requests were told to come again",
                {{"class", name_of(load)}, {"count", static_cast<std::int64_t>(count)}}
            );
        }
    }
}

void NetworkThread::begin_stop()
{
    asio::post(io_, [this] {
        // Whoever waits in the kernel has sent a request, as far as he knows.
        static_cast<void>(take_waiting(std::numeric_limits<std::size_t>::max()));
        boost::system::error_code ignored;
        acceptor_.close(ignored);
        for (auto const& connection : all()) {
            connection->begin_stop();
        }
        is_stopping_ = true;
        say_if_empty();
    });
}

void NetworkThread::cut()
{
    asio::post(io_, [this] {
        is_stopping_ = false; // nobody is to be told any more
        for (auto const& connection : all()) {
            connection->cut();
        }
        boost::system::error_code ignored;
        acceptor_.close(ignored);
        timer_.cancel();
        io_.stop();
    });
}

} // namespace ducha::http
