// What comes back of the cases: results, corrections, and the figures at every instant.
#include "tests/journeys/journey.h"

namespace ducha::tests {
namespace {

using handling::Outcome;
using handling::Status;
using handling::Truth;
using Fate = handling::ResultsOutcome::Fate;

constexpr auto* pig_farm = "模拟举报：演示村口的模拟丁养猪场恶臭难闻，粪水流进农田";

/// Three cases, handed over in the evening of the first day.
class Handling : public JourneyTest {
protected:
    void SetUp() override
    {
        receive(test, {report(1, mixing_plant), report(2, dyeing_works), report(4, pig_farm)});
        accept_and_merge();
        clock(first_day, 20);
        ASSERT_EQ(outcome(transfer::seal(test.log(), {first_day})), "passed");
        ASSERT_EQ(outcome(transfer::hand_over(test.log(), {first_day})), "passed");
        clock(first_day + 3, 12);
    }
    void clock(Day day, int hour_of_day)
    {
        test.clock().set(office_instant(day, {hour_of_day * 60}));
    }
    static Instant noon(int day) { return office_instant(first_day + day, {12 * 60}); }
    handling::CaseResult result(std::string_view own_id, int day, Outcome said)
    {
        return {file(own_case(matter(own_id))).number, noon(day), said};
    }
    std::vector<Fate> fates(std::vector<handling::CaseResult> given)
    {
        std::vector<Fate> all;
        for (auto const& row : take_results(std::move(given))) {
            all.push_back(row.fate);
        }
        return all;
    }
    std::int64_t
    counted(std::string_view measure, Instant as_of, std::optional<Instant> known_at = {})
    {
        return bulletin::count(
                   test.office().connection(),
                   {{"SD", test.may<bulletin::ReadCounts>()}},
                   {.as_of = as_of, .known_at = known_at, .by = {}}
        )
            .front()
            .of(measure);
    }
    casefile::Standing standing(std::string_view own_id)
    {
        return file(own_case(matter(own_id))).standing;
    }

