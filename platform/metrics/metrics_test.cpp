// What an operator's dashboard reads.
#include "platform/metrics/metrics.h"

#include <gtest/gtest.h>

#include <thread>
#include <vector>

namespace ducha::metrics {
namespace {

TEST(MetricsTest, GivesTheSameSeriesForTheSameLabels)
{
    Registry registry;
    registry.counter("reports_total", "Reports.", {{"channel", "call"}}).add(2);
    registry.counter("reports_total", "Reports.", {{"channel", "call"}}).add();
    registry.counter("reports_total", "Reports.", {{"channel", "web"}}).add();
    EXPECT_EQ(
        registry.prometheus_text(),
        "# HELP reports_total Reports.\n# TYPE reports_total counter\n"
        "reports_total{channel=\"call\"} 3\nreports_total{channel=\"web\"} 1\n"
    );
}

TEST(MetricsTest, WritesAGaugeThatFalls)
{
    Registry registry;
    auto& waiting = registry.gauge("waiting", "Who waits.");
    waiting.add(3);
    waiting.add(-5);
    EXPECT_TRUE(registry.prometheus_text().ends_with("# TYPE waiting gauge\nwaiting -2\n"));
}

TEST(MetricsTest, CountsADurationInItsBucketAndInAllAbove)
{
    Registry registry;
    auto& taken = registry.histogram("taken_seconds", "How long.", {{"class", "list"}});
    taken.observe_microseconds(30);
    taken.observe_microseconds(31);
    taken.observe_microseconds(20'000'000);
    auto const text = registry.prometheus_text();
    EXPECT_TRUE(text.contains("taken_seconds_bucket{class=\"list\",le=\"0.00003\"} 1\n")) << text;
    EXPECT_TRUE(text.contains("taken_seconds_bucket{class=\"list\",le=\"0.0001\"} 2\n")) << text;
    EXPECT_TRUE(text.contains("taken_seconds_bucket{class=\"list\",le=\"10\"} 2\n")) << text;
    EXPECT_TRUE(text.contains("taken_seconds_bucket{class=\"list\",le=\"+Inf\"} 3\n")) << text;
    EXPECT_TRUE(text.contains("taken_seconds_sum{class=\"list\"} 20.000061\n")) << text;
    EXPECT_TRUE(text.contains("taken_seconds_count{class=\"list\"} 3\n")) << text;
}

TEST(MetricsTest, EscapesWhatALabelMayHold)
{
    Registry registry;
    registry.counter("odd_total", "Odd.", {{"route", "a\"b\\c\nd"}}).add();
    EXPECT_TRUE(registry.prometheus_text().contains("odd_total{route=\"a\\\"b\\\\c\\nd\"} 1\n"));
}

TEST(MetricsTest, LosesNothingThatSeveralThreadsCount)
{
    Registry registry;
    auto& counted = registry.counter("counted_total", "Counted.");
    {
        std::vector<std::jthread> threads;
        for (auto i = 0; i < 4; ++i) {
            threads.emplace_back([&registry, &counted] {
                for (auto k = 0; k < 10'000; ++k) {
                    counted.add();
                    registry.histogram("lasted_seconds", "Lasted.").observe_microseconds(k);
                }
                EXPECT_FALSE(registry.prometheus_text().empty());
            });
        }
    }
    EXPECT_EQ(counted.value(), 40'000U);
    EXPECT_EQ(
        registry.histogram("lasted_seconds", "Lasted.").count_up_to(Histogram::bounds.size()),
        40'000U
    );
}

} // namespace
} // namespace ducha::metrics
