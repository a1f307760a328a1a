// People are admitted, given roles, suspended and forgotten. On both databases.
#include "tests/staff/staff_office.h"

namespace ducha::tests {
namespace {

using People = StaffTest;

TEST_P(People, AreAdmittedWithTheirFirstRoles)
{
    staff::Grant const at_object{"inspector", {"test", "SD", "3702"}};
    auto const person = admit("li.si", {role("auditor"), at_object, at_object});
    auto const loaded = load(person);
    ASSERT_TRUE(loaded);
    EXPECT_EQ(loaded->login, "li.si");
    EXPECT_EQ(loaded->name, "李模拟");
    EXPECT_EQ(loaded->grants, (std::vector{role("auditor"), at_object}));
    EXPECT_FALSE(loaded->suspended);
    EXPECT_EQ(loaded->pseudonym.size(), 16U);
    EXPECT_EQ(staff::find(test.office().connection(), reading(), "li.si")->id, person);
    expect_sound();
}

TEST_P(People, HaveNoNameInTheLeaf)
{
    auto const person = admit("li.si", {role("inspector")});
    auto const events =
        ledger::read_events(test.office().connection(), office_log, Seq{person.get()}, 2);
    ASSERT_EQ(events.size(), 2U);
    for (auto const& event : events) {
        auto const leaf = ledger::leaf_text(event, "ducha/office");
        EXPECT_FALSE(leaf.contains("li.si")) << leaf;
        EXPECT_FALSE(leaf.contains("李模拟")) << leaf;
    }
    EXPECT_TRUE(events[0].body.contains(load(person)->pseudonym));
    EXPECT_TRUE(events[0].words && events[0].words->contains("李模拟"));
}

TEST_P(People, HaveALoginOfTheirOwn)
{
    admit("li.si");
    EXPECT_EQ(outcome(staff::admit({"li.si", "另一人", {}})), "staff.login_taken");
    EXPECT_EQ(outcome(staff::admit({"Li.si", "另一人", {}})), "staff.bad_login");
    for (auto const* const name : {"", " 李", "李\n四"}) {
        EXPECT_EQ(outcome(staff::admit({"wang.wu", name, {}})), "staff.bad_name");
    }
    EXPECT_EQ(outcome(staff::admit({"wang.wu", "王", {role("No")}})), "staff.bad_role");
    EXPECT_EQ(staff::load_all(test.office().connection(), reading()).size(), 1U);
    auto const nobody = staff::find(test.office().connection(), reading(), "wang.wu");
    EXPECT_EQ(nobody.error().code, "staff.no_such_person");
}

TEST_P(People, GainAndLoseRoles)
{
    auto const person = admit("li.si");
    ASSERT_TRUE(test.run(staff::grant({person, role("inspector")})));
    ASSERT_TRUE(test.run(staff::grant({person, role("liaison")})));
    EXPECT_TRUE(test.run(staff::grant({person, role("liaison")}))->events.empty());
    ASSERT_TRUE(test.run(staff::revoke({person, role("inspector")})));
    EXPECT_EQ(load(person)->grants, std::vector{role("liaison")});
    EXPECT_EQ(outcome(staff::revoke({person, role("inspector")})), "staff.no_such_grant");
    EXPECT_EQ(
        outcome(staff::grant({staff::PersonId{9999}, role("inspector")})), "staff.no_such_person"
    );
    expect_sound();
}

TEST_P(People, WhoAreSuspendedAreLetInNoMore)
{
    auto const person = admit_with_password("li.si", {role("inspector")});
    auto const token = token_of("li.si");
    auto const key = staff::add_key(entrance, keeping(person), {.title = "模拟接口"});
    ASSERT_TRUE(key);
    ASSERT_TRUE(test.run(staff::suspend({person, staff::SuspensionGround::left_office})));
    EXPECT_EQ(state(token), "staff.session_over");
    EXPECT_EQ(verdict(staff::key_of(entrance, key->token)), "staff.no_such_key");
    EXPECT_EQ(verdict(sign_in("li.si")), "staff.not_let_in");
    EXPECT_EQ(
        verdict(staff::set_password(entrance, keeping(person), secret(other_password))),
        "staff.suspended"
    );
    EXPECT_EQ(
        verdict(staff::add_key(entrance, keeping(person), {.title = "模拟"})), "staff.suspended"
    );
    expect_sound();

    // What was open stays shut; the password is still theirs.
    ASSERT_TRUE(test.run(staff::reinstate({person})));
    EXPECT_EQ(state(token), "staff.session_over");
    EXPECT_EQ(verdict(staff::key_of(entrance, key->token)), "staff.no_such_key");
    EXPECT_EQ(verdict(sign_in("li.si")), "open");
    expect_sound();
}

TEST_P(People, WhoseNameIsErasedAreNobody)
{
    auto const person = admit_with_password("li.si", {role("inspector")});
    ASSERT_TRUE(staff::give_authenticator(entrance, keeping(person)));
    ASSERT_TRUE(staff::take_authenticator(entrance, keeping(person)));
    auto const token = token_of("li.si");
    ASSERT_TRUE(erase(person));
    EXPECT_EQ(load(person)->name, "");
    EXPECT_EQ(load(person)->login, "");
    EXPECT_EQ(load(person)->grants, std::vector{role("inspector")});
    EXPECT_EQ(state(token), "staff.session_over");
    EXPECT_EQ(verdict(sign_in("li.si")), "staff.not_let_in");
    EXPECT_EQ(verdict(sign_in("")), "staff.not_let_in");
    EXPECT_EQ(
        verdict(staff::set_password(entrance, keeping(person), secret(other_password))),
        "staff.erased"
    );
    EXPECT_EQ(
        staff::find(test.office().connection(), reading(), "").error().code, "staff.no_such_person"
    );
    EXPECT_TRUE(test.verify().empty());

    // The login is free again, and leads to another person.
    auto const another = admit_with_password("li.si");
    EXPECT_NE(another, person);
    EXPECT_NE(load(another)->pseudonym, load(person)->pseudonym);
    EXPECT_EQ(sign_in("li.si")->who.person, another);
    expect_sound();
}

TEST_P(People, AreFoldedAnewAndKeepTheirSecrets)
{
    auto const person = admit_with_password("li.si", {role("inspector")});
    auto const before = token_of("li.si");
    ASSERT_TRUE(test.run(staff::suspend({person})));
    ASSERT_TRUE(test.run(staff::reinstate({person})));
    auto const token = token_of("li.si");
    auto const key = staff::add_key(entrance, keeping(person), {.title = "模拟接口"});
    ASSERT_TRUE(key);
    db::Transaction transaction{test.office().connection()};
    ledger::rebuild_rows(test.office().connection(), app::folds(), [](auto) {});
    transaction.commit();
    EXPECT_EQ(state(before), "staff.session_over");
    EXPECT_EQ(state(token), "open") << "what was opened after the suspension";
    EXPECT_EQ(verdict(staff::key_of(entrance, key->token)), "open");
    EXPECT_EQ(load(person)->login, "li.si");
    EXPECT_EQ(verdict(sign_in("li.si")), "open");
    expect_sound();
}

ON_BOTH_DATABASES(People);

} // namespace
} // namespace ducha::tests
