// A day of acts in an office that may fail at any moment, and what must be there afterwards.
#include "tests/faults/day.h"

#include "platform/db/table.h"

namespace ducha::tests {
namespace {

constexpr int reports_a_round = 3;
constexpr std::size_t most_results = 2;

guard::Command received(int first)
{
    intake::ReceiveReports reports;
    for (int number = first; number < first + reports_a_round; ++number) {
        auto const text = "模拟举报：样例村" + std::to_string(number) + "组旁的模拟砖厂冒黑烟";
        reports.reports.push_back(report(number, text));
    }
    return intake::receive(
        TestOffice::log(), std::move(reports), std::make_shared<intake::ReceiveOutcome>()
    );
}

Acknowledged state(app::Office& office)
{
    auto& connection = office.connection();
    return {
        .size = ledger::state_of(connection, TestOffice::log(), false).size,
        .head = ledger::latest_head(connection, TestOffice::log()).value_or(""),
    };
}

/// The result of a case, as it stands at the day's cut.
handling::CaseResult result_of(casefile::CaseFile const& file)
{
    return {
        .case_number = file.number,
        .occurred = office_instant(first_day, {20 * 60}),
        .outcome =
            {.status = handling::Status::closed,
             .truth = handling::Truth::entirely,
             .penalised = 1,
             .fine = Fen{100}},
    };
}

} // namespace

void Day::found(app::OfficeAddress const& address)
{
    app::Office::found(address);
    auto const office = open(address);
    EXPECT_TRUE(office->pipeline().run(inspection::open_inspection(shandong())));
    // What is placed already must be read again before anything can be joined to it.
    EXPECT_TRUE(office->pipeline().run(received(1)));
    EXPECT_TRUE(office->pipeline().run(intake::accept(TestOffice::log(), {})));
    EXPECT_TRUE(office->pipeline().run(merge::place(TestOffice::log(), {}, merge::make_desk())));
}

std::unique_ptr<app::Office> Day::open(app::OfficeAddress const& address)
{
    return std::make_unique<app::Office>(
        address,
        std::make_unique<SetClock>(office_instant(first_day, {20 * 60})),
        std::make_unique<SeededRandom>(3)
    );
}

void Day::work(
    app::Office& office, Acknowledge const& acknowledge, std::shared_ptr<merge::Desk> const& desk
) const
{
    auto const log = TestOffice::log();
    auto const act = [&](guard::Command const& command) {
        static_cast<void>(office.pipeline().run(command));
        acknowledge(state(office));
    };
    for (int round = 0; round < rounds_; ++round) {
        act(received(10 + reports_a_round * round));
        act(intake::accept(log, {}));
        act(merge::place(log, {}, desk));
    }
    act(transfer::seal(log, {first_day}));
    act(transfer::hand_over(log, {first_day}));
    act(transfer::acknowledge(log, {first_day}));
    auto const may = office.policy().authorize<casefile::ReadCases>(log);
    auto batch = casefile::cases_of_batch(office.connection(), may, first_day);
    batch.resize(std::min(batch.size(), most_results));
    for (auto const& file : batch) {
        act(handling::report(log, {{result_of(file)}}, std::make_shared<handling::ResultsOutcome>())
        );
    }
}

void Day::rehearse(app::Office& office)
{
    ends_ = {state(office).size};
    work(office, [&](Acknowledged const& now) { ends_.insert(now.size); });
    placed_ = placements(office);
}

Found Day::look(app::OfficeAddress const& address, Acknowledged const& acknowledged)
{
    Found found;
    try {
        auto const office = open(address);
        inspect(*office, acknowledged, found);
    } catch (std::exception const& error) {
        found.corrupt = true;
        found.why = error.what();
    }
    return found;
}

void Day::inspect(app::Office& office, Acknowledged const& acknowledged, Found& found)
{
    auto& connection = office.connection();
    found.size = state(office).size;
    found.lost = found.size < acknowledged.size;
    found.half =
        !ends_.contains(found.size) || (found.size == whole() && placements(office) != placed_);
    std::vector<std::string> heads;
    if (!acknowledged.head.empty() && !found.lost) {
        heads.push_back(acknowledged.head);
    }
    auto findings =
        ledger::verify(connection, office.verifier_key().key, heads, [](auto /*done*/) {});
    std::ranges::move(
        ledger::check_rows(connection, empty_twin(connection), app::folds(), [](auto /*done*/) {}),
        std::back_inserter(findings)
    );
    std::ranges::move(
        intake::check_originals(connection, TestOffice::log()), std::back_inserter(findings)
    );
    if (!findings.empty()) {
        found.corrupt = true;
        found.why = findings.front().problem.en + ": " + findings.front().found;
    }
    auto const breaches = bulletin::conservation(
        connection, office.policy().authorize<bulletin::ReadCounts>(TestOffice::log())
    );
    if (!breaches.empty()) {
        found.corrupt = true;
        found.why = breaches.front().law.en;
    }
}

std::vector<Day::Placed> Day::placements(app::Office& office)
{
    std::vector<Placed> all;
    merge::each_placement(
        office.connection(),
        office.policy().authorize<merge::ReadMerges>(TestOffice::log()),
        [&](merge::Placement const& placement) {
            all.emplace_back(placement.matter, placement.in, placement.how);
        }
    );
    return all;
}

db::Connection& Day::empty_twin(db::Connection& connection)
{
    if (!twin_) {
        twin_ = connection.twin();
        db::migrate(*twin_, app::schema());
        return *twin_;
    }
    for (auto const* room : app::folds()) {
        for (auto const& table : room->tables) {
            db::clear_table(*twin_, table.name);
        }
    }
    return *twin_;
}

} // namespace ducha::tests
