// How fast a simulation is made: reports with their truth, beside a loop that copies as many texts
// together from pieces of the same size without any grammar.
#include "base/invariant.h"

#include "bench/bench_office.h"
#include "bench/figures.h"
#include "simulation/simulation.h"

#include <string>

namespace ducha::bench {
namespace {

/// As many bytes of text, report by report, from phrases that lie ready: what no generator beats
/// that puts texts together.
std::size_t bare_texts(simulation::Simulated const& simulated)
{
    constexpr std::size_t piece = 15; // bytes: five Chinese characters, a usual phrase
    std::string const phrases(4096, 'x');
    std::size_t written = 0;
    for (auto const& object : simulated.objects) {
        for (auto const& report : object.reports) {
            std::string text;
            auto const length = report.incoming.text.size() + report.incoming.title.size();
            for (std::size_t i = 0; text.size() < length; i = (i + piece) % 4000) {
                text.append(phrases, i, piece);
            }
            written += text.size();
        }
    }
    return written;
}

void measure(Figures& figures, std::int64_t count)
{
    auto const profile = simulation::read_profile("second-round-fourth-batch");
    invariant(profile.has_value(), "the built-in profile can be read");
    auto const wanted = simulation::scaled(*profile, count);
    auto const n = static_cast<double>(count);
    simulation::Simulated simulated;
    auto const parsed = time_of([] {
        auto const small = simulation::read_profile("small");
        static_cast<void>(simulation::generate(simulation::scaled(*small, 1), 1));
    });
    figures.add("generator.first", parsed * 1e3, "ms", "the first report: phrases are parsed");
    auto const taken = time_of([&] { simulated = simulation::generate(wanted, 1); });
    figures.add("generator", n / taken, "reports/s", "goal >= 20000");
    std::size_t written = 0;
    auto const bare = time_of([&] { written = bare_texts(simulated); });
    invariant(written > 0, "texts were put together");
    figures.add("generator.bare", n / bare, "reports/s", "as many bytes without a grammar");
    figures.add("generator.ratio", taken / bare, "times", "generator / bare");
    Folder const folder;
    auto const files = time_of([&] {
        auto const done = simulation::write(simulated, wanted, folder.path() / "simulated");
        invariant(done.has_value(), "an empty folder is written to");
    });
    figures.add("generator.files", n / files, "reports/s", "written as tables");
    figures.add("generator.memory", peak_memory(), "MiB", "the most of this process");
}

} // namespace
} // namespace ducha::bench

int main(int count, char** arguments)
{
    return ducha::bench::run(count, arguments, {"--reports", 20'000}, ducha::bench::measure);
}
