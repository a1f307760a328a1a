// Makes the built-in model: counts n-grams, fits weights, calibrates, and measures on cases that
// the weights never saw.
//
//   merging_fit --messages F --labels F --unsure F --corpus F [--reports N]
//               [--version 3] [--described TEXT] --out MODEL [--held-out JOINS] [--bar P]
#include "engines/neardup/model_file.h"

#include "bench/merging/learning.h"
#include "bench/merging/options.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>

namespace {

namespace bench = ducha::bench;
namespace neardup = ducha::neardup;

constexpr std::size_t folds = 5;
constexpr double ridge = 0.5;
/// Generated examples together count so much beside the labelled ones: they tell how much fields
/// and pins say, which real messages have not; how people write, real messages tell.
constexpr double share_of_generated = 0.3;
constexpr int rounds = 3;
/// Where cases are made for counting: the best bar in every cross-validation so far lay about here.
constexpr double counting_bar = 0.4;
constexpr std::array bars = {0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.7};

std::size_t the_only_one(std::size_t /*report*/)
{
    return 0;
}

std::vector<bench::Decided>
replayed(bench::Collection const& collection, neardup::Model const& model, double bar)
{
    return bench::replayed(collection, {&model, 1}, {&bar, 1}, the_only_one);
}

/// Common is what is common in one of the two: the larger share counts.
neardup::Frequencies common_in_either(neardup::Frequencies const& a, neardup::Frequencies const& b)
{
    auto const scale = static_cast<double>(a.reports()) / static_cast<double>(b.reports());
    std::map<std::string, std::uint32_t> reports;
    for (auto const& item : a.listed()) {
        reports[item.text] = item.reports;
    }
    for (auto const& item : b.listed()) {
        auto const scaled = static_cast<std::uint32_t>(std::lround(item.reports * scale));
        if (scaled > 0) {
            reports[item.text] = std::max(reports[item.text], scaled);
        }
    }
    std::vector<neardup::Frequencies::Listed> listed;
    for (auto const& [text, count] : reports) {
        listed.push_back({text, count});
    }
    return neardup::Frequencies::of(a.reports(), std::move(listed));
}

class Fitting {
public:
    Fitting(bench::Collection const& messages, bench::Collection const& generated)
        : messages_(messages), generated_(generated), model_(neardup::Model::standard())
    {
        model_.calibration.clear();
    }

    /// Which candidates there are depends on the weights, and cases on both: so in rounds.
    void fit()
    {
        for (int round = 0; round < rounds; ++round) {
            auto const frequencies =
                common_in_either(counted(messages_, 5), counted(generated_, 8));
            model_.frequencies = std::make_shared<neardup::Frequencies const>(frequencies);
            labelled_ = bench::examples_of(messages_, model_);
            simulated_ = bench::examples_of(generated_, model_);
            model_.weights = neardup::fit_weights(together(labelled_), ridge);
            std::cout << "round." << round << ".examples\t" << labelled_.size() << " labelled, "
                      << simulated_.size() << " generated\n";
        }
    }

    /// Replays the messages so that each labelled one is decided by weights and a bar that its
    /// case had no part in. (N-grams are counted over all messages, without their labels.)
    ///
    /// bar   for all of them, where one is given
    [[nodiscard]] std::vector<bench::Decided> held_out(std::optional<double> bar) const
    {
        std::vector<neardup::Model> models;
        std::vector<double> chosen;
        for (std::size_t fold = 0; fold < folds; ++fold) {
            auto others = labelled_;
            std::erase_if(others, [&](neardup::Example const& example) {
                return neardup::fold_of(example.group, folds) == fold;
            });
            auto const model = calibrated_on(others);
            chosen.push_back(bar ? *bar : best_bar(model, fold));
            models.push_back(model);
            std::cout << "fold." << fold << ".bar\t" << chosen.back() << '\n';
        }
        return bench::replayed(messages_, models, chosen, [&](std::size_t i) {
            return neardup::fold_of(messages_.truth(i), folds);
        });
    }

