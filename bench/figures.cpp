// What every benchmark shares.
#include "bench/figures.h"

#include "base/text.h"

#include "platform/json/text.h"
#include "platform/trouble.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <optional>

namespace ducha::bench {
namespace {

struct Wish {
    std::int64_t amount;
    bool as_json = false;
};

std::optional<Wish> wish_in(int count, char const* const* arguments, Amount amount)
{
    Wish wish{.amount = amount.usual};
    for (int i = 1; i < count; ++i) {
        std::string_view const argument{arguments[i]};
        if (argument == "--json") {
            wish.as_json = true;
        } else if (argument == amount.option && i + 1 < count) {
            wish.amount = parse_integer(arguments[++i]).value_or(0);
        } else {
            return std::nullopt;
        }
    }
    return wish.amount > 0 ? std::optional{wish} : std::nullopt;
}

} // namespace

void Figures::add(std::string_view name, double value, std::string_view unit, std::string_view peer)
{
    if (as_json_) {
        fmt::print(
            "{{\"name\":{},\"value\":{},\"unit\":{},\"peer\":{}}}\n",
            json::quoted(name),
            spelled(value),
            json::quoted(unit),
            json::quoted(peer)
        );
    } else {
        fmt::print("{}\t{}\t{}\t{}\n", name, spelled(value), unit, peer);
    }
    static_cast<void>(std::fflush(stdout));
}

double time_of(std::function<void()> const& work)
{
    Stopwatch const watch;
    work();
    return watch.seconds();
}

double quantile(std::vector<double> values, double share)
{
    auto const last = static_cast<double>(values.size() - 1);
    auto const at = values.begin() + static_cast<std::ptrdiff_t>(last * share);
    std::ranges::nth_element(values, at);
    return *at;
}

std::string spelled(double value)
{
    return value >= 100 ? fmt::format("{:.0f}", value) : fmt::format("{:.3g}", value);
}

double peak_memory()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

int run(
    int count,
    char const* const* arguments,
    Amount amount,
    std::function<void(Figures&, std::int64_t)> const& measure
)
{
    auto const wish = wish_in(count, arguments, amount);
    if (!wish) {
        fmt::print(
            stderr, "usage: {} [{} {}] [--json]\n", arguments[0], amount.option, amount.usual
        );
        return 2;
    }
    try {
        Figures figures{wish->as_json};
        measure(figures, wish->amount);
        return 0;
    } catch (Trouble const& trouble) {
        fmt::print(stderr, "{}: {}\n", arguments[0], trouble.what());
        return 1;
    }
}

} // namespace ducha::bench
