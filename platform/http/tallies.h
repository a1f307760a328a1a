// What the server counts about itself. Inside of http.
#pragma once

#include "platform/http/router.h"
#include "platform/metrics/metrics.h"

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace ducha::http {

/// What is wanting where a request is told to come again.
enum class Wanting : std::uint8_t { place, time, memory };

/// The series of one server, asked for once.
class Tallies {
public:
    Tallies(std::span<Route const> routes, metrics::Registry& registry);

    /// route   nothing where none matched
    void answered(std::optional<std::size_t> route, Status status, std::chrono::microseconds taken);
    void shed(LoadClass load, Wanting wanting);
    /// How many were, whatever was wanting.
    [[nodiscard]] std::uint64_t shed_of(LoadClass load) const;

    metrics::Gauge& connections;
    metrics::Gauge& listeners; ///< streams of events
    metrics::Counter& refused_connections;
    metrics::Counter& refused_requests; ///< malformed, too large, too slow
    metrics::Counter& dropped_listeners;

private:
    static constexpr std::size_t kinds_of_want = 3;
    struct OfRoute {
        std::array<metrics::Counter*, 5> by_status{}; ///< 1xx to 5xx
        metrics::Histogram* taken = nullptr;
    };

    std::vector<OfRoute> routes_; ///< the last: of no route
    std::array<std::array<metrics::Counter*, kinds_of_want>, load_classes> shed_{};
};

} // namespace ducha::http
