// Whichever allocation fails, the office goes on when there is memory again; what it acknowledged
// is there, nothing is half-done, and the same acts go through in an office that is opened anew.
//
// Each failure happens in a process of its own, so that one which ends it is seen as well.
#include "tests/faults/allocation.h"

#include "tests/faults/day.h"
#include "tests/faults/processes.h"

#include <cstdio>

namespace ducha::tests {
namespace {

namespace fs = std::filesystem;

/// What a child tells, even if it dies.
struct Told {
    std::int64_t size;
    std::array<char, 1000> head;
    std::int64_t allocations;
    bool failed; ///< the failure reached whoever asked for the act

    [[nodiscard]] Acknowledged acknowledged() const { return {size, head.data()}; }
};

/// How a child ends.
enum End { unharmed, went_on, never_opened, stopped };

struct Tally {
    std::int64_t failures = 0;
    std::int64_t unharmed = 0;     ///< done without the memory
    std::int64_t went_on = 0;      ///< the same office did the acts afterwards
    std::int64_t never_opened = 0; ///< the failure came before there was an office
    std::int64_t stopped = 0;      ///< the office said that it cannot go on
    std::int64_t died = 0;         ///< the process ended before it could say anything
    std::int64_t unsound = 0;

    Tally& operator+=(Tally const& other)
    {
        failures += other.failures;
        unharmed += other.unharmed;
        went_on += other.went_on;
        never_opened += other.never_opened;
        stopped += other.stopped;
        died += other.died;
        unsound += other.unsound;
        return *this;
    }
};

/// An office in a folder of its own, which is set back before each failure.
class Desk {
public:
    Desk()
    {
        address_.database = empty_database(db::Dialect::sqlite, folder_);
        address_.keys = folder_.path() / "keys";
        Day::found(address_);
        file_ = db::sqlite_path(address_.database);
        fs::copy_file(file_, before_, fs::copy_options::overwrite_existing);
        day_.rehearse(*Day::open(address_));
    }

    /// Counts the allocations of a day on which none fails.
    std::int64_t count(Asking asking)
    {
        set_back();
        child(asking, 0, Shortage::once);
        return told_->allocations;
    }

    void fail(Asking asking, std::int64_t at, Shortage shortage, Tally& tally)
    {
        set_back();
        auto const end = child(asking, at, shortage);
        auto const found = day_.look(address_, told_->acknowledged());
        auto const again = go_through();
        bool const is_sound = found.is_sound() && again.is_sound() && again.size == day_.whole();
        tally += {
            .failures = told_->allocations >= at ? 1 : 0,
            .unharmed = end == End::unharmed ? 1 : 0,
            .went_on = end == End::went_on ? 1 : 0,
            .never_opened = end == End::never_opened ? 1 : 0,
            .stopped = end == End::stopped ? 1 : 0,
            .died = end < 0 ? 1 : 0,
            .unsound = is_sound ? 0 : 1,
        };
        if (!is_sound || end < 0) {
            std::printf(
                "allocation %ld: end %d, acknowledged %ld, found %ld %s, again %ld %s\n",
                at,
                end,
                told_->size,
                found.size,
                found.why.c_str(),
                again.size,
                again.why.c_str()
            );
        }
    }

private:
    void set_back()
    {
        for (auto const* rest : {"-wal", "-shm"}) {
            fs::remove(file_.string() + rest);
        }
        fs::copy_file(before_, file_, fs::copy_options::overwrite_existing);
    }

    int child(Asking asking, std::int64_t at, Shortage shortage)
    {
        *told_ = {};
        return end_of(start([&] { return work(asking, at, shortage); }));
    }

    /// The day with the failure; then, if there was one, the day again in the same office.
    int work(Asking asking, std::int64_t at, Shortage shortage)
    {
        std::unique_ptr<app::Office> office;
        auto const desk = merge::make_desk();
        auto const tell = [this](Acknowledged const& now) {
            told_->size = now.size;
            std::ranges::copy(std::string_view{now.head}.substr(0, 999), told_->head.begin());
        };
        fail_allocation(asking, at, shortage);
        try {
            office = Day::open(address_);
            day_.work(*office, tell, desk);
        } catch (std::exception const&) {
            told_->failed = true;
        }
        told_->allocations = stop_failing();
        try {
            if (told_->failed && office != nullptr) {
                day_.work(*office, tell, desk);
                return End::went_on;
            }
        } catch (std::exception const&) {
            return End::stopped;
        }
        return told_->failed ? End::never_opened : End::unharmed;
    }

