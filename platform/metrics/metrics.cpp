// Counters, gauges and histograms, and their text.
#include "platform/metrics/metrics.h"

#include "base/invariant.h"

#include <algorithm>
#include <charconv>

namespace ducha::metrics {
namespace {

bool is_name(std::string_view name)
{
    return !name.empty() &&
        std::ranges::all_of(name, [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
}

void append_escaped(std::string& text, std::string_view value)
{
    for (auto const c : value) {
        if (c == '\n') {
            text += "\\n";
        } else {
            text += c == '"' || c == '\\' ? "\\" : "";
            text += c;
        }
    }
}

/// `a="1",b="2"`
std::string label_text(Labels labels)
{
    std::string text;
    for (auto const& [name, value] : labels) {
        invariant(is_name(name), "a label has a name of small letters");
        text += text.empty() ? "" : ",";
        text.append(name).append("=\"");
        append_escaped(text, value);
        text += '"';
    }
    return text;
}

std::string seconds_text(std::uint64_t microseconds)
{
    std::array<char, 32> digits{};
    auto const value = static_cast<double>(microseconds) / 1e6;
    auto const written = std::to_chars(
        digits.data(), digits.data() + digits.size(), value, std::chars_format::fixed
    );
    return {digits.data(), written.ptr};
}

void append_line(
    std::string& text, std::string_view name, std::string_view labels, std::string_view value
)
{
    text += name;
    if (!labels.empty()) {
        text.append("{").append(labels).append("}");
    }
    text.append(" ").append(value).append("\n");
}

void append_series(
    std::string& text, std::string_view name, std::string const& labels, Histogram const& histogram
)
{
    auto const comma = labels.empty() ? std::string{} : labels + ",";
    auto const bucket = std::string{name} + "_bucket";
    auto const last = Histogram::bounds.size();
    for (std::size_t i = 0; i <= last; ++i) {
        auto const bound = i == last
            ? std::string{"+Inf"}
            : seconds_text(static_cast<std::uint64_t>(Histogram::bounds[i]));
        append_line(
            text, bucket, comma + "le=\"" + bound + "\"", std::to_string(histogram.count_up_to(i))
        );
    }
    append_line(
        text, std::string{name} + "_sum", labels, seconds_text(histogram.sum_microseconds())
    );
    append_line(
        text, std::string{name} + "_count", labels, std::to_string(histogram.count_up_to(last))
    );
}

template <class Number>
void append_series(
    std::string& text, std::string_view name, std::string const& labels, Number const& number
)
{
    append_line(text, name, labels, std::to_string(number.value()));
}

template <class Families>
void append_families(std::string& text, Families const& families, std::string_view kind)
{
    for (auto const& [name, family] : families) {
        text.append("# HELP ").append(name).append(" ").append(family.what).append("\n");
        text.append("# TYPE ").append(name).append(" ").append(kind).append("\n");
        for (auto const& [labels, series] : family.series) {
            append_series(text, name, labels, *series);
        }
    }
}

} // namespace

void Histogram::observe_microseconds(std::int64_t taken)
{
    auto const place = std::ranges::lower_bound(bounds, taken) - bounds.begin();
    buckets_[static_cast<std::size_t>(place)].fetch_add(1, std::memory_order_relaxed);
    sum_.fetch_add(
        static_cast<std::uint64_t>(std::max<std::int64_t>(taken, 0)), std::memory_order_relaxed
    );
}

std::uint64_t Histogram::count_up_to(std::size_t bucket) const
{
    std::uint64_t count = 0;
    for (std::size_t i = 0; i <= bucket; ++i) {
        count += buckets_[i].load(std::memory_order_relaxed);
    }
    return count;
}

template <class Series>
struct Registry::Family {
    std::string what;
    std::map<std::string, std::unique_ptr<Series>> series; ///< by the text of its labels
};

Registry::Registry()
    : counters_{std::make_unique<Families<Counter>>()},
      gauges_{std::make_unique<Families<Gauge>>()},
      histograms_{std::make_unique<Families<Histogram>>()}
{
}

Registry::~Registry() = default;

template <class Series>
Series& Registry::series(
    Families<Series>& families, std::pair<std::string_view, std::string_view> named, Labels labels
)
{
    invariant(is_name(named.first), "a series has a name of small letters");
    std::scoped_lock const alone{asking_};
    auto& family = families[std::string{named.first}];
    family.what = named.second;
    auto& series = family.series[label_text(labels)];
    if (!series) {
        series = std::make_unique<Series>();
    }
    return *series;
}

Counter& Registry::counter(std::string_view name, std::string_view what, Labels labels)
{
    return series(*counters_, {name, what}, labels);
}

Gauge& Registry::gauge(std::string_view name, std::string_view what, Labels labels)
{
    return series(*gauges_, {name, what}, labels);
}

Histogram& Registry::histogram(std::string_view name, std::string_view what, Labels labels)
{
    return series(*histograms_, {name, what}, labels);
}

std::string Registry::prometheus_text() const
{
    std::scoped_lock const alone{asking_};
    std::string text;
    append_families(text, *counters_, "counter");
    append_families(text, *gauges_, "gauge");
    append_families(text, *histograms_, "histogram");
    return text;
}

} // namespace ducha::metrics
