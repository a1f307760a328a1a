// The decisions of 人员, without a database.
#include "domain/staff/staff.h"

#include "domain/staff/principal.h"

#include <gtest/gtest.h>

namespace ducha::staff {
namespace {

constexpr PersonId somebody{12};

std::vector<inspection::Inspection> inspections()
{
    inspection::Inspection of_provinces;
    of_provinces.id = "round-2";
    of_provinces.objects.push_back({.code = "SD", .region = "37"});
    of_provinces.objects.push_back({
        .code = "GR",
        .kind = inspection::ObjectKind::group,
        .units = {{.code = "G01", .name = "模拟子公司"}},
    });
    return {of_provinces};
}

PersonView view(std::vector<Grant> grants = {})
{
    return {
        .person = Person{.id = somebody, .login = "li.si", .name = "李模拟", .grants = grants},
        .inspections = inspections(),
    };
}

Grant role(std::string code, Scope scope = {})
{
    return {.role = std::move(code), .scope = std::move(scope)};
}

/// The code of the refusal, "nothing new" or "recorded".
template <class Act>
std::string outcome(Act const& act, PersonView const& seen)
{
    auto const event = decide(act, seen);
    return !event ? event.error().code : *event ? "recorded" : "nothing new";
}

TEST(Logins, AreSmallLettersDigitsAndMarks)
{
    for (auto const* const good : {"li", "li.si", "a-b_c.9", "abcdefghijklmnopqrstuvwxyzabcdef"}) {
        EXPECT_TRUE(check_login(good)) << good;
    }
    for (auto const* const bad :
         {"",
          "l",
          "Li",
          "9li",
          ".li",
          "li si",
          "李四",
          "li@example",
          "abcdefghijklmnopqrstuvwxyzabcdefg"}) {
        auto const refused = check_login(bad);
        ASSERT_FALSE(refused) << bad;
        EXPECT_EQ(refused.error().code, "staff.bad_login");
        EXPECT_EQ(refused.error().where, "login");
    }
}

TEST(Roles, AreGivenForAllOrForOneInspectionObjectOrUnit)
{
    for (auto const& scope :
         {Scope{},
          Scope{"round-2", "", ""},
          Scope{"round-2", "SD", ""},
          Scope{"round-2", "SD", "3702"},
          Scope{"round-2", "GR", "G01"}}) {
        EXPECT_EQ(outcome(GrantRole{somebody, role("inspector", scope)}, view()), "recorded")
            << scope.unit;
    }
    constexpr auto refused = [](Scope scope) {
        return outcome(GrantRole{somebody, role("inspector", std::move(scope))}, view());
    };
    EXPECT_EQ(refused({"", "SD", ""}), "staff.scope_with_a_gap");
    EXPECT_EQ(refused({"", "", "3702"}), "staff.scope_with_a_gap");
    EXPECT_EQ(refused({"round-2", "", "3702"}), "staff.scope_with_a_gap");
    EXPECT_EQ(refused({"round-3", "", ""}), "staff.no_such_inspection");
    EXPECT_EQ(refused({"round-2", "GD", ""}), "staff.no_such_object");
    EXPECT_EQ(refused({"round-2", "SD", "4401"}), "staff.no_such_unit");
    EXPECT_EQ(refused({"round-2", "SD", "3799"}), "staff.no_such_unit");
    EXPECT_EQ(refused({"round-2", "GR", "3702"}), "staff.no_such_unit");
}

TEST(Roles, AreThoseThatPeopleAreGiven)
{
    for (auto const* const bad :
         {"", "Inspector", "a role", "inspectors", "citizen", "reporter", "local_operator"}) {
        EXPECT_EQ(outcome(GrantRole{somebody, role(bad)}, view()), "staff.bad_role") << bad;
    }
}

TEST(Roles, AreHeldOnceAndTakenBackOnce)
{
    auto const held = role("inspector", {"round-2", "SD", ""});
    EXPECT_EQ(outcome(GrantRole{somebody, held}, view({held})), "nothing new");
    EXPECT_EQ(outcome(GrantRole{somebody, role("inspector")}, view({held})), "recorded");
    EXPECT_EQ(outcome(RevokeRole{somebody, held}, view({held})), "recorded");
    EXPECT_EQ(outcome(RevokeRole{somebody, held}, view()), "staff.no_such_grant");
    EXPECT_EQ(
        outcome(RevokeRole{somebody, role("inspector")}, view({held})), "staff.no_such_grant"
    );
}

TEST(Roles, OfAnInspectionThatIsGoneCanBeTakenBack)
{
    auto const held = role("inspector", {"round-1", "SD", ""});
    EXPECT_EQ(outcome(RevokeRole{somebody, held}, view({held})), "recorded");
}

TEST(People, AreSuspendedAndReinstated)
{
    SuspendPerson const suspending{somebody, SuspensionGround::left_office};
    EXPECT_EQ(outcome(suspending, view()), "recorded");
    EXPECT_EQ(outcome(ReinstatePerson{somebody}, view()), "nothing new");
    auto suspended = view();
    suspended.person->suspended = SuspensionGround::left_office;
    EXPECT_EQ(outcome(suspending, suspended), "nothing new");
    EXPECT_EQ(outcome(ReinstatePerson{somebody}, suspended), "recorded");
    EXPECT_EQ(outcome(GrantRole{somebody, role("inspector")}, suspended), "staff.suspended");
}

TEST(People, WhoAreNotThereOrErasedAreRefused)
{
    auto nobody = view();
    nobody.person.reset();
    EXPECT_EQ(outcome(GrantRole{somebody, role("inspector")}, nobody), "staff.no_such_person");
    EXPECT_EQ(outcome(RevokeRole{somebody, role("inspector")}, nobody), "staff.no_such_person");
    EXPECT_EQ(outcome(SuspendPerson{somebody}, nobody), "staff.no_such_person");
    EXPECT_EQ(outcome(ReinstatePerson{somebody}, nobody), "staff.no_such_person");
    auto erased = view();
    erased.person->login.clear();
    EXPECT_EQ(outcome(GrantRole{somebody, role("inspector")}, erased), "staff.erased");
    EXPECT_EQ(outcome(ReinstatePerson{somebody}, erased), "staff.erased");
}

/// The roles as the policy has them, with the unit that each is held in.
std::vector<std::string> held(std::vector<Grant> grants)
{
    auto const principal = principal_of({.grants = std::move(grants)}, inspections());
    std::vector<std::string> texts;
    for (auto const& [role, scope] : principal.grants) {
        texts.push_back(std::string{code(role)} + "@" + scope.object + "/" + scope.unit.text());
    }
    return texts;
}

TEST(Principals, HoldRolesOfTheInspectedSideInTheirUnits)
{
    EXPECT_EQ(
        held({
            role("liaison", {"round-2", "SD", ""}),
            role("unit_clerk", {"round-2", "SD", "370102"}),
            role("unit_clerk", {"round-2", "GR", "G01"}),
            role("inspector", {"round-2", "SD", "3701"}),
        }),
        (std::vector<std::string>{
            "liaison@SD/37/",
            "unit_clerk@SD/37/3701/370102/",
            "unit_clerk@GR/GR/G01/",
            "inspector@SD/",
        })
    );
}

TEST(Principals, HoldNothingThatPeopleAreNotGiven)
{
    EXPECT_TRUE(held({role("local_operator"), role("reporter"), role("chief")}).empty());
}

TEST(Principals, OfAKeyHaveProvedNothingLately)
{
    EXPECT_EQ(principal_of({.authenticated = {}}, {}).proved, Instant{});
}

} // namespace
} // namespace ducha::staff
