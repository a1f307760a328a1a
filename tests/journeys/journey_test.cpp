// One stay from report to count, on both databases.
#include "platform/sealed/letter_box.h"

#include "domain/guard/erasure.h"

#include "tests/journeys/test_office.h"

namespace ducha::tests {
namespace {

constexpr auto* mixing_plant =
    "模拟举报：示例花园小区旁的模拟甲搅拌站夜间生产，噪声吵得睡不着，粉尘很大";
constexpr auto* same_again =
    "模拟举报：示例花园小区旁的模拟甲搅拌站夜间生产，噪声吵得睡不着，粉尘很大，盼答复";
constexpr auto* dyeing_works =
    "模拟举报：样例镇虚拟河边的样例丙印染厂偷排红色污水，河道发臭，鱼都死了";

class Journey : public testing::TestWithParam<db::Dialect> {
protected:
    TestOffice test{GetParam()};

    bulletin::Line total(Instant as_of)
    {
        return bulletin::count(
                   test.office().connection(),
                   {{"SD", test.may<bulletin::ReadCounts>()}},
                   {.as_of = as_of, .known_at = {}, .by = {}}
        ).front();
    }
    void accept_and_merge()
    {
        ASSERT_TRUE(test.run(intake::accept(test.log(), {})));
        ASSERT_TRUE(test.run(merge::place(test.log(), {}, merge::make_desk())));
    }
    std::optional<CaseId> case_of(std::string_view own_id)
    {
        auto& connection = test.office().connection();
        auto const report =
            intake::find_report(connection, test.may<intake::ReadMatters>(), own_id);
        return casefile::case_of(
            connection, test.may<casefile::ReadCases>(), first_matter(*report)
        );
    }
    MatterId matter(std::string_view own_id)
    {
        return first_matter(*intake::find_report(
            test.office().connection(), test.may<intake::ReadMatters>(), own_id
        ));
    }
    void expect_sound()
    {
        EXPECT_TRUE(test.conservation().empty());
        EXPECT_TRUE(test.verify().empty());
        auto const findings = test.check_rows();
        EXPECT_TRUE(findings.empty())
            << findings.front().problem << findings.front().found << findings.front().expected;
    }
};

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

    auto const batch = transfer::load_batch(
        test.office().connection(),
        test.may<transfer::ReadBatches>(),
        test.may<casefile::ReadCases>(),
        first_day
    );
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
    auto const batch = transfer::load_batch(
        test.office().connection(),
        test.may<transfer::ReadBatches>(),
        test.may<casefile::ReadCases>(),
        first_day + 1
    );
    EXPECT_EQ(batch->cases.size(), 0U);
    EXPECT_EQ(batch->supplements, 1);
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
    auto const batch = transfer::load_batch(
        test.office().connection(),
        test.may<transfer::ReadBatches>(),
        test.may<casefile::ReadCases>(),
        first_day
    );
    EXPECT_EQ(batch->cases.size(), 2U);
    expect_sound();
}

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

/// Random acts, most of them refused: whatever is done, the laws hold and the rows follow.
TEST_P(Journey, AnyWalkOfActsKeepsTheLaws)
{
    auto const soak = std::getenv("DUCHA_SOAK") != nullptr;
    SeededRandom random{20210826};
    auto const desk = merge::make_desk();
    std::vector<std::string> const places{"示例花园", "样例新村", "演示家属院", "虚拟河堤"};
    std::vector<std::string> const sources{"搅拌站夜间噪声", "印染厂偷排污水", "养猪场恶臭"};
    int reports = 0;
    for (int step = 0; step < (soak ? 20'000 : 2'000); ++step) {
        auto const any = [&] { return MatterId{static_cast<std::int64_t>(random.below(200))}; };
        auto const day = first_day + static_cast<int>(random.below(3));
        auto const log = test.log();
        switch (random.below(9)) {
        case 0: {
            auto const text = "模拟：" + places[random.below(4)] + "旁的模拟甲厂" +
                sources[random.below(3)] + "，请查处";
            receive(test, {report(++reports, text)});
            break;
        }
        case 1:
            static_cast<void>(test.run(intake::accept(log, {})));
            break;
        case 2:
            static_cast<void>(test.run(merge::place(log, {}, desk)));
            break;
        case 3:
            static_cast<void>(test.run(merge::part(log, {any(), "模拟"})));
            break;
        case 4:
            static_cast<void>(test.run(merge::join(log, {any(), own_case(any())})));
            break;
        case 5:
            static_cast<void>(test.run(intake::withdraw(log, {any(), "模拟"})));
            break;
        case 6:
            static_cast<void>(test.run(intake::forward(log, {any(), "模拟局", "模拟"})));
            break;
        case 7:
            test.clock().set(office_instant(first_day + 4, {}));
            static_cast<void>(test.run(transfer::seal(log, {day})));
            break;
        default:
            static_cast<void>(test.run(transfer::hand_over(log, {day})));
            break;
        }
    }
    expect_sound();
}

INSTANTIATE_TEST_SUITE_P(
    BothDatabases,
    Journey,
    testing::Values(db::Dialect::sqlite, db::Dialect::postgres),
    [](auto const& instance) {
        return std::string{instance.param == db::Dialect::sqlite ? "SQLite" : "PostgreSQL"};
    }
);

} // namespace
} // namespace ducha::tests
