// What the server counts about itself. Inside of http.
#pragma once

#include "platform/http/router.h"
#include "platform/metrics/metrics.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace ducha::http {

/// The series of one server, asked for once.
class Tallies {
public:
    Tallies(std::span<Route const> routes, metrics::Registry& registry);

    /// route   nothing where none matched
    void answered(std::optional<std::size_t> route, Status status, std::chrono::microseconds taken);

    metrics::Gauge& connections;
    metrics::Gauge& listeners; ///< streams of events
    metrics::Counter& refused_connections;
    metrics::Counter& refused_requests; ///< malformed, too large, too slow
    metrics::Counter& dropped_listeners;
    std::array<metrics::Counter*, load_classes> shed_full{};
    std::array<metrics::Counter*, load_classes> shed_late{};

private:
    struct OfRoute {
        std::array<metrics::Counter*, 5> by_status{}; ///< 1xx to 5xx
        metrics::Histogram* taken = nullptr;
    };

    std::vector<OfRoute> routes_; ///< the last: of no route
};

} // namespace ducha::http
