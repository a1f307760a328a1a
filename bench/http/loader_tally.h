// What came of a load, and its line of JSON.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ducha::bench {

class Latencies {
public:
    void add(std::chrono::steady_clock::duration taken);

    /// As a JSON object, in milliseconds; null where there are none.
    [[nodiscard]] std::string text();

private:
    std::vector<double> taken_;
};

struct Tally {
    std::int64_t scheduled = 0;
    std::int64_t sent = 0;
    std::int64_t not_sent = 0; ///< no connection was free in time
    std::int64_t failed = 0;   ///< no connection, or it broke before the answer
    std::int64_t unanswered = 0;
    std::int64_t good_in_time = 0;
    std::map<int, std::int64_t> answered; ///< by status
    Latencies accepted;
    Latencies refused; ///< 503 and 429
    Latencies behind;  ///< from when it was due until it was sent
};

/// Prints one line.
/// seconds   of the schedule
void print(Tally& tally, double seconds);

} // namespace ducha::bench
