// What the program counts about itself, as Prometheus reads it.
//
// Whoever counts asks the registry once for a series and keeps the reference; counting is then one
// relaxed atomic addition. No text of a report and nothing of a person belongs in a label: labels
// are constants of the program (a route's pattern, a class, a status), so their number is bounded.
// Source: Prometheus text exposition format 0.0.4.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace ducha::metrics {

/// Series of several threads lie on cache lines of their own.
inline constexpr std::size_t cache_line = 64;

/// Only grows.
class alignas(cache_line) Counter {
public:
    void add(std::uint64_t amount = 1) { value_.fetch_add(amount, std::memory_order_relaxed); }
    [[nodiscard]] std::uint64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::uint64_t> value_{0};
};

/// How many there are now.
class alignas(cache_line) Gauge {
public:
    void add(std::int64_t amount = 1) { value_.fetch_add(amount, std::memory_order_relaxed); }
    void set(std::int64_t value) { value_.store(value, std::memory_order_relaxed); }
    [[nodiscard]] std::int64_t value() const { return value_.load(std::memory_order_relaxed); }

private:
    std::atomic<std::int64_t> value_{0};
};

/// How long things took, in buckets whose bounds grow by about the square root of ten.
class alignas(cache_line) Histogram {
public:
    /// Upper bounds of the buckets in microseconds; a last one has none.
    static constexpr std::array<std::int64_t, 12> bounds{
        30,
        100,
        300,
        1'000,
        3'000,
        10'000,
        30'000,
        100'000,
        300'000,
        1'000'000,
        3'000'000,
        10'000'000
    };

    /// cost   two relaxed additions
    void observe_microseconds(std::int64_t taken);

    /// Of the bucket and all below it; `bounds.size()` gives all.
    [[nodiscard]] std::uint64_t count_up_to(std::size_t bucket) const;
    [[nodiscard]] std::uint64_t sum_microseconds() const
    {
        return sum_.load(std::memory_order_relaxed);
    }

private:
    std::array<std::atomic<std::uint64_t>, bounds.size() + 1> buckets_{};
    std::atomic<std::uint64_t> sum_{0};
};

/// Names and values, as they are printed: `{{"route", "GET /"}, {"class", "list"}}`.
using Labels = std::initializer_list<std::pair<std::string_view, std::string_view>>;

/// All series of one program; it outlives whoever counts.
///
/// threads   safe; a reference stays valid as long as the registry
/// cost      asking for a series takes a lock and a look-up: do it once, not when counting
class Registry {
public:
    Registry();
    Registry(Registry const&) = delete;
    Registry& operator=(Registry const&) = delete;
    ~Registry();

    /// name   `[a-z_]+`, ending as Prometheus has it: `_total`, `_seconds`
    /// what   one English sentence for the reader of the page
    /// The same name and labels give the same series; of one name all are of one kind.
    [[nodiscard]] Counter&
    counter(std::string_view name, std::string_view what, Labels labels = {});
    [[nodiscard]] Gauge& gauge(std::string_view name, std::string_view what, Labels labels = {});
    /// Printed in seconds, so its name ends in `_seconds`.
    [[nodiscard]] Histogram&
    histogram(std::string_view name, std::string_view what, Labels labels = {});

    /// Everything as text: counters, gauges, histograms, each in the order of their names.
    [[nodiscard]] std::string prometheus_text() const;

private:
    template <class Series>
    struct Family;
    template <class Series>
    using Families = std::map<std::string, Family<Series>, std::less<>>;
    template <class Series>
    Series& series(
        Families<Series>& families,
        std::pair<std::string_view, std::string_view> named,
        Labels labels
    );

    mutable std::mutex asking_;
    std::unique_ptr<Families<Counter>> counters_;
    std::unique_ptr<Families<Gauge>> gauges_;
    std::unique_ptr<Families<Histogram>> histograms_;
};

} // namespace ducha::metrics
