// What happens to batches and counts when matters are withdrawn, forwarded or moved after sealing.
#include "domain/bulletin/wording.h"

#include "tests/journeys/journey.h"

namespace ducha::tests {
namespace {

constexpr auto* pig_farm = "模拟举报：演示村口的模拟丁养猪场恶臭难闻，粪水流进农田";

class AfterSealing : public JourneyTest {
protected:
    using Standing = casefile::Standing;

    void receive_and_merge(int number, std::string const& text, Day day = first_day)
    {
        auto incoming = report(number, text);
        incoming.occurred = office_instant(day, {9 * 60 + number});
        test.clock().set(std::max(test.clock().now(), incoming.occurred));
        receive(test, {incoming});
        accept_and_merge();
    }
    std::string seal(Day day)
    {
        test.clock().set(std::max(test.clock().now(), office_instant(day, {20 * 60})));
        return outcome(transfer::seal(test.log(), {day}));
    }
    std::string hand_over(Day day) { return outcome(transfer::hand_over(test.log(), {day})); }
    std::string withdraw(std::string_view own_id)
    {
        return outcome(intake::withdraw(test.log(), {matter(own_id), "模拟"}));
    }
    std::string notify(std::string_view own_id)
    {
        auto const urgent = intake::MarkUrgent{matter(own_id), intake::UrgentGround::life};
        EXPECT_EQ(outcome(intake::mark_urgent(test.log(), urgent)), "passed");
        return outcome(transfer::notify(test.log(), {own_case(matter(own_id))}));
    }
    bulletin::Line now() { return total(office_instant(first_day + 9, {})); }
};

// domain.md 2.3: withdrawn after hand-over
TEST_P(AfterSealing, ACaseThatIsWithdrawnAfterHandOverStaysCountedAsTransferred)
{
    receive_and_merge(1, mixing_plant);
    receive_and_merge(2, dyeing_works);
    ASSERT_EQ(seal(first_day), "passed");
    ASSERT_EQ(hand_over(first_day), "passed");
    ASSERT_EQ(withdraw("T1"), "passed");
    EXPECT_EQ(file(own_case(matter("T1"))).standing, Standing::withdrawn_after_hand_over);
    EXPECT_EQ(now().of("cases"), 2);
    EXPECT_EQ(now().of("transferred"), 2);
    EXPECT_EQ(now().of("withdrawn_after_hand_over"), 1);
    auto const line = now();
    bulletin::Figures const figures{
        .rows = {}, .total = {line.sums.begin(), line.sums.end()}, .types = {}
    };
    auto const said = [&](bool chinese) {
        return bulletin::joined(bulletin::sentence(figures, {}, {Channel::call}, chinese));
    };
    EXPECT_TRUE(said(true).contains("累计转办2件（其中1件转办后撤回）")) << said(true);
    EXPECT_TRUE(said(false).contains("2 cases in all had been transferred (1 of them withdrawn"))
        << said(false);
    // Nothing joins it, and it is not watched any more.
    EXPECT_EQ(
        outcome(merge::join(test.log(), {matter("T2"), own_case(matter("T1"))})),
        "merge.no_such_case"
    );
    EXPECT_EQ(
        outcome(casefile::watch(test.log(), {own_case(matter("T1")), true})),
        "casefile.not_standing"
    );
    expect_sound();
}

TEST_P(AfterSealing, ACaseThatIsWithdrawnBeforeHandOverIsNotHandedOver)
{
    receive_and_merge(1, mixing_plant);
    receive_and_merge(2, dyeing_works);
    ASSERT_EQ(seal(first_day), "passed");
    ASSERT_EQ(withdraw("T1"), "passed");
    ASSERT_EQ(hand_over(first_day), "passed");
    auto const batch = batch_of(first_day);
    ASSERT_EQ(batch->cases.size(), 2U);
    EXPECT_EQ(file(own_case(matter("T1"))).standing, Standing::withdrawn);
    EXPECT_EQ(file(own_case(matter("T2"))).standing, Standing::handed_over);
    EXPECT_EQ(now().of("cases"), 1);
    EXPECT_EQ(now().of("transferred"), 1);
    expect_sound();
}

TEST_P(AfterSealing, ASupplementIsDroppedWhenItsMatterLeavesBeforeItIsListed)
{
    receive_and_merge(1, mixing_plant);
    receive_and_merge(2, dyeing_works);
    ASSERT_EQ(seal(first_day), "passed");
    for (int const number : {4, 5, 7}) {
        receive_and_merge(number, same_again, first_day + 1);
        auto const own_id = "T" + std::to_string(number);
        ASSERT_EQ(case_of(own_id), own_case(matter("T1")));
    }
    receive_and_merge(8, pig_farm, first_day + 1);
    ASSERT_EQ(withdraw("T4"), "passed");
    ASSERT_EQ(outcome(intake::forward(test.log(), {matter("T5"), "模拟局", "模拟"})), "passed");
    ASSERT_EQ(outcome(merge::join(test.log(), {matter("T7"), own_case(matter("T8"))})), "passed");
    ASSERT_EQ(seal(first_day + 1), "passed");
    auto const batch = batch_of(first_day + 1);
    EXPECT_EQ(batch->cases.size(), 1U);
    EXPECT_TRUE(batch->supplements.empty());
    EXPECT_EQ(seal(first_day + 2), "transfer.nothing_to_seal");
    expect_sound();
}

TEST_P(AfterSealing, ASupplementThatWasListedStaysListedAndGoesOutOnce)
{
    receive_and_merge(1, mixing_plant);
    receive_and_merge(2, dyeing_works);
    ASSERT_EQ(seal(first_day), "passed");
    receive_and_merge(4, same_again, first_day + 1);
    ASSERT_EQ(seal(first_day + 1), "passed");
    auto const again = merge::Join{matter("T4"), own_case(matter("T2"))};
    auto const back = merge::Join{matter("T4"), own_case(matter("T1"))};
    ASSERT_EQ(outcome(merge::join(test.log(), again)), "passed");
    ASSERT_EQ(outcome(merge::join(test.log(), back)), "passed");
    EXPECT_EQ(seal(first_day + 2), "transfer.nothing_to_seal");
    ASSERT_EQ(outcome(merge::join(test.log(), again)), "passed");
    ASSERT_EQ(withdraw("T1"), "passed");
    ASSERT_EQ(seal(first_day + 2), "passed");
    ASSERT_EQ(batch_of(first_day + 1)->supplements.size(), 1U);
    EXPECT_EQ(batch_of(first_day + 1)->supplements[0].of.id, own_case(matter("T1")));
    ASSERT_EQ(batch_of(first_day + 2)->supplements.size(), 1U);
    EXPECT_EQ(batch_of(first_day + 2)->supplements[0].of.id, own_case(matter("T2")));
    expect_sound();
}

TEST_P(AfterSealing, ANoticeIsListedInTheNextBatchWhenItsOwnDayIsPassedOver)
{
    receive_and_merge(1, mixing_plant);
    ASSERT_EQ(notify("T1"), "passed");
    EXPECT_TRUE(test.conservation().empty());
    receive_and_merge(2, dyeing_works, first_day + 1);
    ASSERT_EQ(seal(first_day + 1), "passed");
    EXPECT_EQ(seal(first_day), "transfer.later_batch_sealed");
    auto const batch = batch_of(first_day + 1);
    EXPECT_EQ(batch->cases.size(), 2U);
    EXPECT_EQ(batch->urgent, std::vector{own_case(matter("T1"))});
    EXPECT_EQ(file(own_case(matter("T1"))).batch_day, first_day + 1);
    expect_sound();
}

TEST_P(AfterSealing, ANoticeThatWentOutBeforeMergingIsNeverJoinedAway)
{
    receive_and_merge(1, mixing_plant);
    receive(test, {report(2, same_again)});
    ASSERT_EQ(outcome(intake::accept(test.log(), {})), "passed");
    ASSERT_EQ(notify("T2"), "passed");
    accept_and_merge();
    EXPECT_EQ(case_of("T2"), own_case(matter("T2")));
    EXPECT_GE(now().of("cases"), now().of("transferred"));
    EXPECT_EQ(
        outcome(merge::join(test.log(), {matter("T2"), own_case(matter("T1"))})), "merge.in_a_batch"
    );
    expect_sound();
}

TEST_P(AfterSealing, TheLastMatterOfANumberedCaseIsNotJoinedToAnother)
{
    receive_and_merge(1, mixing_plant);
    receive_and_merge(2, same_again);
    receive_and_merge(4, dyeing_works);
    ASSERT_EQ(case_of("T2"), own_case(matter("T1")));
    ASSERT_EQ(seal(first_day), "passed");
    ASSERT_EQ(withdraw("T1"), "passed");
    EXPECT_EQ(
        outcome(merge::join(test.log(), {matter("T2"), own_case(matter("T4"))})), "merge.in_a_batch"
    );
    expect_sound();
}

TEST_P(AfterSealing, TheBarOfOneRunLeavesTheRestToAPerson)
{
    receive_and_merge(1, mixing_plant);
    receive(test, {report(2, same_again)});
    ASSERT_EQ(outcome(intake::accept(test.log(), {})), "passed");
    auto const place = [&](std::int64_t bar) {
        return outcome(merge::place(test.log(), {.join_ppm = bar}, merge::make_desk()));
    };
    EXPECT_EQ(place(299'999), "merge.bar_out_of_range");
    EXPECT_EQ(place(1'000'001), "merge.bar_out_of_range");
    ASSERT_EQ(place(1'000'000), "passed");
    auto const open = merge::proposals(
        test.office().connection(), test.may<merge::ReadMerges>(), test.may<casefile::ReadCases>()
    );
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0].matter, matter("T2"));
    EXPECT_EQ(open[0].in, own_case(matter("T1")));
}

ON_BOTH_DATABASES(AfterSealing);

} // namespace
} // namespace ducha::tests
