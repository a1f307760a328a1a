// Millions of generated reports through the near-duplicate engine: how well, how fast, how large.
//
//   merging_scale CORPUS [--reports N] [--model FILE] [--bar P] [--online N] [--snapshot FILE]
//                 [--json]
//
// With a snapshot the reports that come one at a time come to an index that was restarted.
#include "engines/neardup/batch.h"
#include "engines/neardup/neardup.h"

#include "bench/figures.h"
#include "bench/merging/agreement.h"
#include "bench/merging/learning.h"
#include "bench/merging/options.h"
#include "bench/merging/restart.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <unordered_set>

namespace {

namespace bench = ducha::bench;
namespace neardup = ducha::neardup;

/// Anonymous memory of this process, in GB; what is mapped from files is not counted.
double anonymous_gigabytes()
{
    std::ifstream file("/proc/self/status");
    std::string word;
    double kilobytes = 0;
    while (file >> word) {
        if (word == "RssAnon:") {
            file >> kilobytes;
        }
    }
    return kilobytes * 1024 / 1e9;
}

/// What was decided about the reports so far, beside the truth.
class Judge {
public:
    void add(std::uint32_t problem, std::int64_t in, bool recalled)
    {
        bool const is_first = problems_.insert(problem).second;
        repeats_ += is_first ? 0 : 1;
        recalled_ += !is_first && recalled ? 1 : 0;
        problem_.push_back(problem);
        case_.push_back(in);
    }

    void print(bench::Figures& figures, std::string const& prefix) const
    {
        auto const found = bench::agreement(problem_, case_);
        auto const alone = static_cast<double>(problems_.size());
        auto const recalled = static_cast<double>(recalled_) / static_cast<double>(repeats_);
        figures.add(prefix + "pair.precision", found.pair_precision, "ratio", "goal 0.98 at 10 M");
        figures.add(prefix + "pair.recall", found.pair_recall, "ratio", "goal 0.90 at 10 M");
        figures.add(prefix + "candidate.recall", recalled, "ratio", "goal 0.99");
        figures.add(prefix + "bcubed.precision", found.bcubed_precision, "ratio");
        figures.add(
            prefix + "bcubed.recall",
            found.bcubed_recall,
            "ratio",
            "joining nothing " + bench::spelled(alone / static_cast<double>(case_.size()))
        );
        auto const largest = static_cast<double>(found.largest_false_case);
        figures.add(prefix + "largest_false_case", largest, "reports");
    }

private:
    std::unordered_set<std::uint32_t> problems_;
    std::size_t repeats_ = 0;
    std::size_t recalled_ = 0;
    std::vector<std::uint32_t> problem_;
    std::vector<std::int64_t> case_;
};

class Scale {
public:
    Scale(bench::Generated const& reports, neardup::Model const& model, double bar, bool as_json)
        : reports_(reports), model_(model), bar_(bar), index_(model), figures_(as_json)
    {
    }

