// Makes a corpus of generated reports, and says how many problems in it share their words.
//
//   merging_corpus --reports N --out FILE [--seed N] [--noise NAME=SHARE]... [--threads N]
//                  [--round-reports N]
//   merging_corpus --check FILE [--texts FILE --labels FILE]
//
// With --texts and --labels a corpus is written out for the peers and for evaluate.py: lines of
// id, title and text (place and enterprise behind it) parted by tabs; and id,case.
#include "base/text.h"

#include "platform/trouble.h"

#include "app/progress.h"
#include "bench/figures.h"
#include "bench/merging/corpus.h"
#include "bench/merging/generated.h"

#include <algorithm>
#include <fstream>
#include <iostream>
#include <optional>
#include <string>

namespace {

namespace bench = ducha::bench;

struct Wish {
    bench::CorpusWish corpus;
    std::string out;
    std::string check;
    std::string texts;
    std::string labels;
};

/// Takes one option; false where there is no such option or no such value.
bool take(Wish& wish, std::string_view option, std::string_view value)
{
    auto const number = ducha::parse_integer(value).value_or(0);
    if (option == "--out") {
        wish.out = value;
    } else if (option == "--check") {
        wish.check = value;
    } else if (option == "--texts") {
        wish.texts = value;
    } else if (option == "--labels") {
        wish.labels = value;
    } else if (option == "--noise") {
        auto const set = ducha::simulation::set_noise(wish.corpus.noise, value);
        if (!set) {
            std::cerr << to_line(set.error()) << '\n';
        }
        return set.has_value();
    } else if (option == "--seed") {
        wish.corpus.seed = static_cast<std::uint64_t>(number);
    } else if (option == "--threads") {
        wish.corpus.threads = static_cast<unsigned>(std::clamp<std::int64_t>(number, 1, 64));
    } else if (option == "--reports") {
        wish.corpus.reports = number;
    } else if (option == "--round-reports") {
        wish.corpus.round_reports = std::max<std::int64_t>(number, 1);
    } else {
        return false;
    }
    return !value.empty();
}

std::optional<Wish> wish_in(int count, char const* const* arguments)
{
    Wish wish;
    if (count % 2 == 0) {
        return std::nullopt;
    }
    for (int i = 1; i < count; i += 2) {
        if (!take(wish, arguments[i], arguments[i + 1])) {
            return std::nullopt;
        }
    }
    bool const makes = wish.corpus.reports > 0 && !wish.out.empty();
    if (wish.texts.empty() != wish.labels.empty()) {
        return std::nullopt;
    }
    return makes != wish.check.empty() ? std::nullopt : std::optional{wish};
}

/// On one line.
std::string flat(std::string_view text)
{
    std::string line{text};
    std::ranges::replace_if(line, [](char c) { return c == '\t' || c == '\n'; }, ' ');
    return line;
}

bool write_out(bench::Corpus const& corpus, Wish const& wish)
{
    std::ofstream texts{wish.texts};
    std::ofstream labels{wish.labels};
    labels << "id,case\n";
    for (std::size_t i = 0; i < corpus.size(); ++i) {
        auto const report = corpus.at(i);
        auto const end = report.text.find('\n');
        texts << report.id << '\t' << flat(report.text.substr(0, end)) << '\t'
              << flat(report.text.substr(end + 1)) << ' ' << flat(report.place) << ' '
              << flat(report.enterprise) << '\n';
        labels << report.id << ',' << report.problem << '\n';
    }
    return texts.flush() && labels.flush();
}

int check(Wish const& wish)
{
    auto const& path = wish.check;
    auto const corpus = bench::Corpus::open(path);
    if (!corpus) {
        std::cerr << corpus.error() << '\n';
        return 1;
    }
    if (!corpus->is_intact()) {
        std::cerr << path << ": damaged\n";
        return 1;
    }
    if (!wish.texts.empty() && !write_out(*corpus, wish)) {
        std::cerr << wish.texts << ": cannot be written\n";
        return 1;
    }
    std::cout << "corpus.reports\t" << corpus->size() << "\treports\n";
    return 0;
}

void print(bench::Figures& figures, std::string_view name, bench::Twins const& twins)
{
    auto const of = std::to_string(twins.of) + " problems";
    auto const prefix = "corpus.twins." + std::string{name};
    figures.add(prefix + ".in_chunk", static_cast<double>(twins.in_chunk), "problems", "of " + of);
    figures.add(prefix + ".across", static_cast<double>(twins.across), "problems", "of " + of);
}

int make(Wish const& wish)
{
    ducha::app::Progress progress{"语料 corpus", 2 * wish.corpus.reports};
    bench::Stopwatch const watch;
    auto const made = bench::make_corpus(wish.corpus, wish.out, [&](std::int64_t steps) {
        progress.advance(steps);
    });
    auto const seconds = watch.seconds();
    progress.done();
    bench::Figures figures{false};
    figures.add("corpus.reports", static_cast<double>(made.reports), "reports");
    figures.add("corpus.problems", static_cast<double>(made.problems), "problems");
    figures.add("corpus.chunks", static_cast<double>(made.chunks), "chunks");
    figures.add("corpus.speed", static_cast<double>(made.reports) / seconds, "reports/s");
    figures.add("corpus.memory", bench::peak_memory(), "MiB", "mapped chunks included");
    print(figures, "enterprise", made.by_enterprise);
    print(figures, "enterprise_and_place", made.by_enterprise_and_place);
    print(figures, "enterprise_and_county", made.by_enterprise_and_county);
    print(figures, "issue_and_place", made.by_issue_and_place);
    return 0;
}

} // namespace

int main(int count, char** arguments)
{
    auto const wish = wish_in(count, arguments);
    if (!wish) {
        std::cerr
            << "usage: merging_corpus --reports N --out FILE [--seed N] [--noise NAME=SHARE]..."
               " [--threads N] [--round-reports N]\n"
               "       merging_corpus --check FILE [--texts FILE --labels FILE]\n";
        return 2;
    }
    try {
        return wish->check.empty() ? make(*wish) : check(*wish);
    } catch (ducha::Trouble const& trouble) {
        std::cerr << arguments[0] << ": " << trouble.what() << '\n';
        return 1;
    }
}
