// A server with trivial routes, for report.py to drive: prints its port, serves until its input
// ends.
//
//     http_serving [--threads N] [--bare]      --bare leaves the security headers out
#include "platform/clock/clock.h"
#include "platform/http/server.h"
#include "platform/metrics/metrics.h"
#include "platform/random/random.h"

#include <cstdio>
#include <span>
#include <string_view>

namespace {

namespace http = ducha::http;

http::Router routes()
{
    auto const hello = [](http::Request const&, http::Context&) {
        return http::content(http::Status::ok, "text/plain", "hello\n");
    };
    http::Router router;
    router.add({.pattern = "/hello", .handler = hello, .is_light = true});
    router.add({.pattern = "/worker", .load = http::LoadClass::intake, .handler = hello});
    return router;
}

http::Options options(std::span<char const* const> arguments)
{
    http::Options options;
    options.limits.most_connections_of_bucket = options.limits.most_connections;
    options.limits.most_requests_of_connection = 1'000'000'000;
    for (std::size_t i = 1; i < arguments.size(); ++i) {
        std::string_view const argument{arguments[i]};
        if (argument == "--bare") {
            options.security = {"", "", "", "", "", "", "", "", ""};
        } else if (argument == "--threads" && i + 1 < arguments.size()) {
            options.network_threads = *arguments[++i] - '0';
        }
    }
    return options;
}

} // namespace

int main(int count, char const* const* arguments)
{
    ducha::SystemClock clock;
    ducha::SystemRandom random;
    ducha::metrics::Registry registry;
    http::Server server{
        routes(),
        options({arguments, static_cast<std::size_t>(count)}),
        {clock, random, registry},
    };
    server.start();
    std::printf("%d\n", server.port());
    std::fflush(stdout);
    while (std::getchar() != EOF) {
    }
    return server.stop() ? 0 : 1;
}
