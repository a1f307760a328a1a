// What happens to cases after they were sealed or went out.
#include "tests/journeys/journey.h"

namespace ducha::tests {
namespace {

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

ON_BOTH_DATABASES(AfterSealing);

} // namespace
} // namespace ducha::tests