    /// The first `count` reports on two cores; figures at each power of ten and at 3 million.
    void batch(std::size_t count)
    {
        constexpr std::array stops = {100'000U, 1'000'000U, 3'000'000U, 10'000'000U};
        bench::Stopwatch const watch;
        double aside = 0;
        auto const document = [&](std::size_t i) { return reports_.document(i); };
        neardup::in_order(count, model_, document, [&](std::size_t i, auto const& report) {
            decide(i, report);
            if (std::ranges::find(stops, i + 1) != stops.end() || i + 1 == count) {
                auto const wall = watch.seconds() - aside;
                bench::Stopwatch const judging;
                print(i + 1, wall);
                aside += judging.seconds();
            }
        });
    }

    /// Goes on from a snapshot in this file, tried with report `next`.
    void restart(std::string const& file, std::size_t next)
    {
        auto again =
            bench::measure_restart(std::move(index_), reports_.document(next), file, figures_);
        snapshot_.emplace(std::move(again.bytes));
        index_ = std::move(again.index);
        figures_.add(
            "restart.memory.anonymous", anonymous_gigabytes(), "GB", "this judge included"
        );
    }

    /// The reports from `first` on, one at a time: each read, decided and attached.
    void online(std::size_t first)
    {
        std::vector<double> spent;
        for (auto i = first; i < reports_.size(); ++i) {
            auto const document = reports_.document(i);
            bench::Stopwatch const watch;
            neardup::Prepared const report{document, model_};
            auto const found = index_.candidates(report);
            auto const* best = bench::joined(found, bar_);
            index_.attach(report, best == nullptr ? document.id : best->case_id);
            spent.push_back(watch.seconds() * 1e6);
        }
        if (!spent.empty()) {
            figures_.add("online.reports", static_cast<double>(spent.size()), "reports");
            figures_.add("online.p50", bench::quantile(spent, 0.5), "us", "goal 50");
            figures_.add("online.p99", bench::quantile(spent, 0.99), "us", "goal 250");
            figures_.add("online.most", bench::quantile(spent, 1.0), "us");
        }
    }

private:
    void decide(std::size_t i, neardup::Prepared const& report)
    {
        neardup::Work work;
        auto const found = index_.candidates(report, {}, &work);
        auto const* best = bench::joined(found, bar_);
        auto const id = static_cast<std::int64_t>(i + 1);
        auto const in = best == nullptr ? id : best->case_id;
        index_.attach(report, in);
        auto const problem = reports_.truth(i);
        auto const is_mate = [&](std::int64_t other) {
            return reports_.truth(static_cast<std::size_t>(other - 1)) == problem;
        };
        bool const recalled = std::ranges::any_of(work.found, is_mate);
        judge_.add(static_cast<std::uint32_t>(problem), in, recalled);
    }

    void print(std::size_t reports, double wall)
    {
        auto const count = static_cast<double>(reports);
        auto const prefix = "scale." + std::to_string(reports) + ".";
        auto const anonymous = anonymous_gigabytes();
        judge_.print(figures_, prefix);
        figures_.add(prefix + "batch", wall, "s", "goal 150 at 10 M");
        figures_.add(prefix + "per_report", wall / count * 1e6, "us");
        figures_.add(
            prefix + "memory.index",
            static_cast<double>(index_.footprint().bytes) / count,
            "bytes/report"
        );
        figures_.add(
            prefix + "memory.anonymous", anonymous, "GB", "goal 6 at 10 M; this judge included"
        );
    }

    bench::Generated const& reports_;
    neardup::Model const& model_;
    double bar_;
    std::optional<ducha::tabular::PrivateMapping> snapshot_; ///< in which the index goes on
    neardup::Index index_;
    bench::Figures figures_;
    Judge judge_;
};

int run(std::string const& path, bench::Options const& options)
{
    auto corpus = bench::Corpus::open(path);
    if (!corpus) {
        std::cerr << corpus.error() << '\n';
        return 1;
    }
    auto const model = bench::model_of(options);
    if (!model) {
        return 1;
    }
    auto const size = static_cast<std::int64_t>(corpus->size());
    auto const count = static_cast<std::size_t>(std::min(size, options.whole("--reports", size)));
    auto const online =
        std::min(count, static_cast<std::size_t>(options.whole("--online", 20'000)));
    bench::Generated const reports{std::move(*corpus), count};
    auto const bar = options.number("--bar", model->thresholds.join_probability);
    Scale scale{reports, *model, bar, options.has("--json")};
    scale.batch(count - online);
    if (options.has("--snapshot")) {
        scale.restart(options.text("--snapshot"), count - 1);
    }
    scale.online(count - online);
    return 0;
}

} // namespace

int main(int count, char** arguments)
{
    if (count < 2) {
        std::cerr << "usage: merging_scale CORPUS [--reports N] [--model FILE] [--bar P]"
                     " [--online N] [--snapshot FILE] [--json]\n";
        return 2;
    }
    return run(arguments[1], bench::Options{count, arguments, 2});
}
