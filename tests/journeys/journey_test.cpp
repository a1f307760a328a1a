// One stay from report to count, on both databases.
#include "tests/journeys/journey.h"

#include "platform/sealed/letter_box.h"

#include "domain/guard/erasure.h"

namespace ducha::tests {
namespace {

constexpr auto* pig_farm = "模拟举报：演示村口的模拟丁养猪场恶臭难闻，粪水流进农田";
constexpr auto* quarry = "模拟举报：虚拟山上的模拟戊采石场放炮震裂房屋，山体破坏严重";

class Journey : public JourneyTest {};

// clause B21-02
// clause B21-03
// clause B21-04
// clause B21-05
TEST_P(Journey, OneDayFromReportToCount)
{
    receive(test, {report(1, mixing_plant), report(2, same_again), report(3, dyeing_works)});
    accept_and_merge();
    EXPECT_EQ(case_of("T1"), case_of("T2"));
    EXPECT_NE(case_of("T1"), case_of("T3"));

    test.clock().set(office_instant(first_day, {20 * 60}));
    ASSERT_TRUE(test.run(transfer::seal(test.log(), {first_day})));
    EXPECT_FALSE(test.run(transfer::seal(test.log(), {first_day})));
    test.clock().set(office_instant(first_day + 1, {10 * 60}));
    ASSERT_TRUE(test.run(transfer::hand_over(test.log(), {first_day})));
    ASSERT_TRUE(test.run(transfer::acknowledge(test.log(), {first_day})));

    auto const batch = batch_of(first_day);
    ASSERT_TRUE(batch);
    EXPECT_EQ(batch->number, 1);
    ASSERT_EQ(batch->cases.size(), 2U);
    EXPECT_EQ(batch->cases[0].number, "D2SD202108260001");
    EXPECT_EQ(batch->cases[1].number, "X2SD202108260001");
    EXPECT_EQ(batch->cases[0].due, first_day + 11);

    auto const line = total(office_instant(first_day + 1, {20 * 60}));
    EXPECT_EQ(line.of("received"), 3);
    EXPECT_EQ(line.of("accepted"), 3);
    EXPECT_EQ(line.of("cases"), 2);
    EXPECT_EQ(line.of("transferred"), 2);
    EXPECT_EQ(total(office_instant(first_day + 1, {9 * 60})).of("transferred"), 0);
    expect_sound();
}

TEST_P(Journey, RepeatsAfterHandOverGoOutUnderTheOldNumber)
{
    receive(test, {report(1, mixing_plant)});
    accept_and_merge();
    test.clock().set(office_instant(first_day, {20 * 60}));
    ASSERT_TRUE(test.run(transfer::seal(test.log(), {first_day})));
    ASSERT_TRUE(test.run(transfer::hand_over(test.log(), {first_day})));
    auto late = report(2, same_again);
    late.occurred = office_instant(first_day + 1, {9 * 60});
    test.clock().set(late.occurred);
    receive(test, {late});
    accept_and_merge();
    EXPECT_EQ(case_of("T1"), case_of("T2"));
    test.clock().set(office_instant(first_day + 1, {20 * 60}));
    ASSERT_TRUE(test.run(transfer::seal(test.log(), {first_day + 1})));
    auto const batch = batch_of(first_day + 1);
    EXPECT_EQ(batch->cases.size(), 0U);
    ASSERT_EQ(batch->supplements.size(), 1U);
    EXPECT_EQ(batch->supplements[0].report, "T2");
    EXPECT_EQ(batch->supplements[0].of.number, "D2SD202108260001");
    expect_sound();
}

TEST_P(Journey, APartedReportGetsItsFormerCaseBackAndNeverReturnsByItself)
{
    receive(test, {report(1, mixing_plant), report(2, same_again)});
    accept_and_merge();
    ASSERT_EQ(case_of("T1"), case_of("T2"));
    ASSERT_TRUE(test.run(merge::part(test.log(), {matter("T2"), "不是同一问题"})));
    EXPECT_EQ(case_of("T2"), own_case(matter("T2")));
    EXPECT_FALSE(test.run(merge::part(test.log(), {matter("T2"), "再拆一次"})));
    accept_and_merge();
    EXPECT_NE(case_of("T1"), case_of("T2"));
    expect_sound();
    ASSERT_TRUE(test.run(merge::join(test.log(), {matter("T2"), *case_of("T1")})));
    EXPECT_EQ(case_of("T1"), case_of("T2"));
    expect_sound();
}

// clause B21-04
TEST_P(Journey, AMatterIsKeptApartOnlyIfItIsThereAndInACase)
{
    receive(test, {report(1, mixing_plant), report(2, dyeing_works)});
    auto const into = own_case(matter("T1"));
    EXPECT_EQ(
        outcome(merge::refuse_join(test.log(), {MatterId{9999}, into})), "merge.no_such_case"
    );
    accept_and_merge();
    EXPECT_EQ(
        outcome(merge::refuse_join(test.log(), {MatterId{9999}, into})), "merge.no_such_matter"
    );
    receive(test, {report(3, dyeing_works)});
    EXPECT_EQ(outcome(merge::refuse_join(test.log(), {matter("T3"), into})), "merge.in_no_case");
    EXPECT_EQ(outcome(merge::refuse_join(test.log(), {matter("T2"), into})), "passed");
}

TEST_P(Journey, WhoeverHungFromAMatterThatLeftIsPartedWithItsCase)
{
    receive(
        test,
        {report(1, mixing_plant), report(2, dyeing_works), report(4, pig_farm), report(5, quarry)}
    );
    accept_and_merge();
    auto const into = own_case(matter("T1"));
    for (auto const* own_id : {"T2", "T4", "T5"}) {
        ASSERT_EQ(outcome(merge::join(test.log(), {matter(own_id), into})), "passed");
    }
    // As the engine links them: 4 hangs from 2, 5 from 4.
    test.office().connection().run_script(
        "update placement set nearest_id = " + std::to_string(matter("T2").get()) +
        " where matter_id = " + std::to_string(matter("T4").get()) +
        "; update placement set nearest_id = " + std::to_string(matter("T4").get()) +
        " where matter_id = " + std::to_string(matter("T5").get())
    );
    ASSERT_EQ(outcome(intake::withdraw(test.log(), {matter("T4"), "模拟"})), "passed");
    ASSERT_EQ(outcome(merge::part(test.log(), {matter("T2"), "模拟"})), "passed");
    EXPECT_EQ(case_of("T5"), own_case(matter("T5")));
    EXPECT_TRUE(test.conservation().empty());
}

TEST_P(Journey, AFounderIsPartedFromEverybody)
{
    receive(test, {report(1, mixing_plant), report(2, dyeing_works), report(4, pig_farm)});
    accept_and_merge();
    auto const into = own_case(matter("T1"));
    for (auto const* own_id : {"T2", "T4"}) {
        ASSERT_EQ(outcome(merge::join(test.log(), {matter(own_id), into})), "passed");
    }
    ASSERT_EQ(outcome(intake::forward(test.log(), {matter("T2"), "模拟局", "模拟"})), "passed");
    ASSERT_EQ(outcome(merge::part(test.log(), {matter("T1"), "模拟"})), "passed");
    EXPECT_EQ(case_of("T1"), into);
    EXPECT_EQ(case_of("T4"), own_case(matter("T4")));
    expect_sound();
}

TEST_P(Journey, WhoeverWouldLeaveNobodyBehindKeepsTheCase)
{
    receive(test, {report(1, mixing_plant), report(2, dyeing_works), report(4, pig_farm)});
    accept_and_merge();
    auto const into = own_case(matter("T1"));
    ASSERT_EQ(outcome(merge::join(test.log(), {matter("T4"), own_case(matter("T2"))})), "passed");
    ASSERT_EQ(outcome(merge::join(test.log(), {matter("T2"), into})), "passed");
    test.office().connection().run_script(
        "update placement set nearest_id = " + std::to_string(matter("T2").get()) +
        " where matter_id = " + std::to_string(matter("T4").get())
    );
    ASSERT_EQ(outcome(intake::withdraw(test.log(), {matter("T1"), "模拟"})), "passed");
    ASSERT_EQ(outcome(merge::part(test.log(), {matter("T2"), "模拟"})), "passed");
    EXPECT_EQ(case_of("T2"), into);
    EXPECT_EQ(case_of("T4"), own_case(matter("T4")));
    EXPECT_TRUE(test.conservation().empty());
    // The next report like it joins the case that it kept.
    accept_and_merge();
    receive(test, {report(5, dyeing_works)});
    accept_and_merge();
    EXPECT_EQ(case_of("T5"), into);
}

TEST_P(Journey, TheSameImportTwiceAddsNothingAndADoubledIdIsRefused)
{
    using Fate = intake::ReceiveOutcome::Fate;
    receive(test, {report(1, mixing_plant)});
    EXPECT_EQ(receive(test, {report(1, mixing_plant)})->rows[0].fate, Fate::there_already);
    auto const doubled = receive(test, {report(1, dyeing_works)});
    EXPECT_EQ(doubled->rows[0].fate, Fate::refused);
    EXPECT_EQ(doubled->rows[0].refusal.code, "intake.own_id_doubled");
    EXPECT_EQ(total(office_instant(first_day + 1, {})).of("received"), 1);
}

// What is not in the working text makes a report another one too: a correction is never lost.
TEST_P(Journey, AChangedRowIsNeverTakenForTheSame)
{
    using Fate = intake::ReceiveOutcome::Fate;
    auto letter = report(3, std::string{mixing_plant} + "，电话13812345678");
    letter.postmark = first_day;
    letter.reporter_rest = R"({"年龄":"五十"})";
    receive(test, {letter});
    std::vector<intake::IncomingReport> others(8, letter);
    others[0].types = {intake::Type::air};
    others[1].kind = intake::ReportKind::stop_report;
    others[2].postmark = std::nullopt;
    others[3].reporter_name = "李模拟";
    others[4].text = std::string{mixing_plant} + "，电话13987654321";
    others[5].reporter_rest = "";
    others[6].channel = Channel::call;
    others[7].occurred.microseconds += second;
    auto const outcome = receive(test, others);
    for (auto const& row : outcome->rows) {
        EXPECT_EQ(row.fate, Fate::refused);
        EXPECT_EQ(row.refusal.code, "intake.own_id_doubled");
    }
    EXPECT_EQ(receive(test, {letter})->rows[0].fate, Fate::there_already);
}

TEST_P(Journey, TheSameRowTwiceInOneActIsThereAlready)
{
    using Fate = intake::ReceiveOutcome::Fate;
    auto const rows =
        receive(test, {report(1, mixing_plant), report(1, mixing_plant), report(1, dyeing_works)})
            ->rows;
    EXPECT_EQ(rows[0].fate, Fate::received);
    EXPECT_EQ(rows[1].fate, Fate::there_already);
    EXPECT_EQ(rows[2].fate, Fate::refused);
    EXPECT_EQ(rows[2].refusal.code, "intake.own_id_doubled");
}

TEST_P(Journey, AnErasedReportIsStillRecognised)
{
    using Fate = intake::ReceiveOutcome::Fate;
    receive(test, {report(1, mixing_plant)});
    ASSERT_TRUE(test.run(guard::erase_words(test.log(), {Seq{0}, guard::ErasureGround::court_order})
    ));
    EXPECT_EQ(receive(test, {report(1, mixing_plant)})->rows[0].fate, Fate::there_already);
    EXPECT_EQ(receive(test, {report(1, dyeing_works)})->rows[0].fate, Fate::refused);
}

TEST_P(Journey, ErasedWordsLeaveEveryProofAndCount)
{
    receive(test, {report(1, mixing_plant), report(2, dyeing_works)});
    accept_and_merge();
    auto const seq = Seq{matter("T1").get()};
    auto const erase = [&] {
        for (auto const* room : app::rooms()) {
            for (auto const& act : room->acts) {
                if (act.name == "erase_words") {
                    return test.run(*act.read(
                        test.log(),
                        R"({"ground":"court_order","seq":)" + std::to_string(seq.get()) + "}"
                    ));
                }
            }
        }
        return Result<app::Done>{};
    };
    ASSERT_TRUE(erase());
    EXPECT_FALSE(erase());
    auto const found = intake::load_matter(
        test.office().connection(), test.may<intake::ReadMatters>(), matter("T1")
    );
    EXPECT_EQ(found->text, "");
    EXPECT_EQ(total(office_instant(first_day + 1, {})).of("received"), 2);
    expect_sound();
}

TEST_P(Journey, AnUrgentCaseGoesOutAtOnceAndIsListedInTheDaysBatch)
{
    receive(test, {report(1, dyeing_works), report(2, mixing_plant)});
    accept_and_merge();
    EXPECT_FALSE(test.run(transfer::notify(test.log(), {*case_of("T1")})));
    ASSERT_TRUE(test.run(
        intake::mark_urgent(test.log(), {matter("T1"), intake::UrgentGround::drinking_water})
    ));
    ASSERT_TRUE(test.run(transfer::notify(test.log(), {*case_of("T1")})));
    test.clock().set(office_instant(first_day, {20 * 60}));
    ASSERT_TRUE(test.run(transfer::seal(test.log(), {first_day})));
    auto const batch = batch_of(first_day);
    EXPECT_EQ(batch->cases.size(), 2U);
    EXPECT_EQ(batch->urgent, std::vector{*case_of("T1")});
    expect_sound();
}

/// An office whose numbers say less than the central scheme's.
class OtherNumbers : public JourneyTest {};

TEST_P(OtherNumbers, AreGivenOnceUnderEachSchemeThatTheDoorAccepts)
{
    LogId log{1};
    for (auto const* pattern :
         {"{object}{serial:4}", "{letter}{serial}", "{date}{serial:2}", "{serial}号"}) {
        auto inspection = shandong();
        inspection.id = "other" + std::to_string(log.get());
        inspection.scheme.pattern = pattern;
        inspection.after_hand_over = inspection::AfterHandOver::renumber;
        test.clock().set(office_instant(first_day, {20 * 60 - 1}));
        ASSERT_EQ(outcome(inspection::open_inspection(inspection)), "passed");
        log = LogId{log.get() + 1};
        auto const day_of_work = [&](Day day, int first) {
            auto outcomes = std::make_shared<intake::ReceiveOutcome>();
            std::vector<intake::IncomingReport> reports;
            for (auto const* text : {mixing_plant, dyeing_works, pig_farm, quarry}) {
                reports.push_back(report(first++, text));
                reports.back().occurred = office_instant(day, {9 * 60});
            }
            test.clock().set(office_instant(day, {20 * 60}));
            ASSERT_EQ(outcome(intake::receive(log, {reports}, outcomes)), "passed");
            ASSERT_EQ(outcome(intake::accept(log, {})), "passed");
            while (!test.run(merge::place(log, {}, merge::make_desk()))->events.empty()) {
            }
            ASSERT_EQ(outcome(transfer::seal(log, {day})), "passed") << pattern;
        };
        day_of_work(first_day, 1);
        day_of_work(first_day + 1, 5);
        auto const may = test.office().policy().authorize<bulletin::ReadCounts>(log);
        EXPECT_TRUE(bulletin::conservation(test.office().connection(), may).empty()) << pattern;
    }
}

ON_BOTH_DATABASES(OtherNumbers);

// clause L21-14
TEST_P(Journey, ASavedHeadShowsWhatWasCutOff)
{
    receive(test, {report(1, mixing_plant)});
    auto const head = ledger::latest_head(test.office().connection(), test.log());
    ASSERT_TRUE(head);
    EXPECT_TRUE(test.verify({*head}).empty());
    TestOffice other{GetParam(), 2};
    EXPECT_FALSE(other.verify({*head}).empty());
}

ON_BOTH_DATABASES(Journey);

} // namespace
} // namespace ducha::tests
