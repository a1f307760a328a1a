// What every benchmark shares: its command line, its clock, and the lines that it prints.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace ducha::bench {

/// Prints one line a figure as soon as it is known: `name<TAB>value<TAB>unit<TAB>peer`, or the
/// same as a JSON object.
class Figures {
public:
    explicit Figures(bool as_json) : as_json_{as_json} {}

    /// peer   the goal, or what was measured beside it in the same run; may be empty
    void
    add(std::string_view name, double value, std::string_view unit, std::string_view peer = {});

private:
    bool as_json_;
};

/// Seconds since it was made.
class Stopwatch {
public:
    [[nodiscard]] double seconds() const
    {
        return std::chrono::duration<double>{Clock::now() - begun_}.count();
    }

private:
    using Clock = std::chrono::steady_clock;

    Clock::time_point begun_ = Clock::now();
};

/// How long `work` takes, in seconds.
[[nodiscard]] double time_of(std::function<void()> const& work);

/// The value below which `share` of the values lie; `values` must not be empty.
[[nodiscard]] double quantile(std::vector<double> values, double share);

/// A figure as it is printed: three digits or more.
[[nodiscard]] std::string spelled(double value);

/// The most memory that this process has held so far, in MiB.
[[nodiscard]] double peak_memory();

/// How much is measured: an option such as `--rows`, and what it is without one.
struct Amount {
    std::string_view option;
    std::int64_t usual;
};

/// `main` of a benchmark: reads the amount and `--json`, runs, and says trouble on standard error.
int run(
    int count,
    char const* const* arguments,
    Amount amount,
    std::function<void(Figures&, std::int64_t)> const& measure
);

} // namespace ducha::bench
