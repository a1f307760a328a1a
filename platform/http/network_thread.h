// One thread that listens, reads and writes. Inside of http; included by .cpp files only.
#pragma once

#include "platform/http/connection.h"
#include "platform/http/service.h"
#include "platform/random/random.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <unordered_set>
#include <vector>

namespace ducha::http {

/// Everything but `start`, `begin_stop`, `cut` and `join` is called on the thread itself, or before
/// it is started.
class NetworkThread {
public:
    using Tcp = boost::asio::ip::tcp;

    /// sheds   this thread also looks after the queues of the workers
    NetworkThread(Service& service, std::uint64_t seed, bool sheds);

    /// Binds with SO_REUSEPORT, so that the other threads can bind the same port.
    /// returns   the port
    std::uint16_t listen(std::string const& address, std::uint16_t port);

    void start();
    void begin_stop();
    void cut();
    void join();

    [[nodiscard]] Service& service() { return service_; }
    [[nodiscard]] Random& random() { return random_; }
    [[nodiscard]] std::string const& date() const { return date_; }

    void remove(std::shared_ptr<Connection> const& connection);
    /// Somebody was told to come again.
    void note_shed() { has_shed_ = true; }

private:
    void work();
    void accept();
    void take(Tcp::socket socket, Tcp::endpoint const& peer);
    void refuse(Tcp::socket socket);
    [[nodiscard]] bool take_waiting(std::size_t most);
    void tick();
    void sweep();
    void say_shed(TimePoint now);
    void say_if_empty();
    /// A copy: whoever is closed removes itself.
    [[nodiscard]] std::vector<std::shared_ptr<Connection>> all() const;

    Service& service_;
    SeededRandom random_;
    bool sheds_;
    bool has_shed_ = false;      ///< since the last sweep
    bool is_overloaded_ = false; ///< it had when that came
    bool is_stopping_ = false;   ///< and has not said yet that no connection is left
    bool must_accept_again_ =
        false; ///< accepting failed for want of something; tried at the next sweep
    std::string date_;
    std::array<std::uint64_t, load_classes> shed_said_{}; ///< as the log has it
    TimePoint shed_said_at_;
    boost::asio::io_context io_;
    Tcp::acceptor acceptor_;
    boost::asio::steady_timer timer_;
    std::unordered_set<std::shared_ptr<Connection>> connections_;
    std::thread thread_;
};

} // namespace ducha::http