    /// The same acts in an office that is opened anew.
    Found go_through()
    {
        Acknowledged last;
        try {
            day_.work(*Day::open(address_), [&](Acknowledged const& now) { last = now; });
        } catch (std::exception const& error) {
            return {.corrupt = true, .why = error.what()};
        }
        return day_.look(address_, last);
    }

    TemporaryFolder folder_;
    app::OfficeAddress address_;
    fs::path file_;
    fs::path before_ = folder_.path() / "before.db";
    Day day_{1};
    Shared<Told> told_;
};

class Memory : public testing::TestWithParam<std::tuple<Asking, Shortage>> {};

TEST_P(Memory, MayRunOutAtEachAllocationOfADay)
{
    auto const [asking, shortage] = GetParam();
    auto const tally = in_processes<Tally>([&](int number, int of) {
        Tally sum;
        Desk desk;
        auto const whole = desk.count(asking);
        auto const step = is_soak() ? 1 : std::max<std::int64_t>(1, whole / 60);
        for (auto at = 1 + number * step; at <= whole; at += of * step) {
            desk.fail(asking, at, shortage, sum);
        }
        return sum;
    });
    std::printf(
        "%ld failures: %ld unharmed, %ld went on, %ld before it opened, %ld stopped, %ld died, "
        "%ld unsound\n",
        tally.failures,
        tally.unharmed,
        tally.went_on,
        tally.never_opened,
        tally.stopped,
        tally.died,
        tally.unsound
    );
    EXPECT_EQ(tally.unsound, 0);
    EXPECT_EQ(tally.died, 0);
    EXPECT_EQ(tally.stopped, 0);
    EXPECT_GT(tally.went_on, 0);
}

/// Seals an original and is refused after all.
guard::Command refused_late()
{
    return {
        .log = TestOffice::log(),
        .act = "mark_urgent",
        .key = {},
        .decide = [](guard::Scene& scene) -> Result<guard::Proposal> {
            static_cast<void>(scene.originals.write(scene.log, {{.content = "模拟"}}));
            return std::unexpected{Refusal{.code = "test.refused"}};
        },
    };
}

// The acts of a group are undone one by one, which takes memory as well.
TEST(RefusedAct, LeavesNothingBehindBesideOneThatPasses)
{
    db::Query const left_over{
        "test/left_over",
        "select (select count(*) from sealed_original) - (select count(*) from report)"
    };
    TestOffice test{db::Dialect::sqlite};
    auto const address = test.address();
    std::int64_t at = 0;
    for (std::int64_t asked = 0; asked >= at;) {
        ++at;
        auto const office = Day::open(address);
        auto const passes = intake::receive(
            test.log(),
            {{report(static_cast<int>(at), "模拟举报")}},
            std::make_shared<intake::ReceiveOutcome>()
        );
        auto& pipeline = office->pipeline();
        fail_allocation(Asking::sqlite, at, Shortage::once);
        try {
            static_cast<void>(pipeline.run(std::vector{refused_late(), passes}));
        } catch (std::exception const&) { // NOLINT(bugprone-empty-catch): the failure
        }
        asked = stop_failing();
        ASSERT_EQ(Day::open(address)->connection().integer(left_over, {}), 0) << at;
    }
    EXPECT_GT(at, 100);
    EXPECT_TRUE(test.verify().empty());
}

std::string name_of(testing::TestParamInfo<Memory::ParamType> const& instance)
{
    constexpr char const* asking[] = {"Program", "SQLite", "OpenSSL"};
    auto const [who, shortage] = instance.param;
    return std::string{asking[static_cast<int>(who)]} +
        (shortage == Shortage::once ? "Once" : "Lasting");
}

INSTANTIATE_TEST_SUITE_P(
    Everyone,
    Memory,
    testing::Combine(
        testing::Values(Asking::program, Asking::sqlite, Asking::openssl),
        testing::Values(Shortage::once, Shortage::lasting)
    ),
    name_of
);

} // namespace
} // namespace ducha::tests
