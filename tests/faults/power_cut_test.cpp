// What was acknowledged survives a power cut, a failed write and a full disk, whenever they come.
//
// kill -9 cannot tell a synced write from one that the operating system still holds; this disk can.
#include "platform/db/migration.h"
#include "platform/trouble.h"

#include "domain/ledger/audit.h"

#include "tests/faults/power.h"
#include "tests/journeys/test_office.h"

namespace ducha::tests {
namespace {

using Fault = Disk::Fault;
using Lie = Disk::Lie;

/// How a run ended: what was acknowledged, and what was found afterwards.
struct Outcome {
    bool finished = false;
    bool lost = false;    ///< something acknowledged is not there
    bool corrupt = false; ///< the database cannot be opened, or does not hold
};

class Faults : public testing::Test {
protected:
    Faults()
    {
        OnDisk const scope{disk_};
        address_.database = empty_database(db::Dialect::sqlite, folder_);
        address_.keys = folder_.path() / "keys";
        app::Office::found(address_);
        auto const office = open();
        EXPECT_TRUE(office->pipeline().run(inspection::open_inspection(shandong())));
        receive(*office, 1);
        base_ = disk_.files();
    }

    /// A day of acts; what each one acknowledges is how far its log has come.
    Outcome run(Fault fault, std::int64_t at, Lie lie = Lie::none, char const* pragma = nullptr)
    {
        disk_.files() = base_;
        OnDisk const scope{disk_};
        Outcome outcome;
        std::int64_t acknowledged = 1;
        try {
            auto const office = open();
            if (pragma != nullptr) {
                office->connection().run_script(pragma);
            }
            disk_.plan(fault, at, lie);
            work(*office, acknowledged);
            outcome.finished = true;
        } catch (Trouble const&) { // NOLINT(bugprone-empty-catch): the fault that was planned
        }
        operations_ = disk_.operations();
        if (fault == Fault::power_cut) {
            disk_.restore(chance_);
        }
        disk_.plan(Fault::none, 0);
        look(outcome, acknowledged);
        return outcome;
    }

    [[nodiscard]] std::int64_t operations() const { return operations_; }
    [[nodiscard]] Random& chance() { return chance_; }

private:
    [[nodiscard]] std::unique_ptr<app::Office> open() const
    {
        return std::make_unique<app::Office>(
            address_,
            std::make_unique<SetClock>(office_instant(first_day, {20 * 60})),
            std::make_unique<SeededRandom>(3)
        );
    }

    static void receive(app::Office& office, int first)
    {
        intake::ReceiveReports reports;
        for (int number = first; number < first + 3; ++number) {
            auto const text = "模拟举报：样例村" + std::to_string(number) + "组旁的模拟砖厂冒黑烟";
            reports.reports.push_back(report(number, text));
        }
        auto outcome = std::make_shared<intake::ReceiveOutcome>();
        static_cast<void>(office.pipeline().run(intake::receive(LogId{1}, reports, outcome)));
    }

    /// Acts one after the other; each is acknowledged when `run` has returned.
    static void work(app::Office& office, std::int64_t& acknowledged)
    {
        auto const desk = merge::make_desk();
        for (int round = 0; round < 6; ++round) {
            receive(office, 10 + 3 * round);
            acknowledged = size(office);
            for (auto const& command :
                 {intake::accept(LogId{1}, {}), merge::place(LogId{1}, {}, desk)}) {
                static_cast<void>(office.pipeline().run(command));
                acknowledged = size(office);
            }
        }
        static_cast<void>(office.pipeline().run(transfer::seal(LogId{1}, {first_day})));
        acknowledged = size(office);
    }

    static std::int64_t size(app::Office& office)
    {
        return ledger::state_of(office.connection(), LogId{1}, false).size;
    }

    void look(Outcome& outcome, std::int64_t acknowledged) const
    {
        try {
            auto const office = open();
            outcome.lost = size(*office) < acknowledged;
            auto const key = office->verifier_key().key;
            outcome.corrupt = !ledger::verify(office->connection(), key, {}, [](auto) {}).empty() ||
                !bulletin::conservation(
                     office->connection(),
                     office->policy().authorize<bulletin::ReadCounts>(LogId{1})
                )
                     .empty();
            auto const twin = office->connection().twin();
            db::migrate(*twin, app::schema());
            outcome.corrupt |=
                !ledger::check_rows(office->connection(), *twin, app::folds(), [](auto) {}).empty();
        } catch (std::exception const&) {
            outcome.corrupt = true;
        }
    }

    TemporaryFolder folder_;
    app::OfficeAddress address_;
    Disk disk_;
    std::map<std::string, Disk::File> base_;
    SeededRandom chance_{11};
    std::int64_t operations_ = 0;
};

TEST_F(Faults, WithoutOneTheDayIsDone)
{
    auto const outcome = run(Fault::none, 0);
    EXPECT_TRUE(outcome.finished);
    EXPECT_FALSE(outcome.lost || outcome.corrupt);
    EXPECT_GT(operations(), 100);
}

TEST_F(Faults, PowerCutsLoseNothingAndCorruptNothing)
{
    static_cast<void>(run(Fault::none, 0));
    auto const whole_day = static_cast<std::uint64_t>(operations());
    int const cuts = std::getenv("DUCHA_SOAK") == nullptr ? 2'000 : 100'000;
    for (int cut = 0; cut < cuts; ++cut) {
        auto const at = static_cast<std::int64_t>(1 + chance().below(whole_day));
        auto const outcome = run(Fault::power_cut, at);
        ASSERT_GE(operations(), at) << "the power was not cut";
        ASSERT_FALSE(outcome.lost) << "at operation " << at;
        ASSERT_FALSE(outcome.corrupt) << "at operation " << at;
    }
}

// The test above is worth what it finds where durability is not kept.
TEST_F(Faults, ADatabaseThatSyncsLessLosesAcknowledgedActs)
{
    static_cast<void>(run(Fault::none, 0));
    auto const whole_day = static_cast<std::uint64_t>(operations());
    int lost = 0;
    for (int cut = 0; cut < 100; ++cut) {
        auto const at = static_cast<std::int64_t>(1 + chance().below(whole_day));
        lost += run(Fault::power_cut, at, Lie::none, "pragma synchronous = normal").lost ? 1 : 0;
    }
    EXPECT_GT(lost, 10);
}

TEST_F(Faults, ADiskThatLiesAboutSyncingLosesAcknowledgedActs)
{
    static_cast<void>(run(Fault::none, 0));
    auto const whole_day = static_cast<std::uint64_t>(operations());
    int harmed = 0;
    for (int cut = 0; cut < 100; ++cut) {
        auto const at = static_cast<std::int64_t>(1 + chance().below(whole_day));
        auto const outcome = run(Fault::power_cut, at, Lie::sync_does_nothing);
        harmed += outcome.lost || outcome.corrupt ? 1 : 0;
    }
    EXPECT_GT(harmed, 10);
}

// Whichever operation fails, nothing acknowledged is missing when the office opens again.
TEST_F(Faults, EachOperationMayFailOnce)
{
    for (auto const fault : {Fault::io_error, Fault::full}) {
        std::int64_t at = 0;
        while (true) {
            auto const outcome = run(fault, ++at);
            ASSERT_FALSE(outcome.lost) << "at operation " << at;
            ASSERT_FALSE(outcome.corrupt) << "at operation " << at;
            if (operations() < at) {
                break; // the day was over before
            }
        }
        EXPECT_GT(at, 100);
    }
}

} // namespace
} // namespace ducha::tests
