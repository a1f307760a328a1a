// A screen on a wall: what lets it in lasts for a week, and lets it do nothing else. On both
// databases.
#include "tests/staff/staff_office.h"

namespace ducha::tests {
namespace {

class AWall : public StaffTest {
protected:
    staff::PersonId wall = admit_with_password("wall", {role("wall")});
    staff::PersonId li = admit_with_password("li.si", {role("inspector")});
};

TEST_P(AWall, StaysOpenForEightDaysWithNobodyNearIt)
{
    auto const token = token_of("wall");
    for (int i = 0; i < 8 * 24 - 1; ++i) {
        pass(hour);
        ASSERT_EQ(state(token), "open") << i;
    }
    pass(hour - 1);
    static_cast<void>(token_of("li.si")); // sweeps away what is over
    EXPECT_EQ(state(token), "open");
    auto const sessions = staff::sessions_of(entrance, keeping(wall));
    ASSERT_EQ(sessions.size(), 1U);
    EXPECT_FALSE(sessions.front().locked);
    pass(1);
    EXPECT_EQ(state(token), "staff.session_over");
    EXPECT_EQ(verdict(unlock(token)), "staff.session_over");
    EXPECT_TRUE(staff::sessions_of(entrance, keeping(wall)).empty());
    static_cast<void>(token_of("li.si"));
    db::Query const rows{"test/rows", "select count(*) from staff_session where person_id = $1"};
    EXPECT_EQ(test.office().connection().integer(rows, {wall}), 0);
}

TEST_P(AWall, StaysOpenThoughNothingAskedForDays)
{
    auto const token = token_of("wall");
    pass(7 * 24 * hour);
    EXPECT_EQ(state(token), "open");
}

TEST_P(AWall, LocksWhenSomebodyLocksIt)
{
    auto const token = token_of("wall");
    staff::lock(entrance, token);
    EXPECT_EQ(state(token), "staff.session_locked");
    EXPECT_EQ(verdict(unlock(token)), "open");
    EXPECT_EQ(state(token), "open");
}

TEST_P(AWall, IsAPersonsScreenOnceItHoldsAnotherRole)
{
    auto const idle = token_of("wall");
    auto const old = token_of("wall");
    pass(10 * minute);
    EXPECT_EQ(state(idle), "open");
    ASSERT_TRUE(test.run(staff::grant({wall, role("inspector")})));
    EXPECT_EQ(state(idle), "open");
    pass(15 * minute);
    EXPECT_EQ(state(idle), "staff.session_locked");
    pass(12 * hour);
    EXPECT_EQ(state(old), "staff.session_over");
}

TEST_P(AWall, IsNoneWithoutTheRole)
{
    auto const token = token_of("wall");
    ASSERT_TRUE(test.run(staff::revoke({wall, role("wall")})));
    pass(15 * minute);
    EXPECT_EQ(state(token), "staff.session_locked");
}

TEST_P(AWall, KeepsNoWaysInOfItsOwn)
{
    auto const at_the_wall = staff::session_of(entrance, token_of("wall"));
    auto const at_a_desk = staff::session_of(entrance, token_of("li.si"));
    ASSERT_TRUE(at_the_wall && at_a_desk);
    auto const now = test.clock().now();
    using May = staff::MayKeepCredentials;
    EXPECT_EQ(verdict(May::to_look(*at_the_wall)), "staff.not_at_a_wall");
    EXPECT_EQ(verdict(May::to_change(*at_the_wall, entrance.limits, now)), "staff.not_at_a_wall");
    EXPECT_EQ(verdict(May::to_change(*at_a_desk, entrance.limits, now)), "open");
}

ON_BOTH_DATABASES(AWall);

} // namespace
} // namespace ducha::tests
