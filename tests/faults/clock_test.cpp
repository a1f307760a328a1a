// The clock steps back and forth, at midnight, over the year's end and in the middle of acts: the
// ledger keeps its order, and days and deadlines follow what the clock shows.
#include "tests/faults/processes.h"
#include "tests/journeys/journey.h"

#include <cstdio>

namespace ducha::tests {
namespace {

constexpr std::int64_t day_long = 24 * hour;

/// A clock that steps each time somebody looks at it.
class SteppingClock final : public Clock {
public:
    explicit SteppingClock(std::uint64_t seed)
        : chance_{seed}, at_{office_instant(first_day, {20 * 60})}
    {
    }

    [[nodiscard]] Instant now() override
    {
        step();
        if (!shown_) {
            shown_ = at_;
        }
        return at_;
    }

    /// What it showed first since this was last asked; nothing where nobody looked.
    [[nodiscard]] std::optional<Instant> shown_first() { return std::exchange(shown_, {}); }

private:
    void step()
    {
        auto& at = at_.microseconds;
        switch (chance_.below(10)) {
        case 0:
            at -= hour;
            break;
        case 1:
            at -= day_long;
            break;
        case 2:
            at += hour;
            break;
        case 3:
            at += day_long;
            break;
        case 4: // 23:59:60: the second before midnight is shown twice
            at = office_instant(office_day(at_) + 1, {}).microseconds - second + 1;
            break;
        case 5:
            at = office_instant(day_of(civil(office_day(at_)).year() / 12 / 31), {24 * 60})
                     .microseconds -
                static_cast<std::int64_t>(chance_.below(2));
            break;
        case 6: // stands still
            break;
        default:
            at += static_cast<std::int64_t>(chance_.below(minute));
        }
        // Not further than a year before the stay or after it.
        auto const begin = office_instant(first_day, {}).microseconds;
        at = std::clamp(at, begin - 365 * day_long, begin + 365 * day_long);
    }

    SeededRandom chance_;
    Instant at_;
    std::optional<Instant> shown_;
};

class ClockSteps : public JourneyTest {
protected:
    /// An office on the same database whose clock steps.
    void step_from_here(std::uint64_t seed)
    {
        auto clock = std::make_unique<SteppingClock>(seed);
        clock_ = clock.get();
        stepping_ = std::make_unique<app::Office>(
            test.address(), std::move(clock), std::make_unique<SeededRandom>(seed)
        );
    }

    /// Runs an act and holds the times that it recorded against the clock and the log.
    std::optional<Instant> act(guard::Command const& command)
    {
        auto const log = test.log();
        auto const last = ledger::state_of(stepping_->connection(), log, false).last_recorded;
        static_cast<void>(clock_->shown_first());
        auto const done = stepping_->pipeline().run(command);
        auto const shown = clock_->shown_first();
        if (!done || done->events.empty()) {
            return std::nullopt;
        }
        auto expected = last;
        for (auto const& event : done->events) {
            expected = std::max(*shown, Instant{expected.microseconds + 1});
            EXPECT_EQ(event.recorded, expected);
        }
        acts_ += 1;
        return shown;
    }

    void any_act()
    {
        auto const log = test.log();
        auto const next = first_day + sealed_;
        auto const any =
            first_day + static_cast<int>(chance_->below(static_cast<std::uint64_t>(1 + sealed_)));
        switch (chance_->below(6)) {
        case 0:
            receive_one();
            break;
        case 1:
            act(intake::accept(log, {}));
            break;
        case 2:
            act(merge::place(log, {}, desk_));
            break;
        case 3:
            if (auto const shown = act(transfer::seal(log, {next}))) {
                EXPECT_GE(*shown, office_instant(next, shandong().daily_cut));
                ++sealed_;
            }
            break;
        case 4:
            hand_over(any);
            break;
        default:
            act(transfer::acknowledge(log, {any}));
        }
    }

    void receive_one()
    {
        ++reports_;
        auto const text = "模拟举报：样例村" + std::to_string(reports_) + "组旁的模拟砖厂冒黑烟";
        act(intake::receive(
            test.log(), {{report(reports_, text)}}, std::make_shared<intake::ReceiveOutcome>()
        ));
    }

