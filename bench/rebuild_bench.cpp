// How fast all rows are folded anew from the ledger, as `ducha rebuild` does it, over a stay that
// was received, accepted, merged, numbered and handed over.
#include "platform/db/connection.h"
#include "platform/db/migration.h"
#include "platform/trouble.h"

#include "domain/ledger/audit.h"
#include "domain/transfer/transfer.h"

#include "app/desk_of_verbs.h"
#include "app/progress.h"
#include "app/rooms.h"
#include "bench/bench_office.h"
#include "bench/figures.h"
#include "bench/invented.h"

namespace ducha::bench {
namespace {

/// Every fifth matter is joined to the case of the one before it.
void join_by_hand(BenchOffice& bench)
{
    constexpr std::size_t commands_a_group = 60;
    auto& office = bench.office();
    std::vector<MatterId> matters;
    merge::each_placement(
        bench.connection(),
        office.policy().authorize<merge::ReadMerges>(BenchOffice::log),
        [&](merge::Placement const& placement) { matters.push_back(placement.matter); }
    );
    std::vector<guard::Command> group;
    for (std::size_t i = 4; i < matters.size(); i += 5) {
        group.push_back(merge::join(BenchOffice::log, {matters[i], own_case(matters[i - 1])}));
        if (group.size() == commands_a_group || i + 5 >= matters.size()) {
            for (auto& done : office.pipeline().run(group)) {
                must(std::move(done));
            }
            group.clear();
        }
    }
}

void play_stay(BenchOffice& bench, std::int64_t reports)
{
    bench.import_invented(reports, "import");
    auto& office = bench.office();
    auto const log = BenchOffice::log;
    must(app::run_to_the_end(office, intake::accept(log, {})));
    must(app::run_to_the_end(office, merge::place(log, {}, merge::make_desk())));
    join_by_hand(bench);
    app::Progress progress{"transfer", days};
    for (auto day = first_day; day - first_day < days; day = day + 1) {
        must(office.pipeline().run(transfer::seal(log, {day})));
        must(office.pipeline().run(transfer::hand_over(log, {day})));
        progress.advance();
    }
    progress.done();
}

void measure(Figures& figures, std::int64_t reports)
{
    for (auto const dialect : {db::Dialect::sqlite, db::Dialect::postgres}) {
        BenchOffice bench{dialect};
        play_stay(bench, reports);
        auto& connection = bench.connection();
        auto const folds = app::folds();
        auto const events = ledger::state_of(connection, BenchOffice::log, false).size;
        auto const n = static_cast<double>(events);
        auto const label = "rebuild." + std::string{name_of(dialect)};

        auto const reading = time_of([&] {
            constexpr std::int64_t page = 5000;
            for (std::int64_t first = 0; first < events; first += page) {
                static_cast<void>(
                    ledger::read_events(connection, BenchOffice::log, Seq{first}, page)
                );
            }
        });
        app::Progress progress{label, events};
        std::int64_t shown = 0;
        auto const show = [&](std::int64_t done) {
            progress.advance(done - std::exchange(shown, done));
        };
        auto const rebuilding = time_of([&] {
            db::Transaction transaction{connection};
            ledger::rebuild_rows(connection, folds, show);
            transaction.commit();
        });
        progress.done();
        auto const checking = time_of([&] {
            auto const twin = connection.twin();
            db::migrate(*twin, app::schema());
            auto const findings = ledger::check_rows(connection, *twin, folds, [](auto) {});
            if (!findings.empty()) {
                throw Trouble{Trouble::Kind::database, findings.front().problem.en};
            }
        });
        figures.add(
            label,
            n / rebuilding,
            "events/s",
            "goal >= 50000; reading alone " + spelled(n / reading)
        );
        figures.add(label + ".check", n / checking, "events/s", "folded into a twin and compared");
        figures.add(label + ".events", n, "events", std::to_string(reports) + " reports");
    }
}

} // namespace
} // namespace ducha::bench

int main(int count, char** arguments)
{
    return ducha::bench::run(count, arguments, {"--reports", 20'000}, ducha::bench::measure);
}
