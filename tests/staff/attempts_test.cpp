// Wrong attempts have to wait, longer and longer, and never for ever. On both databases.
#include "tests/staff/staff_office.h"

namespace ducha::tests {
namespace {

class Attempts : public StaffTest {
protected:
    staff::PersonId li = admit_with_password("li.si");

    /// A wrong password from a stranger: the seconds to wait, or nothing where it was tried.
    std::string wrong(std::string_view login = "li.si", std::string_view from = far_away)
    {
        return told(sign_in(login, other_password, {}, from));
    }
    std::string right(std::string_view from = far_away)
    {
        return told(sign_in("li.si", good_password, {}, from));
    }

private:
    static std::string told(Result<staff::SignedIn> const& result)
    {
        if (result) {
            return "open";
        }
        return result.error().code == "staff.wait" ? result.error().expected : "tried";
    }
};

TEST_P(Attempts, WaitTwiceAsLongEachTime)
{
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(wrong(), "tried");
    }
    for (auto const seconds : {1, 2, 4, 8, 16, 32, 64, 128}) {
        EXPECT_EQ(wrong(), std::to_string(seconds) + " s");
        pass(seconds * second - 1);
        EXPECT_EQ(wrong(), "1 s") << "a microsecond early";
        EXPECT_EQ(right(), "1 s") << "even the right one";
        pass(1);
        EXPECT_EQ(wrong(), "tried");
    }
    pass(256 * second);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(wrong(), "tried");
        EXPECT_EQ(wrong(), "300 s") << "never longer";
        pass(300 * second);
    }
    EXPECT_EQ(right(), "open");
    EXPECT_EQ(wrong(), "tried") << "the count begins anew";
}

TEST_P(Attempts, ThatComeTooEarlyAreNotCounted)
{
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(wrong(), "tried");
    }
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(wrong(), "1 s");
    }
    pass(second);
    EXPECT_EQ(right(), "open");
}

TEST_P(Attempts, OnALoginThatNobodyHasWaitAlike)
{
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(wrong("no.body"), "tried");
    }
    EXPECT_EQ(wrong("no.body"), "1 s");
    EXPECT_EQ(wrong("NO.BODY "), "1 s");
    EXPECT_EQ(wrong("li.si"), "tried");
}

TEST_P(Attempts, OfStrangersDoNotKeepTheOwnerWaiting)
{
    ASSERT_EQ(right(at_the_office), "open");
    for (int i = 0; i < 8; ++i) {
        wrong();
        pass(4 * second);
    }
    EXPECT_EQ(wrong(), "4 s");
    EXPECT_EQ(right("a third network"), "4 s") << "no proof from there yet";
    EXPECT_EQ(right(at_the_office), "open");
    EXPECT_EQ(wrong(), "4 s") << "which does not free the stranger";
}

TEST_P(Attempts, FromAProvenPlaceWaitAsWell)
{
    ASSERT_EQ(right(at_the_office), "open");
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(wrong("li.si", at_the_office), "tried");
    }
    EXPECT_EQ(right(at_the_office), "1 s");
    EXPECT_EQ(wrong(), "tried");
}

TEST_P(Attempts, FromOnePlaceOnManyLoginsWait)
{
    for (int i = 0; i < 30; ++i) {
        EXPECT_EQ(wrong("login" + std::to_string(i)), "tried");
    }
    EXPECT_EQ(right(), "1 s");
    EXPECT_EQ(right(at_the_office), "open");
    pass(second);
    EXPECT_EQ(right(), "open");
    EXPECT_EQ(wrong("another"), "1 s") << "an account of one's own does not free";
}

TEST_P(Attempts, AreForgottenAfterAnHour)
{
    for (int i = 0; i < 5; ++i) {
        wrong();
    }
    EXPECT_EQ(wrong(), "1 s");
    pass(hour);
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(wrong(), "tried");
    }
    EXPECT_EQ(wrong(), "1 s");
}

TEST_P(Attempts, AreForgottenWithANewPassword)
{
    for (int i = 0; i < 5; ++i) {
        wrong();
    }
    ASSERT_TRUE(staff::set_password(entrance, keeping(li), secret(good_password)));
    EXPECT_EQ(right(), "open");
}

TEST_P(Attempts, WaitNoLongerWhenTheClockIsSetBack)
{
    for (int i = 0; i < 8; ++i) {
        wrong();
        pass(4 * second);
    }
    pass(-24 * hour);
    EXPECT_EQ(right(), "open");
}

TEST_P(Attempts, ToUnlockAreCountedWithTheOthers)
{
    auto const token = token_of("li.si");
    for (int i = 0; i < 5; ++i) {
        EXPECT_EQ(verdict(unlock(token, other_password)), "staff.not_let_in");
    }
    EXPECT_EQ(verdict(unlock(token)), "staff.wait");
    EXPECT_EQ(right(at_the_office), "1 s");
    pass(second);
    EXPECT_EQ(verdict(unlock(token)), "open");
}

TEST_P(Attempts, LeaveNoTraceOfWhatWasTried)
{
    wrong("a.secret.typed.as.a.login");
    ASSERT_EQ(right(at_the_office), "open");
    db::Query const rows{"test/rows", "select count(*) from failed_attempt"};
    EXPECT_EQ(test.office().connection().integer(rows, {}), 3);
    pass(31 * 24 * hour);
    ASSERT_EQ(right(), "open");
    EXPECT_EQ(test.office().connection().integer(rows, {}), 1) << "where it came from just now";
}

ON_BOTH_DATABASES(Attempts);

} // namespace
} // namespace ducha::tests
