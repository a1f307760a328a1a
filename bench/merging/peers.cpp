// Runs one peer of the engine over texts in the order of arrival; writes its cases for a grid of
// thresholds, and prints its time a report.
//
//   merging_peers --texts FILE --peer PEER --joins FILE [--shortest N] [--longest N] [...]
//   PEER   characters | words   cosine of TF-IDF (words: FILE has them apart by blanks)
//          minhash              [--bands N --rows N]
//          simhash              [--bits N]
#include "bench/merging/peers.h"

#include "base/text.h"

#include "bench/figures.h"

#include <charconv>
#include <fstream>
#include <iostream>
#include <map>

namespace {

namespace bench = ducha::bench;

class Options {
public:
    Options(int count, char const* const* arguments)
    {
        for (int i = 1; i + 1 < count; i += 2) {
            values_[arguments[i]] = arguments[i + 1];
        }
    }

    [[nodiscard]] std::string word(std::string const& name) const
    {
        auto const found = values_.find(name);
        return found == values_.end() ? "" : found->second;
    }

    [[nodiscard]] double number(std::string const& name, double usual) const
    {
        auto const text = word(name);
        double value = usual;
        std::from_chars(text.data(), text.data() + text.size(), value);
        return value;
    }

    [[nodiscard]] std::size_t count(std::string const& name, std::size_t usual) const
    {
        return static_cast<std::size_t>(number(name, static_cast<double>(usual)));
    }

private:
    std::map<std::string, std::string> values_;
};

bool is_cosine(std::string const& peer)
{
    return peer == "characters" || peer == "words";
}

bool is_peer(std::string const& peer)
{
    return is_cosine(peer) || peer == "minhash" || peer == "simhash";
}

std::vector<bench::LikePair>
pairs_of(std::string const& peer, std::vector<bench::TermText> const& texts, Options const& options)
{
    if (peer == "minhash") {
        return bench::by_minhash(
            texts, {.bands = options.count("--bands", 32), .rows = options.count("--rows", 4)}
        );
    }
    if (peer == "simhash") {
        return bench::by_simhash(texts, static_cast<int>(options.number("--bits", 16)));
    }
    return bench::by_cosine(
        texts,
        {
            .common = options.number("--common", 1),
            .floor = options.number("--floor", 0.1),
            .title_weight = options.number("--title-weight", 1),
            .sublinear = options.number("--sublinear", 1) != 0,
            .least_reports = options.count("--least-reports", 2),
            .most_reports = options.number("--most-reports", 1),
            .compared = options.count("--compared", 200),
        }
    );
}

std::vector<double> thresholds_of(std::string const& peer, Options const& options)
{
    std::vector<double> thresholds;
    if (peer == "simhash") {
        for (auto bits = options.number("--bits", 16); bits >= 0; --bits) {
            thresholds.push_back(1 - bits / 64);
        }
        return thresholds;
    }
    // Of MinHash every pair that shares a band, too: as it is mostly used.
    auto const least = is_cosine(peer) ? options.number("--floor", 0.1) : 0;
    auto const step = options.number("--step", 0.02);
    for (int i = 0; least + step * i <= 0.92; ++i) {
        thresholds.push_back(least + step * i);
    }
    return thresholds;
}

int run(std::string const& peer, Options const& options)
{
    bench::Stopwatch const watch;
    bench::Terms const terms{
        .words = peer == "words",
        .shortest = options.count("--shortest", is_cosine(peer) ? 2 : 3),
        .longest = options.count("--longest", 3),
    };
    auto const texts = bench::read_texts(options.word("--texts"), terms);
    if (!texts) {
        std::cerr << texts.error() << '\n';
        return 1;
    }
    auto const pairs = pairs_of(peer, *texts, options);
    auto const micros = watch.seconds() * 1e6 / static_cast<double>(texts->size());
    std::ofstream joins{options.word("--joins")};
    bench::write_joins(joins, *texts, pairs, thresholds_of(peer, options));
    joins.flush();
    bench::Figures figures{false};
    figures.add("peer.time", micros, "us/report", peer + ", reading included, segmenting not");
    figures.add("peer.pairs", static_cast<double>(pairs.size()), "pairs", peer);
    figures.add("peer.memory", bench::peak_memory(), "MiB", peer);
    return joins ? 0 : 1;
}

} // namespace

int main(int count, char** arguments)
{
    Options const options{count, arguments};
    auto const peer = options.word("--peer");
    if (!is_peer(peer) || options.word("--texts").empty() || options.word("--joins").empty()) {
        std::cerr << "usage: merging_peers --texts FILE --joins FILE"
                     " --peer characters|words|minhash|simhash [--OPTION N]...\n";
        return 2;
    }
    return run(peer, options);
}
