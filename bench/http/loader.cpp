// An open-loop loader: it sends when it is time to, however slow the answers are.
//
//   http_loader --address 127.0.0.1:PORT --rate N --seconds N [--connections 256]
//               [--method GET] [--path /] [--headers FILE] [--body FILE] [--first 1]
//               [--arrivals poisson|even] [--seed 1] [--patience 1000]
//
// `{number}` in path and body counts the requests from --first on. Headers are lines of a file.
// A latency counts from the instant for which the request was scheduled, so that waiting for a free
// connection is in it; what waited longer than the patience (ms) is not sent, and says that there
// were too few connections. One thread; prints one line of JSON when all is answered, or ten
// seconds after the last request was due.
#include "bench/http/loader_options.h"
#include "bench/http/loader_tally.h"

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>

#include <algorithm>
#include <array>
#include <cstdio>
#include <deque>
#include <functional>
#include <memory>
#include <random>
#include <utility>

namespace ducha::bench {
namespace {

namespace asio = boost::asio;
using Tcp = asio::ip::tcp;
using Clock = std::chrono::steady_clock;
using Seconds = std::chrono::duration<double>;
using Error = boost::system::error_code;

constexpr std::chrono::seconds last_wait{10};

// --- answers ------------------------------------------------------------------------------------

struct Answer {
    int status = 0;
    bool closes = false;
};

/// The value of a field of an answer's head, in small letters; empty where there is none.
std::string field_of(std::string_view head, std::string_view name)
{
    auto const is_same = [](char one, char other) { return (one | ' ') == (other | ' '); };
    auto const found = std::ranges::search(head, name, is_same);
    if (found.empty()) {
        return {};
    }
    std::string value{found.end(), std::find(found.end(), head.end(), '\r')};
    value.erase(0, value.find_first_not_of(' '));
    std::ranges::transform(value, value.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter | ' ') : letter;
    });
    return value;
}

/// Takes a whole answer out of what was received; nothing while a part is missing.
std::optional<Answer> take_answer(std::string& received)
{
    constexpr std::string_view end_of_head = "\r\n\r\n";
    constexpr std::size_t status_at = 9; // behind "HTTP/1.1 "
    auto const end = received.find(end_of_head);
    if (end == std::string::npos) {
        return std::nullopt;
    }
    auto const head = std::string_view{received}.substr(0, end + 2);
    std::size_t length = 0;
    read_number(field_of(head, "\r\nContent-Length:"), length);
    auto const whole = end + end_of_head.size() + length;
    if (received.size() < whole) {
        return std::nullopt;
    }
    Answer answer{.closes = field_of(head, "\r\nConnection:") == "close"};
    read_number(head.substr(std::min(status_at, head.size()), 3), answer.status);
    received.erase(0, whole);
    return answer;
}

// --- connections --------------------------------------------------------------------------------

/// One request, from when it was due.
struct Due {
    Clock::time_point at;
    std::int64_t number = 0;
};

/// A connection reads as long as it lives, so that it also hears of its end while nothing is asked.
class Connection : public std::enable_shared_from_this<Connection> {
public:
    /// Told of an answer, or that there will be none, and of whether the connection lives on.
    /// asked   what it was asked; none: nothing, and it ended
    using Told = std::function<
        void(Connection&, std::optional<Due> asked, std::optional<Answer>, bool lives)>;

    Connection(asio::io_context& io, Told told) : socket_{io}, told_{std::move(told)} {}

    void send(Tcp::endpoint const& address, Due due, std::string request)
    {
        asked_ = due;
        request_ = std::move(request);
        if (socket_.is_open()) {
            write();
            return;
        }
        socket_.async_connect(address, [self = shared_from_this()](Error const& error) {
            if (error) {
                self->tell({}, false);
                return;
            }
            self->socket_.set_option(Tcp::no_delay{true});
            self->write();
            self->read();
        });
    }

private:
    /// What goes wrong here the reader hears, too.
    void write()
    {
        asio::async_write(
            socket_,
            asio::buffer(request_),
            [self = shared_from_this()](Error const& /*error*/, std::size_t /*bytes*/) {}
        );
    }

    void read()
    {
        socket_.async_read_some(
            asio::buffer(piece_),
            [self = shared_from_this()](Error const& error, std::size_t bytes) {
                self->hear(error, bytes);
            }
        );
    }

    void hear(Error const& error, std::size_t bytes)
    {
        received_.append(piece_.data(), bytes);
        auto const answer = take_answer(received_);
        bool const lives = !error && !(answer && answer->closes);
        if (lives) {
            read();
        }
        if (answer || !lives) {
            tell(answer, lives);
        }
    }

    void tell(std::optional<Answer> answer, bool lives)
    {
        if (!lives) {
            Error ignored;
            socket_.close(ignored);
        }
        told_(*this, std::exchange(asked_, std::nullopt), answer, lives);
    }

