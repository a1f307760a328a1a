// What the server counts about itself.
#include "platform/http/tallies.h"

namespace ducha::http {
namespace {

constexpr std::array<std::string_view, 5> statuses{"1xx", "2xx", "3xx", "4xx", "5xx"};

} // namespace

Tallies::Tallies(std::span<Route const> routes, metrics::Registry& registry)
    : connections{registry.gauge("ducha_http_connections", "Open connections.")},
      listeners{registry.gauge("ducha_http_listeners", "Streams of events that are open.")},
      refused_connections{registry.counter(
          "ducha_http_refused_connections_total",
          "Connections that were refused, because there were too many."
      )},
      refused_requests{registry.counter(
          "ducha_http_refused_requests_total",
          "Requests that were malformed, too large or too slow."
      )},
      dropped_listeners{registry.counter(
          "ducha_http_dropped_listeners_total", "Streams of events whose client was too slow."
      )}
{
    auto const add = [&](std::string_view route, std::string_view load) {
        auto& added = routes_.emplace_back();
        for (std::size_t i = 0; i < statuses.size(); ++i) {
            added.by_status[i] = &registry.counter(
                "ducha_http_requests_total",
                "Requests that were answered.",
                {{"route", route}, {"class", load}, {"status", statuses[i]}}
            );
        }
        added.taken = &registry.histogram(
            "ducha_http_request_seconds",
            "From the end of a request's head to the beginning of its answer.",
            {{"route", route}, {"class", load}}
        );
    };
    for (auto const& route : routes) {
        add(std::string{name_of(route.method)} + " " + route.pattern, name_of(route.load));
    }
    add("none", "none");
    constexpr std::array<std::string_view, kinds_of_want> reasons{
        "queue_full", "too_late", "bodies_full"
    };
    for (std::size_t i = 0; i < load_classes; ++i) {
        for (std::size_t k = 0; k < kinds_of_want; ++k) {
            shed_[i][k] = &registry.counter(
                "ducha_http_shed_total",
                "Requests told to come again, by what was wanting.",
                {{"class", name_of(static_cast<LoadClass>(i))}, {"reason", reasons[k]}}
            );
        }
    }
}

void Tallies::answered(
    std::optional<std::size_t> route, Status status, std::chrono::microseconds taken
)
{
    auto const& of_route = routes_[route.value_or(routes_.size() - 1)];
    of_route.by_status[static_cast<std::size_t>(status) / 100 - 1]->add();
    of_route.taken->observe_microseconds(taken.count());
}

void Tallies::shed(LoadClass load, Wanting wanting)
{
    shed_[static_cast<std::size_t>(load)][static_cast<std::size_t>(wanting)]->add();
}

std::uint64_t Tallies::shed_of(LoadClass load) const
{
    std::uint64_t sum = 0;
    for (auto const* const counter : shed_[static_cast<std::size_t>(load)]) {
        sum += counter->value();
    }
    return sum;
}

} // namespace ducha::http
