// How long a simulated inspection takes from the first report to the proofs: the whole of
// `ducha demo`, and its parts beside each other.
#include "platform/db/migration.h"
#include "platform/trouble.h"

#include "domain/ledger/audit.h"

#include "app/play.h"
#include "app/rooms.h"
#include "bench/bench_office.h"
#include "bench/figures.h"

#include <future>

namespace ducha::bench {
namespace {

/// Verifies the ledger and folds its rows anew, side by side, as the demo does.
void prove(app::Office& office)
{
    auto const key = office.verifier_key().key;
    auto verified = std::async(std::launch::async, [&] {
        return ledger::verify(*office.reader(), key, {}, [](auto) {}).empty();
    });
    auto const twin = office.connection().twin();
    db::migrate(*twin, app::schema());
    bool const equal =
        ledger::check_rows(office.connection(), *twin, app::folds(), [](auto) {}).empty();
    if (!verified.get() || !equal) {
        throw Trouble{Trouble::Kind::database, "what was played does not hold"};
    }
}

/// percent   of the profile's reports
void measure(Figures& figures, std::int64_t percent)
{
    auto const profile = must(simulation::read_profile("second-round-fourth-batch"));
    auto const wanted = percent == 100
        ? profile
        : simulation::scaled(profile, profile.published.received * percent / 100);
    auto const reports = static_cast<double>(wanted.published.received);
    Folder const folder;
    figures.add("demo.fsync_p50", fsync_time(folder) * 1e3, "ms", "4 KiB written and forced");
    app::OfficeAddress const address{.database = "sqlite:" + (folder.path() / "ducha.db").string()};
    simulation::Simulated simulated;
    auto const generating = time_of([&] { simulated = simulation::generate(wanted, 1); });
    app::Office::found(address);
    auto made = std::make_unique<SetClock>();
    auto& clock = *made;
    app::Office office{address, std::move(made)};
    auto const playing = time_of([&] {
        static_cast<void>(must(app::play(office, clock, wanted, simulated, folder.path())));
    });
    auto const proving = time_of([&] { prove(office); });
    auto const whole = generating + playing + proving;
    figures.add("demo", whole, "s", "goal <= 20 for the whole profile on two cores");
    figures.add("demo.reports", reports, "reports", "received, of seven objects in 21 days");
    figures.add("demo.speed", reports / whole, "reports/s", "generated, played and proved");
    figures.add("demo.generate", generating, "s", "the reports with their truth");
    figures.add("demo.play", playing, "s", "the office's days; the engine alone on the other core");
    figures.add("demo.prove", proving, "s", "the ledger verified, the rows folded anew");
    figures.add("demo.memory", peak_memory(), "MiB", "the most of this process");
}

} // namespace
} // namespace ducha::bench

int main(int count, char** arguments)
{
    return ducha::bench::run(count, arguments, {"--percent", 100}, ducha::bench::measure);
}
