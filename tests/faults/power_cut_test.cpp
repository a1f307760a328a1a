// What was acknowledged survives a power cut, a failed write and a full disk, whenever they come.
//
// kill -9 cannot tell a synced write from one that the operating system still holds; this disk can.
#include "platform/trouble.h"

#include "tests/faults/day.h"
#include "tests/faults/power.h"
#include "tests/faults/processes.h"

#include <cstdio>

namespace ducha::tests {
namespace {

using Fault = Disk::Fault;
using Lie = Disk::Lie;

/// How faults ended.
struct Tally {
    std::int64_t faults = 0; ///< that came
    std::int64_t sound = 0;
    std::int64_t lost = 0;
    std::int64_t half = 0;
    std::int64_t corrupt = 0;

    Tally& operator+=(Tally const& other)
    {
        faults += other.faults;
        sound += other.sound;
        lost += other.lost;
        half += other.half;
        corrupt += other.corrupt;
        return *this;
    }
};

void print(char const* name, Tally const& tally)
{
    std::printf(
        "%s: seed %lu, %ld faults: %ld lost, %ld half-done, %ld corrupt\n",
        name,
        seed_of_run(),
        tally.faults,
        tally.lost,
        tally.half,
        tally.corrupt
    );
}

constexpr int outcomes_a_cut = 5;

/// What a disk does on all days of a test.
struct Habit {
    Lie lie = Lie::none;
    char const* pragma = nullptr;

    [[nodiscard]] bool is_durable() const { return lie == Lie::none && pragma == nullptr; }
};

class Faults : public testing::Test {
protected:
    Faults()
    {
        OnDisk const scope{disk_};
        address_.database = empty_database(db::Dialect::sqlite, folder_);
        address_.keys = folder_.path() / "keys";
        Day::found(address_);
        base_ = disk_.files();
        auto const office = Day::open(address_);
        disk_.plan(Fault::none, 0);
        day_.rehearse(*office);
        whole_day_ = disk_.operations();
    }

    /// A day on which the fault comes at one operation of the disk, and what is found after it.
    void run(Fault fault, std::int64_t at, Tally& tally)
    {
        OnDisk const scope{disk_};
        auto const acknowledged = work(fault, at, {});
        note(acknowledged, at, {}, tally);
    }

    /// Power cuts at random operations, each day drawn from a seed of its own: the run's, and on.
    /// Of one cut several outcomes are drawn, since the day before it is the same.
    Tally cut(std::int64_t cuts, Habit habit = {})
    {
        return in_processes<Tally>([&](int number, int of) {
            Tally tally;
            for (std::int64_t day = number; day < cuts / outcomes_a_cut; day += of) {
                cut_day(seed_of_run() + static_cast<std::uint64_t>(day), habit, tally);
            }
            return tally;
        });
    }

    [[nodiscard]] std::int64_t whole_day() const { return whole_day_; }

private:
    void cut_day(std::uint64_t seed, Habit habit, Tally& tally)
    {
        SeededRandom chance{seed};
        auto const at =
            1 + static_cast<std::int64_t>(chance.below(static_cast<std::uint64_t>(whole_day_)));
        OnDisk const scope{disk_};
        auto const acknowledged = work(Fault::power_cut, at, habit);
        auto const dark = disk_.files();
        for (int outcome = 0; outcome < outcomes_a_cut; ++outcome) {
            disk_.files() = dark;
            disk_.restore(chance);
            auto const sound = tally.sound;
            note(acknowledged, at, habit, tally);
            if (tally.sound == sound && habit.is_durable()) {
                std::printf("that was DUCHA_SEED=%lu, outcome %d\n", seed, outcome);
            }
        }
    }

    /// Works until the fault comes; returns what was acknowledged by then.
    Acknowledged work(Fault fault, std::int64_t at, Habit habit)
    {
        disk_.files() = base_;
        Acknowledged acknowledged;
        try {
            auto const office = Day::open(address_);
            if (habit.pragma != nullptr) {
                office->connection().run_script(habit.pragma);
            }
            disk_.plan(fault, at, habit.lie);
            day_.work(*office, [&](Acknowledged const& now) { acknowledged = now; });
        } catch (Trouble const&) { // NOLINT(bugprone-empty-catch): the fault that was planned
        }
        came_ = disk_.operations() >= at;
        disk_.plan(Fault::none, 0);
        return acknowledged;
    }

    void note(Acknowledged const& acknowledged, std::int64_t at, Habit habit, Tally& tally)
    {
        auto const found = day_.look(address_, acknowledged);
        tally += {
            .faults = came_ ? 1 : 0,
            .sound = found.is_sound() ? 1 : 0,
            .lost = found.lost ? 1 : 0,
            .half = found.half ? 1 : 0,
            .corrupt = found.corrupt ? 1 : 0,
        };
        if (!found.is_sound() && habit.is_durable()) {
            std::printf("fault at operation %ld: %s\n", at, found.why.c_str());
        }
    }

    TemporaryFolder folder_;
    app::OfficeAddress address_;
    Disk disk_;
    std::map<std::string, Disk::File> base_;
    Day day_{4};
    bool came_ = false;
    std::int64_t whole_day_ = 0;
};

TEST_F(Faults, WithoutOneTheDayIsDone)
{
    Tally tally;
    run(Fault::none, 0, tally);
    EXPECT_EQ(tally.sound, 1);
    EXPECT_GT(whole_day(), 100);
}

TEST_F(Faults, PowerCutsLoseNothingAndCorruptNothing)
{
    std::int64_t const cuts = is_soak() ? 100'000 : 2'000;
    auto const tally = cut(cuts);
    print("power cuts", tally);
    EXPECT_EQ(tally.faults, cuts);
    EXPECT_EQ(tally.sound, tally.faults);
}

// The test above is worth what it finds where durability is not kept.
TEST_F(Faults, ADatabaseThatSyncsLessLosesAcknowledgedActs)
{
    auto const tally = cut(100, {.lie = Lie::none, .pragma = "pragma synchronous = normal"});
    print("power cuts with synchronous = normal", tally);
    EXPECT_GT(tally.lost, 10);
}

TEST_F(Faults, ADiskThatLiesAboutSyncingLosesAcknowledgedActs)
{
    auto const tally = cut(100, {.lie = Lie::sync_does_nothing});
    print("power cuts with a lying sync", tally);
    EXPECT_GT(tally.lost + tally.corrupt, 10);
}

// Whichever operation fails, nothing acknowledged is missing when the office opens again.
TEST_F(Faults, EachOperationMayFailOnce)
{
    for (auto const fault : {Fault::io_error, Fault::full}) {
        auto const tally = in_processes<Tally>([&](int number, int of) {
            Tally sum;
            for (auto at = 1 + std::int64_t{number}; at <= whole_day(); at += of) {
                run(fault, at, sum);
            }
            return sum;
        });
        print(fault == Fault::full ? "disk full" : "failed operations", tally);
        EXPECT_EQ(tally.faults, whole_day());
        EXPECT_EQ(tally.sound, whole_day());
    }
}

} // namespace
} // namespace ducha::tests
