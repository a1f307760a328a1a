// A whole stay that nobody had.
#include "bench/invented_stay.h"

#include "platform/db/connection.h"

#include "domain/handling/handling.h"

#include "app/progress.h"
#include "app/rooms.h"
#include "bench/invented.h"

#include <bit>

namespace ducha::bench {
namespace {

constexpr std::size_t events_a_page = 15'000;

/// What happens to a case, how long after it was received it is written down, and how long
/// before that it may have occurred.
struct Step {
    enum class Kind { received, accepted, handed_over, result };
    Kind kind;
    std::int64_t after;
    std::int64_t late;
};
constexpr Step steps[] = {
    {Step::Kind::received, 0, 2 * hour},
    {Step::Kind::accepted, minute, minute},
    {Step::Kind::handed_over, 14 * hour, 4 * hour},
    {Step::Kind::result, 5 * 24 * hour, 72 * hour},
};

intake::MatterRef matter_of(std::int64_t number, std::int64_t cases, std::int64_t seq)
{
    auto const report = invented_report(number, cases);
    return {
        .matter = MatterId{seq},
        .report = ReportId{seq},
        .channel = report.channel,
        .reception_day = report.reception_day,
        .types = report.types,
    };
}

/// A finding, how far it is, and now and then what was done: about five facts.
handling::Outcome outcome_of(std::int64_t number)
{
    using enum handling::Truth;
    using enum handling::Status;
    constexpr handling::Truth truths[] = {entirely, basically, partly, not_at_all};
    constexpr handling::Status statuses[] = {in_progress, phased, closed};
    bool const is_fined = number % 5 == 0;
    return {
        .status = statuses[number % 3],
        .truth = truths[number % 4],
        .ordered = number % 2,
        .penalised = is_fined ? 1 : 0,
        .fine = Fen{is_fined ? 5'000'000 + number % 1000 * 10'000 : 0},
        .interviewed = number % 7 == 0 ? 2 : 0,
        .accountable = number % 11 == 0 ? 1 : 0,
    };
}

/// The events of the stay in the order in which they are written down.
class Stay {
public:
    explicit Stay(std::int64_t cases) : cases_{cases}, received_(static_cast<std::size_t>(cases)) {}

    /// The next event; nothing at the end.
    std::optional<ledger::Recorded> next()
    {
        std::size_t first = 0;
        for (std::size_t i = 1; i < std::size(steps); ++i) {
            if (recorded_of(i) < recorded_of(first)) {
                first = i;
            }
        }
        if (done_[first] == cases_) {
            return std::nullopt;
        }
        auto const recorded = recorded_of(first);
        auto const number = done_[first]++;
        auto const late = number * 7919 % 1000 * (steps[first].late / 1000);
        auto event = event_of(steps[first].kind, number, {recorded.microseconds - late});
        event.recorded = recorded;
        ++seq_;
        return event;
    }

private:
    [[nodiscard]] Instant recorded_of(std::size_t step) const
    {
        return done_[step] == cases_
            ? Instant{INT64_MAX}
            : Instant{invented_time(done_[step], cases_).microseconds + steps[step].after};
    }

    ledger::Recorded event_of(Step::Kind kind, std::int64_t number, Instant occurred)
    {
        auto& received = received_[static_cast<std::size_t>(number)];
        if (kind == Step::Kind::received) {
            received = seq_;
            return invented_event(invented_report(number, cases_), Seq{seq_}, occurred);
        }
        auto const of = matter_of(number, cases_, received);
        if (kind == Step::Kind::accepted) {
            intake::MatterAccepted const accepted{
                .of = of,
                .report = {intake::ReportState::undecided, intake::ReportState::accepted},
                .by_rule = true,
            };
            return invented_event(accepted, Seq{seq_}, occurred);
        }
        if (kind == Step::Kind::handed_over) {
            transfer::CaseHandedOver const handed{
                .of = CaseId{received},
                .day = of.reception_day,
                .due = of.reception_day + 10,
                .by = of.dimensions(),
                .issues = of.types,
            };
            return invented_event(handed, Seq{seq_}, occurred);
        }
        handling::ResultReported const reported{
            .of = CaseId{received},
            .by = of.dimensions(),
            .outcome = outcome_of(number),
        };
        return invented_event(reported, Seq{seq_}, occurred);
    }

    std::int64_t cases_;
    std::vector<std::int64_t> received_; ///< the event of each report, of which its ids are made
    std::int64_t done_[std::size(steps)]{};
    std::int64_t seq_ = 0;
};

/// The roll-up reads no further than the log says that it goes. The tree is not there: its right
/// edge is a hash of noughts for each complete subtree.
void move_head(db::Connection& connection, std::int64_t size)
{
    auto const subtrees = std::popcount(static_cast<std::uint64_t>(size));
    Bytes const frontier(static_cast<std::size_t>(subtrees) * sizeof(Hash));
    static db::Query const move{
        "bench/log_head", "update log_head set size = $2, frontier = $3 where log_id = $1"
    };
    connection.run(move, {BenchOffice::log, size, frontier});
}

} // namespace

Instant end_of_stay()
{
    return office_instant(first_day + days + 7, {});
}

std::int64_t fill_stay(BenchOffice& office, std::int64_t cases)
{
    auto& connection = office.connection();
    Stay stay{cases};
    auto const total = static_cast<std::int64_t>(std::size(steps)) * cases;
    app::Progress progress{"fill", total};
    std::int64_t filled = 0;
    while (filled < total) {
        std::vector<ledger::Recorded> events;
        while (auto event = events.size() < events_a_page ? stay.next() : std::nullopt) {
            events.push_back(std::move(*event));
        }
        filled += static_cast<std::int64_t>(events.size());
        db::Transaction transaction{connection};
        ledger::fold(connection, events, app::folds());
        move_head(connection, filled);
        transaction.commit();
        progress.advance(static_cast<std::int64_t>(events.size()));
    }
    progress.done();
    return filled;
}

} // namespace ducha::bench
