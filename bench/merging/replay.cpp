// Replays reports through the near-duplicate engine alone, as the domain would, and writes who was
// joined to what: for evaluate.py.
//
//   merging_replay --messages FILE|--corpus FILE --joins JOINS [--model FILE] [--bar P]
#include "bench/merging/agreement.h"
#include "bench/merging/learning.h"
#include "bench/merging/options.h"

#include <iostream>
#include <memory>

namespace {

namespace bench = ducha::bench;

std::unique_ptr<bench::Collection> collection_of(bench::Options const& options)
{
    if (options.has("--corpus")) {
        auto corpus = bench::Corpus::open(options.text("--corpus"));
        if (!corpus) {
            std::cerr << corpus.error() << '\n';
            return nullptr;
        }
        auto const size = corpus->size();
        return std::make_unique<bench::Generated>(std::move(*corpus), size);
    }
    auto messages = bench::Messages::read({options.text("--messages"), "", ""});
    if (!messages) {
        std::cerr << messages.error() << '\n';
        return nullptr;
    }
    return std::make_unique<bench::Messages>(std::move(*messages));
}

void print_agreement(
    bench::Collection const& collection, std::vector<bench::Decided> const& decided
)
{
    std::vector<std::uint32_t> truth;
    std::vector<std::int64_t> cases;
    for (std::size_t i = 0; i < decided.size(); ++i) {
        truth.push_back(static_cast<std::uint32_t>(collection.truth(i)));
        cases.push_back(decided[i].in);
    }
    auto const found = bench::agreement(truth, cases);
    std::cout << "pair_precision " << found.pair_precision << " ratio\n"
              << "pair_recall " << found.pair_recall << " ratio\n"
              << "bcubed_precision " << found.bcubed_precision << " ratio\n"
              << "bcubed_recall " << found.bcubed_recall << " ratio\n"
              << "largest_false_case " << found.largest_false_case << " reports\n";
}

int run(bench::Options const& options)
{
    auto const model = bench::model_of(options);
    auto const collection = model ? collection_of(options) : nullptr;
    if (collection == nullptr) {
        return 1;
    }
    auto const bar = options.number("--bar", model->thresholds.join_probability);
    auto const decided =
        bench::replayed(*collection, {&*model, 1}, {&bar, 1}, [](std::size_t) { return 0; });
    bench::write_joins(options.text("--joins"), decided, model->thresholds);
    std::cout << "model " << model->name << ' ' << model->version << "\nbar " << bar << '\n';
    if (options.has("--corpus")) {
        print_agreement(*collection, decided);
    }
    return 0;
}

} // namespace

int main(int count, char** arguments)
{
    bench::Options const options{count, arguments, 1};
    if (options.has("--messages") == options.has("--corpus") || !options.has("--joins")) {
        std::cerr << "usage: merging_replay --messages FILE|--corpus FILE --joins JOINS"
                     " [--model FILE] [--bar P]\n";
        return 2;
    }
    return run(options);
}
