// What came of a load.
#include "bench/http/loader_tally.h"

#include <algorithm>
#include <array>
#include <cinttypes>
#include <cstdio>

namespace ducha::bench {

void Latencies::add(std::chrono::steady_clock::duration taken)
{
    taken_.push_back(std::chrono::duration<double, std::milli>{taken}.count());
}

std::string Latencies::text()
{
    if (taken_.empty()) {
        return "null";
    }
    std::ranges::sort(taken_);
    auto const last = static_cast<double>(taken_.size() - 1);
    auto const at = [&](double share) { return taken_[static_cast<std::size_t>(last * share)]; };
    std::array<char, 160> line{};
    auto const size = std::snprintf(
        line.data(),
        line.size(),
        R"({"count":%zu,"p50":%.3f,"p90":%.3f,"p99":%.3f,"max":%.3f})",
        taken_.size(),
        at(.5),
        at(.9),
        at(.99),
        taken_.back()
    );
    return {line.data(), static_cast<std::size_t>(size)};
}

void print(Tally& tally, double seconds)
{
    std::string answered;
    for (auto const& [status, count] : tally.answered) {
        answered += (answered.empty() ? "\"" : ",\"") + std::to_string(status) +
            "\":" + std::to_string(count);
    }
    std::printf(
        R"({"scheduled":%)" PRId64 R"(,"sent":%)" PRId64 R"(,"not_sent":%)" PRId64
        R"(,"failed":%)" PRId64 R"(,"unanswered":%)" PRId64 R"(,"answered":{%s},"goodput":%.1f,)"
        R"("accepted_ms":%s,"refused_ms":%s,"behind_ms":%s})"
        "\n",
        tally.scheduled,
        tally.sent,
        tally.not_sent,
        tally.failed,
        tally.unanswered,
        answered.c_str(),
        static_cast<double>(tally.good_in_time) / seconds,
        tally.accepted.text().c_str(),
        tally.refused.text().c_str(),
        tally.behind.text().c_str()
    );
}

} // namespace ducha::bench
