// A client for tests: a raw socket that sends any bytes and reads answers, and a server to talk to.
#pragma once

#include "platform/clock/clock.h"
#include "platform/http/server.h"
#include "platform/logging/logging.h"
#include "platform/metrics/metrics.h"
#include "platform/random/random.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::http {

struct Reply {
    int status = 0;                             ///< 0: the connection ended before an answer
    std::map<std::string, std::string> headers; ///< names in small letters
    std::string body;
    bool is_whole = false; ///< as Content-Length or the last chunk say
};

/// Blocks, at most twenty seconds at a time.
class Client {
public:
    /// receive_bytes   of the socket's buffer; 0: what is usual
    explicit Client(std::uint16_t port, int receive_bytes = 0);
    Client(Client const&) = delete;
    Client& operator=(Client const&) = delete;
    ~Client();

    /// Whether anybody listens there.
    [[nodiscard]] static bool reaches(std::uint16_t port);

    /// False where the other side takes no more.
    bool send(std::string_view bytes);
    void finish_sending();
    /// Ends the connection with a reset.
    void reset();

    /// The next answer; of one to HEAD only the head.
    [[nodiscard]] Reply receive(bool is_head = false);
    /// Reads until `mark` was seen; returns all up to its end, or what came before the end.
    [[nodiscard]] std::string read_until(std::string_view mark);
    [[nodiscard]] std::string read_to_end();
    /// Whether the other side ends without sending anything more.
    [[nodiscard]] bool sees_end();

    [[nodiscard]] Reply ask(std::string_view request)
    {
        send(request);
        return receive();
    }

private:
    [[nodiscard]] bool read_more();
    [[nodiscard]] std::string take(std::size_t count);
    void read_chunks(Reply& reply);

    int socket_;
    std::string had_;
};

/// `GET path` with a Host.
[[nodiscard]] std::string get(std::string_view path, std::string_view more_headers = {});
[[nodiscard]] std::string
post(std::string_view path, std::string_view body, std::string_view more_headers = {});

/// A server on a port of its own.
class Served {
public:
    explicit Served(Router router, Options options = {});

    [[nodiscard]] std::uint16_t port() const { return server->port(); }
    [[nodiscard]] std::string metrics() const { return registry.prometheus_text(); }
    /// The value of the series that is printed as `series`.
    [[nodiscard]] std::string metric(std::string_view series) const;
    /// Waits until that series has the value; false after twenty seconds.
    [[nodiscard]] bool wait_for(std::string_view series, std::string_view value) const;
    /// How many lines of the log hold `part`, so far.
    [[nodiscard]] std::ptrdiff_t logged(std::string_view part) const;

    metrics::Registry registry;
    SystemClock clock;
    SystemRandom random;
    mutable std::mutex saying;
    std::vector<std::string> lines; ///< of the log
    logging::Log log;
    std::unique_ptr<Server> server;
};

/// Limits of time that a test need not wait for.
[[nodiscard]] Options quick_options();

} // namespace ducha::http
