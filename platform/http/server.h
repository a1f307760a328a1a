// The HTTP/1.1 server: sockets, limits, queues. It knows routes, and nothing of what they do.
//
//     http::Router router;
//     router.add({.pattern = "/health", .handler = healthy, .is_light = true});
//     http::Server server{std::move(router), {.port = 8080}, {clock, random, registry}};
//     server.start();
//     ...
//     server.stop();
//
// Network threads read requests and write answers, each with its own listening socket on the same
// port. What may block runs on worker threads, fed by one queue a load class. Where there is not
// time for all, reports come first: a less important class may fill only its share of the workers,
// and is told 503 with Retry-After at once when its queue is full, or at its deadline.
//
// A proxy in front does TLS, HTTP/2 and compression of answers; `trusted_proxies` names it.
// Source: RFC 9110, RFC 9112; reliability goals in docs/architecture.md, "The server".
#pragma once

#include "platform/http/router.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ducha {
class Clock;
class Random;
} // namespace ducha

namespace ducha::logging {
class Log;
} // namespace ducha::logging

namespace ducha::metrics {
class Registry;
} // namespace ducha::metrics

namespace ducha::http {

/// What one client may take. Everything has a bound.
struct Limits {
    std::size_t most_line_bytes = 8 * 1024;  ///< the request line
    std::size_t most_head_bytes = 16 * 1024; ///< with the request line
    std::size_t most_fields = 64;
    std::size_t most_bodies_bytes = 256 * 1024 * 1024; ///< of all bodies together in memory
    std::size_t most_connections = 4096;
    std::size_t most_connections_of_bucket = 64;
    std::size_t most_requests_of_connection = 1000;
    std::size_t most_event_bytes = 64 * 1024; ///< that wait for one listener

    std::chrono::milliseconds head_time{10'000}; ///< from its first byte to its last
    std::chrono::milliseconds body_time{60'000};
    std::chrono::milliseconds body_grace{5'000}; ///< before the rate counts
    std::size_t least_body_bytes_a_second = 1024;
    std::chrono::milliseconds idle_time{15'000};   ///< between two requests
    std::chrono::milliseconds write_stall{30'000}; ///< without a byte taken by the client
    std::chrono::milliseconds event_pause{15'000}; ///< after which a comment keeps a stream awake
    std::chrono::milliseconds sweep{250};          ///< how often the times above are looked at
};

/// The queue of one load class.
struct Queue {
    std::size_t most_waiting;
    std::chrono::milliseconds deadline; ///< a request that waited longer is told 503
    /// How many of a hundred workers this class may fill together with the less important ones, at
    /// least one worker: the rest is kept for what is more important.
    int share;
};

/// In the order of LoadClass.
struct Queues {
    Queue intake{.most_waiting = 1024, .deadline = std::chrono::seconds{10}, .share = 100};
    Queue write{.most_waiting = 256, .deadline = std::chrono::seconds{5}, .share = 75};
    Queue look_up{.most_waiting = 256, .deadline = std::chrono::seconds{2}, .share = 50};
    Queue list{.most_waiting = 64, .deadline = std::chrono::seconds{1}, .share = 25};

    /// Where the oldest has waited so long for `overload_after` without a pause, the newest goes
    /// first: most of the old ones have given up by then.
    std::chrono::milliseconds target_wait{50};
    std::chrono::milliseconds overload_after{500};
};

/// Sent with every answer that does not say otherwise; an empty value sends nothing.
struct SecurityHeaders {
    std::string content_security_policy = "default-src 'none'; frame-ancestors 'none'";
    std::string referrer_policy = "no-referrer";
    std::string content_type_options = "nosniff";
    std::string frame_options = "DENY";
    std::string cross_origin_opener_policy = "same-origin";
    std::string cross_origin_resource_policy = "same-origin";
    std::string permissions_policy = "camera=(), geolocation=(), microphone=()";
    std::string strict_transport_security; ///< only where TLS is in front
    std::string cache_control = "no-store";
};

struct Options {
    std::string address = "127.0.0.1"; ///< IPv4 or IPv6
    std::uint16_t port = 0;            ///< 0: any free one
    int network_threads = 1;
    int workers = 8; ///< at least 4, so that every class has a share of its own
    Limits limits{};
    Queues queues{};
    SecurityHeaders security{};
    /// Addresses of proxies in front. Their connections are not counted by bucket, and the last
    /// entry of X-Forwarded-For of theirs says where a request comes from. Of anybody else that
    /// header is passed over.
    std::vector<std::string> trusted_proxies{};
    std::chrono::milliseconds stop_time{20'000}; ///< for what is being answered

    /// What a browser that asks for a page (`Accept: text/html`) is told where there is too much to
    /// do; empty, or for anybody else: the problem document. Called on network threads, so it must
    /// be at hand.
    std::function<Response(Request const&)> overloaded_page{};
};

/// What the server needs of the world; all outlive it.
struct Ports {
    Clock& clock;   ///< for the Date header
    Random& random; ///< read once a network thread: request ids and the jitter of Retry-After
    metrics::Registry& registry;
    logging::Log* log = nullptr; ///< a line a request: its route, never its path
};

/// threads   `start` and `port` by one thread; `stop` by any
class Server {
public:
    Server(Router router, Options options, Ports ports);
    Server(Server const&) = delete;
    Server& operator=(Server const&) = delete;
    /// Cuts what is left.
    ~Server();

    /// Binds, listens and serves. Throws Trouble(network) with the address where it cannot.
    void start();

    /// The port that it serves.
    [[nodiscard]] std::uint16_t port() const;

    /// Takes no further connection, closes the idle ones, lets what has begun to arrive be answered
    /// and sent, and comes back when all is done, at most after `stop_time`; what is left then is
    /// cut. A second call, from another thread, cuts at once. It waits for handlers that are
    /// running all the same: they hold what belongs to others.
    ///
    /// returns   whether everything that was begun was answered
    bool stop();

private:
    class Running;

    std::unique_ptr<Running> running_;
};

} // namespace ducha::http
