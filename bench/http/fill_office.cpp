// An office in a folder that a server can serve: generated reports, received, accepted, looked at,
// numbered and handed over day by day, all through the pipeline.
//
//   http_fill_office --folder FOLDER [--database URL] [--reports 1000000]
//   http_fill_office --folder FOLDER [--database URL] --received 1000000
//   http_fill_office --folder FOLDER [--database URL] --alone N
//
// The database is FOLDER/ducha.db where none is named; keys lie in FOLDER/keys. The first makes the
// office and says how long each step took. The second leaves the reports as they came, unjudged:
// what is searched and added to. The third takes N reports more in an office that is there, each in
// a transaction of its own: what group commit stands beside.
#include "base/text.h"

#include "platform/trouble.h"

#include "app/progress.h"
#include "app/stay.h"
#include "bench/bench_office.h"
#include "bench/figures.h"
#include "bench/invented.h"
#include "bench/merging/corpus.h"
#include "bench/merging/generated.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <filesystem>
#include <optional>

namespace ducha::bench {
namespace {

constexpr auto log_of_all = BenchOffice::log;

struct Wish {
    std::filesystem::path folder;
    std::string database;
    std::int64_t reports = 1'000'000;
    std::int64_t alone = 0;
    bool are_judged = true;
};

std::optional<Wish> wish_in(int count, char const* const* arguments)
{
    Wish wish;
    for (int i = 1; i + 1 < count; i += 2) {
        std::string_view const option{arguments[i]};
        if (option == "--folder") {
            wish.folder = arguments[i + 1];
        } else if (option == "--database") {
            wish.database = arguments[i + 1];
        } else if (option == "--reports" || option == "--received") {
            wish.reports = parse_integer(arguments[i + 1]).value_or(0);
            wish.are_judged = option == "--reports";
        } else if (option == "--alone") {
            wish.alone = parse_integer(arguments[i + 1]).value_or(0);
        } else {
            return std::nullopt;
        }
    }
    bool const is_whole = count % 2 == 1 && !wish.folder.empty() && wish.reports > 0;
    return is_whole ? std::optional{wish} : std::nullopt;
}

app::OfficeAddress address_of(Wish const& wish)
{
    auto const file = "sqlite:" + (wish.folder / "ducha.db").string();
    return {
        .database = wish.database.empty() ? file : wish.database,
        .keys = wish.folder / "keys",
        .person = "模拟操作员",
    };
}

/// What this process has used of the processors.
double cpu_seconds()
{
    rusage usage{};
    ::getrusage(RUSAGE_SELF, &usage);
    auto const seconds = [](timeval const& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
    };
    return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// A generated report as it would be taken down; channel and type go round.
intake::IncomingReport incoming(CorpusReport const& report)
{
    auto const all = Codes<intake::Type>::table;
    auto const channels = Codes<Channel>::table;
    auto const number = static_cast<std::size_t>(report.id);
    auto const end = report.text.find('\n');
    return {
        .own_id = fmt::format("M{:07}", report.id),
        .channel = channels[number % std::size(Codes<Channel>::table)].value,
        .occurred = report.occurred,
        .title = std::string{report.text.substr(0, end)},
        .text = std::string{report.text.substr(end + 1)},
        .place = std::string{report.place},
        .enterprise = std::string{report.enterprise},
        .types = {all[number % std::size(Codes<intake::Type>::table)].value},
    };
}

/// How long each step of the work took so far, in seconds.
struct Taken {
    double receive = 0;
    double accept = 0;
    double place = 0;
    double seal = 0;
    double hand_over = 0;
};

class Filling {
public:
    Filling(app::Office& office, Corpus const& corpus, bool are_judged)
        : corpus_{corpus},
          are_judged_{are_judged},
          stay_{office, log_of_all},
          progress_{"fill", static_cast<std::int64_t>(corpus.size())}
    {
    }

    Taken const& fill()
    {
        while (next_ < corpus_.size()) {
            play(reception_day(corpus_.at(next_).occurred, {20 * 60}));
        }
        progress_.done();
        return taken_;
    }

    [[nodiscard]] std::size_t refusals() const { return stay_.refused().size(); }

private:
    /// The reports of one reception day.
    void play(Day day)
    {
        std::vector<intake::IncomingReport> reports;
        while (next_ < corpus_.size() && reception_day(corpus_.at(next_).occurred, {20 * 60}) == day
        ) {
            reports.push_back(incoming(corpus_.at(next_++)));
        }
        auto const count = static_cast<std::int64_t>(reports.size());
        taken_.receive += time_of([&] { must(stay_.receive(std::move(reports))); });
        if (are_judged_) {
            hand_over(day);
        }
        progress_.advance(count);
    }

    void hand_over(Day day)
    {
        taken_.accept += time_of([&] { must(stay_.accept()); });
        taken_.place += time_of([&] { must(stay_.place()); });
        bool is_sealed = false;
        taken_.seal += time_of([&] { is_sealed = must(stay_.seal(day)); });
        if (is_sealed) {
            taken_.hand_over += time_of([&] { must(stay_.hand_over(day)); });
        }
    }

    Corpus const& corpus_;
    bool are_judged_;
    app::Stay stay_;
    app::Progress progress_;
    std::size_t next_ = 0;
    Taken taken_;
};

void fill(Wish const& wish)
{
    std::filesystem::create_directories(wish.folder);
    auto const path = wish.folder / "corpus";
    auto const made = time_of([&] { make_corpus({.reports = wish.reports}, path); });
    auto const corpus = Corpus::open(path);
    if (!corpus) {
        throw Trouble{Trouble::Kind::io, corpus.error()};
    }
    app::Office::found(address_of(wish));
    app::Office office{address_of(wish)};
    must(office.pipeline().run(inspection::open_inspection(invented_inspection())));
    Filling filling{office, *corpus, wish.are_judged};
    auto const& taken = filling.fill();
    std::filesystem::remove(path);
    db::Query const numbered{
        "bench/numbered", "select count(*) from case_file where log_id = $1 and number <> ''"
    };
    fmt::print(
        R"({{"reports":{},"refused":{},"cases":{},"seconds":{{"corpus":{:.1f},"receive":{:.1f},)"
        R"("accept":{:.1f},"place":{:.1f},"seal":{:.1f},"hand_over":{:.1f}}},"memory_mib":{:.0f}}})"
        "\n",
        corpus->size(),
        filling.refusals(),
        office.connection().integer(numbered, {log_of_all}).value_or(0),
        made,
        taken.receive,
        taken.accept,
        taken.place,
        taken.seal,
        taken.hand_over,
        peak_memory()
    );
}

void take_alone(Wish const& wish)
{
    app::Office office{address_of(wish)};
    auto const first = office.clock().now().microseconds; // no other run has these own ids
    std::vector<double> taken;
    auto const cpu = cpu_seconds();
    auto const all = time_of([&] {
        for (std::int64_t number = 0; number < wish.alone; ++number) {
            auto const invented = invented_report(number, wish.alone);
            intake::IncomingReport const report{
                .own_id = fmt::format("A-{}", first + number),
                .channel = invented.channel,
                .occurred = invented_time(number, wish.alone),
                .title = invented.title,
                .text = invented.text,
                .place = invented.place,
                .enterprise = invented.enterprise,
                .types = invented.types,
            };
            taken.push_back(time_of([&] {
                auto const outcome = std::make_shared<intake::ReceiveOutcome>();
                must(office.pipeline().run(
                    intake::receive(log_of_all, {.reports = {report}}, outcome)
                ));
            }));
        }
    });
    fmt::print(
        R"({{"reports":{},"rate":{:.1f},"p50_ms":{:.3f},"p99_ms":{:.3f},"cpu_us":{:.1f}}})"
        "\n",
        wish.alone,
        static_cast<double>(wish.alone) / all,
        quantile(taken, .5) * 1e3,
        quantile(taken, .99) * 1e3,
        (cpu_seconds() - cpu) * 1e6 / static_cast<double>(wish.alone)
    );
}

} // namespace
} // namespace ducha::bench

int main(int count, char const* const* arguments)
{
    auto const wish = ducha::bench::wish_in(count, arguments);
    if (!wish) {
        fmt::print(
            stderr,
            "usage: http_fill_office --folder FOLDER [--database URL]"
            " [--reports N | --received N | --alone N]\n"
        );
        return 2;
    }
    try {
        wish->alone > 0 ? ducha::bench::take_alone(*wish) : ducha::bench::fill(*wish);
        return 0;
    } catch (ducha::Trouble const& trouble) {
        fmt::print(stderr, "http_fill_office: {}\n", trouble.what());
        return 1;
    }
}