    void hand_over(Day day)
    {
        auto const shown = act(transfer::hand_over(test.log(), {day}));
        if (!shown) {
            return;
        }
        auto const due = office_day(*shown) + static_cast<int>(shandong().limits.answer_days);
        auto const batch = batch_of(day);
        for (auto const& of : batch->cases) {
            EXPECT_TRUE(of.due == due || of.standing != casefile::Standing::handed_over);
        }
        ++handed_over_;
    }

    void expect_times_rise()
    {
        for (auto const& name : ledger::logs(test.office().connection())) {
            auto const size = ledger::state_of(test.office().connection(), name.log, false).size;
            auto const events =
                ledger::read_events(test.office().connection(), name.log, Seq{0}, size);
            EXPECT_EQ(
                std::ranges::adjacent_find(
                    events, std::ranges::greater_equal{}, &ledger::Recorded::recorded
                ),
                events.end()
            );
        }
    }

    std::optional<SeededRandom> chance_;
    int acts_ = 0;
    int sealed_ = 0;
    int handed_over_ = 0;

private:
    std::unique_ptr<app::Office> stepping_;
    SteppingClock* clock_ = nullptr;
    std::shared_ptr<merge::Desk> desk_ = merge::make_desk();
    int reports_ = 0;
};

TEST_P(ClockSteps, AnyStepsAtAnyMomentLeaveTheOrderOfTheLedger)
{
    step_from_here(seed_of_run());
    chance_.emplace(seed_of_run() + 1);
    int const steps = is_soak() ? 20'000 : 1'000;
    for (int step = 0; step < steps && !HasFailure(); ++step) {
        any_act();
    }
    std::printf(
        "seed %lu: %d acts while the clock stepped, %d batches sealed, %d handed over\n",
        seed_of_run(),
        acts_,
        sealed_,
        handed_over_
    );
    EXPECT_GT(sealed_, 10);
    EXPECT_GT(handed_over_, 10);
    expect_times_rise();
    expect_sound();
}

TEST_P(ClockSteps, ADayIsSealedWhenTheClockShowsThatItIsOver)
{
    receive(test, {report(1, mixing_plant)});
    accept_and_merge();
    auto const cut = office_instant(first_day, {20 * 60}).microseconds;
    for (auto const before : {std::int64_t{1}, hour, day_long, 365 * day_long}) {
        test.clock().set({cut - before});
        EXPECT_EQ(outcome(transfer::seal(test.log(), {first_day})), "transfer.day_not_over");
    }
    // Whatever was recorded yesterday, or an hour from now.
    test.clock().set({cut + hour});
    receive(test, {report(2, dyeing_works)});
    accept_and_merge();
    test.clock().set({cut - 1});
    EXPECT_EQ(outcome(transfer::seal(test.log(), {first_day})), "transfer.day_not_over");
    test.clock().set({cut});
    EXPECT_EQ(outcome(transfer::seal(test.log(), {first_day})), "passed");
    expect_times_rise();
    expect_sound();
}

TEST_P(ClockSteps, AnAnswerIsDueByTheDayThatTheClockShowsAtHandOver)
{
    Day const last_of_year = day_of(std::chrono::year{2021} / 12 / 31);
    auto const midnight = office_instant(last_of_year, {24 * 60}).microseconds;
    // The last microsecond of the year; the first of the next; back again, as after 23:59:60.
    std::int64_t const moments[] = {midnight - 1, midnight, midnight - second};
    int number = 0;
    for (auto const moment : moments) {
        auto const day = first_day + number;
        ++number;
        test.clock().set(office_instant(last_of_year, {20 * 60}));
        receive(test, {report(number, "模拟举报：样例村" + std::to_string(number) + "组冒黑烟")});
        accept_and_merge();
        ASSERT_EQ(outcome(transfer::seal(test.log(), {day})), "passed");
        test.clock().set({moment});
        ASSERT_EQ(outcome(transfer::hand_over(test.log(), {day})), "passed");
        auto const expected = last_of_year + (moment >= midnight ? 11 : 10);
        auto const batch = batch_of(day);
        ASSERT_EQ(batch->cases.size(), 1U);
        for (auto const& of : batch->cases) {
            EXPECT_EQ(of.due, expected) << to_text(Instant{moment});
        }
    }
    expect_times_rise();
    expect_sound();
}

ON_BOTH_DATABASES(ClockSteps);

} // namespace
} // namespace ducha::tests
