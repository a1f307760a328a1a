// How long the figures of a bulletin take at a million cases: as of the end of the stay and as of
// its middle, in total, by day and by type.
#include "platform/db/connection.h"

#include "domain/bulletin/bulletin.h"
#include "domain/transfer/transfer.h"

#include "app/progress.h"
#include "app/rooms.h"
#include "bench/bench_office.h"
#include "bench/figures.h"
#include "bench/invented.h"

namespace ducha::bench {
namespace {

constexpr std::int64_t cases_a_page = 5000;
constexpr int times = 5;

/// Received, accepted at once, handed over the next day: three events a case, six or seven facts.
void add_case(std::vector<ledger::Recorded>& events, std::int64_t number, std::int64_t count)
{
    auto const seq = 3 * number;
    auto const report = invented_report(number, count);
    auto const at = invented_time(number, count);
    intake::MatterRef const of{
        .matter = MatterId{seq},
        .report = ReportId{seq},
        .channel = report.channel,
        .reception_day = report.reception_day,
        .types = report.types,
    };
    intake::MatterAccepted const accepted{
        .of = of,
        .report = {intake::ReportState::undecided, intake::ReportState::accepted},
        .by_rule = true,
    };
    transfer::CaseHandedOver const handed{
        .of = CaseId{seq},
        .day = report.reception_day,
        .due = report.reception_day + 10,
        .by = of.dimensions(),
        .issues = report.types,
    };
    events.push_back(invented_event(report, Seq{seq}, at));
    events.push_back(invented_event(accepted, Seq{seq + 1}, {at.microseconds + minute}));
    events.push_back(invented_event(handed, Seq{seq + 2}, {at.microseconds + 14 * hour}));
}

/// The rooms' own folds fill the tables; what is left out is the ledger itself, which counting
/// never reads.
void fill(BenchOffice& office, std::int64_t cases)
{
    app::Progress progress{"fill", cases};
    for (std::int64_t first = 0; first < cases; first += cases_a_page) {
        std::vector<ledger::Recorded> events;
        auto const last = std::min(first + cases_a_page, cases);
        for (auto number = first; number < last; ++number) {
            add_case(events, number, cases);
        }
        db::Transaction transaction{office.connection()};
        ledger::fold(office.connection(), events, app::folds());
        transaction.commit();
        progress.advance(last - first);
    }
    progress.done();
}

double median_ms(std::function<void()> const& work)
{
    std::vector<double> taken;
    for (int i = 0; i < times; ++i) {
        taken.push_back(time_of(work) * 1e3);
    }
    return quantile(taken, 0.5);
}

void measure(Figures& figures, std::int64_t cases)
{
    using bulletin::Grouping;
    BenchOffice office{db::Dialect::sqlite};
    auto const filling = time_of([&] { fill(office, cases); });
    auto& connection = office.connection();
    db::Query const every_fact{"bench/facts", "select count(*), sum(amount) from count_fact"};
    auto const facts = static_cast<double>(connection.integer(every_fact, {}).value_or(0));
    auto const scan = median_ms([&] { connection.each(every_fact, {}, [](auto const&) {}); });
    figures.add("counts.facts", facts, "facts", std::to_string(cases) + " cases");
    figures.add(
        "counts.fill",
        3 * static_cast<double>(cases) / filling,
        "events/s",
        "the rooms' folds, no ledger"
    );

    std::vector<bulletin::Counted> const objects{
        {"SD", office.office().policy().authorize<bulletin::ReadCounts>(BenchOffice::log)}
    };
    std::pair<std::string_view, Day> const instants[] = {
        {"middle", first_day + days / 2}, {"end", first_day + days + 1}
    };
    for (auto const by : {Grouping::none, Grouping::day, Grouping::type}) {
        for (auto const& [name, day] : instants) {
            bulletin::Question const question{
                .as_of = office_instant(day, {20 * 60}), .known_at = {}, .by = by
            };
            auto const taken = median_ms([&] {
                static_cast<void>(bulletin::count(connection, objects, question));
            });
            auto const group = by == Grouping::none ? "total" : code(by);
            figures.add(
                "counts." + std::string{group} + "." + std::string{name},
                taken,
                "ms",
                "one pass over all facts " + spelled(scan)
            );
        }
    }
}

} // namespace
} // namespace ducha::bench

int main(int count, char** arguments)
{
    return ducha::bench::run(count, arguments, {"--cases", 1'000'000}, ducha::bench::measure);
}