    static Outcome closed(std::int64_t penalised, std::int64_t fine_fen)
    {
        return {
            .status = Status::closed,
            .truth = Truth::entirely,
            .rectification = handling::RectificationClass::immediate,
            .penalised = penalised,
            .fine = Fen{fine_fen},
        };
    }
};

// clause B21-06
TEST_P(Handling, ResultsAreCountedAsOfTheInstantAtWhichTheyStood)
{
    Outcome everything{
        .status = Status::closed,
        .truth = Truth::basically,
        .rectification = handling::RectificationClass::long_term,
        .fine = Fen{123'456},
    };
    std::int64_t number = 1;
    for (auto const& row : handling::numbers) {
        everything.*row.number = ++number;
    }
    EXPECT_EQ(
        fates({result("T1", 2, everything), result("T2", 1, {.status = Status::in_progress})}),
        (std::vector{Fate::recorded, Fate::recorded})
    );
    EXPECT_EQ(counted("results", noon(1)), 1);
    EXPECT_EQ(counted("closed", noon(1)), 0);
    EXPECT_EQ(counted("in_progress", noon(1)), 1);
    for (auto const* measure : {"closed", "basically_true", "long_term"}) {
        EXPECT_EQ(counted(measure, noon(2)), 1) << measure;
    }
    EXPECT_EQ(counted("results", noon(2)), 2);
    EXPECT_EQ(counted("fine_fen", noon(2)), 123'456);
    EXPECT_EQ(counted("fine_fen", {noon(2).microseconds - 1}), 0);
    number = 1;
    for (auto const& row : handling::numbers) {
        EXPECT_EQ(counted(row.name, noon(2)), ++number) << row.name;
    }
    // Nothing of this was known before it was written down.
    EXPECT_EQ(counted("results", noon(2), noon(2)), 0);
    expect_sound();
}

TEST_P(Handling, ALaterResultTakesThePlaceOfTheEarlierFromItsInstantOn)
{
    auto const first = result("T1", 1, closed(2, 500'000));
    auto const second = result("T1", 2, {.status = Status::in_progress, .penalised = 3});
    ASSERT_EQ(fates({first, second}), (std::vector{Fate::recorded, Fate::recorded}));
    EXPECT_EQ(standing("T1"), casefile::Standing::handed_over);
    EXPECT_EQ(counted("penalised", noon(1)), 2);
    EXPECT_EQ(counted("penalised", noon(2)), 3);
    EXPECT_EQ(counted("fine_fen", noon(1)), 500'000);
    EXPECT_EQ(counted("fine_fen", noon(2)), 0);
    EXPECT_EQ(counted("closed", noon(1)), 1);
    EXPECT_EQ(counted("closed", noon(2)), 0);
    EXPECT_EQ(counted("true", noon(2)), 0);
    EXPECT_EQ(counted("results", noon(2)), 1);

    EXPECT_EQ(fates({result("T1", 3, closed(3, 0))}), std::vector{Fate::recorded});
    EXPECT_EQ(standing("T1"), casefile::Standing::closed);
    // The whole file once more.
    EXPECT_EQ(
        fates({first, second, result("T1", 3, closed(3, 0))}), std::vector(3, Fate::there_already)
    );
    expect_sound();
}

TEST_P(Handling, ACorrectionChangesTheFiguresAsOfThenButNotAsKnownThen)
{
    ASSERT_EQ(fates({result("T1", 1, closed(2, 500'000))}), std::vector{Fate::recorded});
    auto const before = test.clock().now();
    clock(first_day + 4, 9);
    ASSERT_EQ(fates({result("T1", 1, closed(1, 800'000))}), std::vector{Fate::corrected});
    EXPECT_EQ(counted("penalised", noon(1)), 1);
    EXPECT_EQ(counted("penalised", noon(1), before), 2);
    EXPECT_EQ(counted("fine_fen", noon(1)), 800'000);
    EXPECT_EQ(counted("fine_fen", noon(1), before), 500'000);
    for (auto const* measure : {"results", "closed", "true", "immediate"}) {
        EXPECT_EQ(counted(measure, noon(1)), counted(measure, noon(1), before)) << measure;
    }
    expect_sound();
}

TEST_P(Handling, AStrictActLeavesOutWhatStandsBehindTheFirstRefusedResult)
{
    auto const good = [&](char const* own_id) { return result(own_id, 1, closed(1, 0)); };
    auto const bad = handling::CaseResult{"D2SD209901010001", noon(1), closed(1, 0)};
    auto const outcome = std::make_shared<handling::ResultsOutcome>();
    handling::ReportResults const command{{good("T1"), bad, good("T2")}, true};
    ASSERT_TRUE(test.run(handling::report(test.log(), command, outcome)));
    EXPECT_EQ(outcome->rows[0].fate, Fate::recorded);
    EXPECT_EQ(outcome->rows[1].refusal.code, "handling.no_such_case");
    EXPECT_EQ(outcome->rows[2].fate, Fate::left_out);
    EXPECT_EQ(
        fates({bad, good("T2"), good("T1")}),
        (std::vector{Fate::refused, Fate::recorded, Fate::there_already})
    );
    handling::ReportResults const many{std::vector(1001, good("T1"))};
    EXPECT_EQ(
        this->outcome(handling::report(test.log(), many, outcome)), "handling.too_many_results"
    );
    expect_sound();
}

TEST_P(Handling, TheFiguresOfACaseThatIsWithdrawnAfterwardsStay)
{
    ASSERT_EQ(fates({result("T1", 1, closed(2, 7))}), std::vector{Fate::recorded});
    ASSERT_EQ(outcome(intake::withdraw(test.log(), {matter("T1"), "模拟"})), "passed");
    EXPECT_EQ(standing("T1"), casefile::Standing::withdrawn_after_hand_over);
    EXPECT_EQ(counted("closed", test.clock().now()), 1);
    EXPECT_EQ(counted("fine_fen", test.clock().now()), 7);
    auto const rows = take_results({result("T1", 2, closed(3, 7))});
    EXPECT_EQ(rows[0].refusal.code, "handling.not_with_the_object");
    EXPECT_EQ(counted("penalised", test.clock().now()), 2);
    expect_sound();
}

TEST_P(Handling, MergingGoesOnAroundAClosedCase)
{
    ASSERT_EQ(fates({result("T1", 1, closed(0, 0))}), std::vector{Fate::recorded});
    // A repeat of what is done is a recurrence: noted, and a case of its own.
    auto again = report(7, same_again);
    again.occurred = noon(2);
    receive(test, {again});
    accept_and_merge();
    EXPECT_EQ(case_of("T7"), own_case(matter("T7")));
    // A person may join it all the same, and part it.
    auto const closed_case = own_case(matter("T1"));
    ASSERT_EQ(outcome(merge::join(test.log(), {matter("T7"), closed_case})), "passed");
    EXPECT_EQ(file(closed_case).standing, casefile::Standing::closed);
    ASSERT_EQ(outcome(merge::part(test.log(), {matter("T7"), "模拟"})), "passed");
    EXPECT_EQ(file(closed_case).standing, casefile::Standing::closed);
    EXPECT_EQ(standing("T7"), casefile::Standing::open);
    ASSERT_EQ(outcome(merge::join(test.log(), {matter("T7"), closed_case})), "passed");
    ASSERT_EQ(outcome(intake::withdraw(test.log(), {matter("T1"), "模拟"})), "passed");
    EXPECT_EQ(file(closed_case).standing, casefile::Standing::closed);
    ASSERT_EQ(outcome(intake::withdraw(test.log(), {matter("T7"), "模拟"})), "passed");
    EXPECT_EQ(file(closed_case).standing, casefile::Standing::withdrawn_after_hand_over);
    EXPECT_EQ(counted("closed", test.clock().now()), 1);
    expect_sound();
}

TEST_P(Handling, AnUrgentCaseMayBeClosedBeforeItsBatchListsIt)
{
    auto urgent = report(7, "模拟举报：样例街边的模拟己烧烤店每晚油烟扰民，无法开窗");
    urgent.occurred = noon(2);
    receive(test, {urgent});
    accept_and_merge();
    auto const id = own_case(matter("T7"));
    ASSERT_EQ(
        outcome(intake::mark_urgent(test.log(), {matter("T7"), intake::UrgentGround::life})),
        "passed"
    );
    ASSERT_EQ(outcome(transfer::notify(test.log(), {id})), "passed");
    ASSERT_EQ(fates({result("T7", 3, closed(0, 0))}), std::vector{Fate::recorded});
    clock(first_day + 3, 20);
    ASSERT_EQ(outcome(transfer::seal(test.log(), {first_day + 3})), "passed");
    EXPECT_EQ(file(id).standing, casefile::Standing::closed);
    EXPECT_EQ(file(id).batch_day, first_day + 3);
    expect_sound();
}

TEST_P(Handling, ADatabaseFromBeforeResultsKnowsWhenItsCasesWereHandedOver)
{
    auto& connection = test.office().connection();
    connection.run_script("drop table case_result; drop table earlier_result");
    for (auto const& step : app::schema()) {
        if (step.title == "handling") {
            connection.run_script(step.sql);
        }
    }
    EXPECT_EQ(fates({result("T1", 1, closed(1, 1))}), std::vector{Fate::recorded});
    auto const early = handling::CaseResult{
        file(own_case(matter("T2"))).number, office_instant(first_day, {19 * 60}), closed(0, 0)
    };
    EXPECT_EQ(take_results({early})[0].refusal.code, "handling.before_hand_over");
    expect_sound();
}

ON_BOTH_DATABASES(Handling);

} // namespace
} // namespace ducha::tests