    /// The model with its calibration; what it is called is up to the caller.
    [[nodiscard]] neardup::Model calibrated() const { return calibrated_on(labelled_); }

private:
    neardup::Frequencies counted(bench::Collection const& collection, std::uint32_t least) const
    {
        auto const cases = replayed(collection, model_, counting_bar);
        return bench::counted_by_case(collection, cases, least);
    }

    [[nodiscard]] neardup::Model calibrated_on(std::vector<neardup::Example> const& labelled) const
    {
        auto const examples = together(labelled);
        auto const log_odds = neardup::held_out_log_odds(examples, ridge, folds);
        auto model = model_;
        model.weights = neardup::fit_weights(examples, ridge);
        model.calibration = neardup::calibrated(examples, log_odds);
        return model;
    }

    /// Labelled examples, and the generated ones at their share.
    [[nodiscard]] std::vector<neardup::Example>
    together(std::vector<neardup::Example> labelled) const
    {
        auto const sum = [](std::vector<neardup::Example> const& examples) {
            double all = 0;
            for (auto const& example : examples) {
                all += example.share;
            }
            return all;
        };
        auto const scale = share_of_generated * sum(labelled) / sum(simulated_);
        for (auto example : simulated_) {
            example.share *= scale;
            labelled.push_back(example);
        }
        return labelled;
    }

    /// The bar with the best scores on the cases of the other folds.
    [[nodiscard]] double best_bar(neardup::Model const& model, std::size_t but) const
    {
        double best = 0;
        double result = bars.front();
        for (auto const bar : bars) {
            auto const scores = bench::scores_of(
                messages_,
                replayed(messages_, model, bar),
                [&](std::uint64_t truth) { return neardup::fold_of(truth, folds) != but; }
            );
            if (scores.pair_f1 + scores.bcubed_f1 > best) {
                best = scores.pair_f1 + scores.bcubed_f1;
                result = bar;
            }
        }
        return result;
    }

    bench::Collection const& messages_;
    bench::Collection const& generated_;
    neardup::Model model_;
    std::vector<neardup::Example> labelled_;
    std::vector<neardup::Example> simulated_;
};

int run(bench::Options const& options)
{
    auto const messages = bench::Messages::read(
        {options.text("--messages"), options.text("--labels"), options.text("--unsure")}
    );
    auto const corpus = bench::Corpus::open(options.text("--corpus"));
    if (!messages || !corpus) {
        std::cerr << (messages ? corpus.error() : messages.error()) << '\n';
        return 1;
    }
    auto const most = static_cast<std::size_t>(options.whole("--reports", 20'000));
    bench::Generated const generated{*corpus, most};
    Fitting fitting{*messages, generated};
    fitting.fit();
    auto const bar =
        options.has("--bar") ? std::optional{options.number("--bar", 0)} : std::nullopt;
    auto const decided = fitting.held_out(bar);
    auto const scores = bench::scores_of(*messages, decided, [](auto) { return true; });
    std::cout << "held_out.pair_f1\t" << scores.pair_f1 << "\nheld_out.bcubed_f1\t"
              << scores.bcubed_f1 << '\n';
    auto model = fitting.calibrated();
    model.version = options.has("--version") ? options.text("--version") : model.version;
    model.described = options.has("--described") ? options.text("--described") : model.described;
    model.figures = {
        {"held_out.pair_f1", scores.pair_f1}, {"held_out.bcubed_f1", scores.bcubed_f1}
    };
    if (options.has("--held-out")) {
        bench::write_joins(options.text("--held-out"), decided, model.thresholds);
    }
    std::ofstream{options.text("--out")} << neardup::text_of(model);
    for (std::size_t e = 0; e < neardup::evidence_count; ++e) {
        auto const evidence = static_cast<neardup::Evidence>(e);
        std::cout << "weight." << stable_id(evidence) << '\t' << model.weights[e] << '\n';
    }
    return 0;
}

} // namespace

int main(int count, char** arguments)
{
    bench::Options const options{count, arguments, 1};
    for (auto const* needed : {"--messages", "--labels", "--unsure", "--corpus", "--out"}) {
        if (!options.has(needed)) {
            std::cerr << "usage: merging_fit --messages F --labels F --unsure F --corpus F"
                         " [--reports N] --out MODEL [--held-out JOINS]\n";
            return 2;
        }
    }
    return run(options);
}