    Tcp::socket socket_;
    Told told_;
    std::optional<Due> asked_; ///< what is being asked

    std::string request_;
    std::string received_;
    std::array<char, 16 * 1024> piece_{};
};

// --- the schedule -------------------------------------------------------------------------------

class Loader {
public:
    explicit Loader(Wish wish)
        : wish_{std::move(wish)}, random_{wish_.seed}, gap_{wish_.rate}, number_{wish_.first}
    {
    }

    Tally& run()
    {
        next_ = Clock::now();
        end_ = next_ + std::chrono::duration_cast<Clock::duration>(Seconds{wish_.seconds});
        wait();
        io_.run();
        tally_.not_sent += static_cast<std::int64_t>(waiting_.size());
        tally_.unanswered = static_cast<std::int64_t>(asked_);
        return tally_;
    }

private:
    void wait()
    {
        timer_.expires_at(std::min(next_, end_));
        timer_.async_wait([this](Error const& /*error*/) { come_due(); });
    }

    void come_due()
    {
        auto const now = Clock::now();
        while (next_ <= now && next_ < end_) {
            waiting_.push_back({next_, number_++});
            ++tally_.scheduled;
            next_ += std::chrono::duration_cast<Clock::duration>(
                Seconds{wish_.is_even ? 1 / wish_.rate : gap_(random_)}
            );
        }
        send_what_waits(now);
        if (now < end_) {
            wait();
            return;
        }
        is_over_ = true;
        timer_.expires_at(end_ + last_wait);
        timer_.async_wait([this](Error const& error) {
            if (!error) {
                io_.stop();
            }
        });
        stop_if_done();
    }

    void send_what_waits(Clock::time_point now)
    {
        while (!waiting_.empty() && now - waiting_.front().at > wish_.patience) {
            waiting_.pop_front();
            ++tally_.not_sent;
        }
        while (!waiting_.empty()) {
            auto const connection = free_connection();
            if (!connection) {
                return;
            }
            auto const due = waiting_.front();
            waiting_.pop_front();
            ++tally_.sent;
            ++asked_;
            tally_.behind.add(now - due.at);
            connection->send(wish_.address, due, request_of(wish_, due.number));
        }
    }

    std::shared_ptr<Connection> free_connection()
    {
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
        if (open_ == wish_.connections) {
            return nullptr;
        }
        ++open_;
        return std::make_shared<Connection>(
            io_,
            [this](
                Connection& connection,
                std::optional<Due> asked,
                std::optional<Answer> answer,
                bool lives
            ) {
                if (asked) {
                    count(*asked, answer);
                }
                take_back(connection, lives);
            }
        );
    }

    void count(Due const& due, std::optional<Answer> answer)
    {
        auto const now = Clock::now();
        --asked_;
        if (!answer) {
            ++tally_.failed;
            return;
        }
        ++tally_.answered[answer->status];
        if (answer->status / 100 == 2) {
            tally_.accepted.add(now - due.at);
            tally_.good_in_time += now <= end_ ? 1 : 0;
        } else if (answer->status == 503 || answer->status == 429) {
            tally_.refused.add(now - due.at);
        }
    }

    void take_back(Connection& connection, bool lives)
    {
        auto const self = connection.shared_from_this();
        if (lives) {
            idle_.push_back(self);
        } else {
            --open_;
            std::erase(idle_, self);
        }
        send_what_waits(Clock::now());
        stop_if_done();
    }

    void stop_if_done()
    {
        if (is_over_ && waiting_.empty() && asked_ == 0) {
            io_.stop();
        }
    }

    Wish wish_;
    asio::io_context io_{1};
    asio::steady_timer timer_{io_};
    std::mt19937_64 random_;
    std::exponential_distribution<> gap_;
    Clock::time_point next_;
    Clock::time_point end_;
    std::int64_t number_;
    std::deque<Due> waiting_;
    std::vector<std::shared_ptr<Connection>> idle_; ///< the one used last is used next
    std::size_t open_ = 0;
    std::size_t asked_ = 0;
    bool is_over_ = false;
    Tally tally_;
};

} // namespace
} // namespace ducha::bench

int main(int count, char const* const* arguments)
{
    auto const wish = ducha::bench::wish_in(count, arguments);
    if (!wish) {
        std::fputs(
            "usage: http_loader --address A:P --rate N --seconds N [--connections N]"
            " [--method M] [--path P]\n"
            "       [--headers FILE] [--body FILE] [--first N] [--arrivals poisson|even]"
            " [--seed N] [--patience MS]\n",
            stderr
        );
        return 2;
    }
    ducha::bench::Loader loader{*wish};
    ducha::bench::print(loader.run(), wish->seconds);
    return 0;
}
