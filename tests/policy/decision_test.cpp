// The decision about a person: every combination of role, act, place, proof and hand against the
// rules of deciding; and what belongs to no cell.
#include "platform/identity/identity.h"

#include "domain/bulletin/issued.h"
#include "domain/casefile/casefile.h"

#include "app/rooms.h"
#include "tests/policy/cells.h"
#include "tests/policy/statement.h"

#include <gtest/gtest.h>

#include <cstdio>

namespace ducha::tests {
namespace {

using identity::Cell;
using identity::Hand;
using identity::Place;
using identity::Principal;
using identity::Proof;
using identity::Question;
using identity::Relation;
using identity::Role;
using identity::State;
using identity::UnitPath;

constexpr Instant now{1'631'707'200'000'000};

UnitPath region(std::string_view code)
{
    return UnitPath::of_region(code);
}

/// A unit that stands so to the unit 3701.
UnitPath unit_that_is(Relation relation)
{
    switch (relation) {
    case Relation::self:
        return region("3701");
    case Relation::ancestor:
        return region("37");
    case Relation::descendant:
        return region("370102");
    case Relation::sibling:
        return region("3702");
    case Relation::unrelated:
        return region("4401");
    case Relation::none:
        break;
    }
    return {};
}

TEST(UnitPaths, StandToEachOtherAsTheirCodesDo)
{
    for (auto const& row : Codes<Relation>::table) {
        EXPECT_EQ(identity::relation(unit_that_is(row.value), region("3701")), row.value);
    }
    EXPECT_EQ(identity::relation(region("37"), region("44")), Relation::sibling);
    EXPECT_EQ(identity::relation(region("37"), {}), Relation::none);
    EXPECT_EQ(region("370102").text(), "37/3701/370102/");
    EXPECT_EQ(region("370102").above(), region("3701"));
    EXPECT_TRUE(region("37").above().empty());
    EXPECT_EQ(region("37").range_end(), "370");
    EXPECT_TRUE(region("371").empty());
    // A code that begins with another's is not below it.
    auto const group = UnitPath{}.below("ZY");
    EXPECT_EQ(identity::relation(group.below("A"), group.below("AB")), Relation::sibling);
}

TEST(Roles, OfBothSidesOrOfTwoAdministratorsExcludeEachOther)
{
    auto const excluded = [](identity::Roles roles) { return conflict(roles).has_value(); };
    EXPECT_TRUE(excluded({Role::system_administrator, Role::security_administrator}));
    EXPECT_TRUE(excluded({Role::security_administrator, Role::auditor}));
    EXPECT_TRUE(excluded({Role::auditor, Role::system_administrator}));
    for (auto const& row : Codes<Role>::table) {
        EXPECT_FALSE(excluded({row.value})) << row.code;
        if (identity::office_side.contains(row.value)) {
            EXPECT_TRUE(excluded({Role::liaison, row.value})) << row.code;
            EXPECT_TRUE(excluded({Role::supervisor, row.value})) << row.code;
            EXPECT_TRUE(excluded({Role::auditor, row.value})) << row.code;
        }
    }
    EXPECT_FALSE(excluded({Role::unit_clerk, Role::unit_head, Role::liaison}));
    EXPECT_FALSE(excluded({Role::intake_officer, Role::triage_officer}));
}

// What anybody can reach who passes by holds nothing else.
TEST(Roles, AWallExcludesEveryOtherThatIsGiven)
{
    for (auto const& row : Codes<Role>::table) {
        bool const other = identity::given_to_people.contains(row.value) && row.value != Role::wall;
        identity::Roles const both{Role::wall, row.value};
        EXPECT_EQ(conflict(both).has_value(), other) << row.code;
    }
}

/// How a person stands before a question, apart from the cell.
struct Standing {
    std::string inspection; ///< that the role is held in
    std::string object;
    Proof proof = Proof::none;
    std::int64_t age = 0; ///< of the proof
};

bool covers(Standing const& standing)
{
    return (standing.inspection.empty() || standing.inspection == "2-4") &&
        (standing.object.empty() || standing.object == "SD");
}

bool counts(Role role, Proof proof)
{
    if (role == Role::citizen || role == Role::local_operator) {
        return true;
    }
    return role == Role::reporter ? proof == Proof::receipt
                                  : proof == Proof::password || proof == Proof::two_factors;
}

/// The code of the refusal, or "allowed".
std::string expected(Cell const& cell, Standing const& standing, Hand hand)
{
    auto const said = stated(cell);
    bool const first = hand == Hand::alone || hand == Hand::proposing;
    bool const of_role =
        covers(standing) && counts(cell.role, standing.proof) && (first ? said.may : said.approves);
    // Everyone is a citizen too, of everywhere.
    auto const anyone = stated({Role::citizen, cell.act, Relation::none, cell.state});
    if (!of_role && !(first && anyone.may)) {
        return "policy.not_permitted";
    }
    bool const two = of_role && said.second_person && !anyone.may;
    if (hand == Hand::alone && two) {
        return "policy.needs_second_person";
    }
    if (hand == Hand::proposing && !two) {
        return "policy.needs_no_second_person";
    }
    bool const formal = hand == Hand::approving || (of_role && said.reauthenticate && !anyone.may);
    bool const fresh =
        standing.proof != Proof::none && standing.age >= 0 && standing.age <= 5 * minute;
    return formal && !fresh ? "policy.prove_again" : "allowed";
}

std::string decided(Cell const& cell, Standing const& standing, Hand hand)
{
    Principal const person{
        .pseudonym = "p",
        .proof = standing.proof,
        .proved = {now.microseconds - standing.age},
        .grants = {{cell.role, {standing.inspection, standing.object, unit_that_is(cell.relation)}}
        },
    };
    Place const place{LogId{1}, "2-4", "SD", region("3701")};
    auto const decision = decide(app::policy(), person, {cell.act, place, cell.state, hand}, now);
    return decision ? "allowed" : decision.error().code;
}

TEST(Decisions, AreThoseOfTheSecondStatementInEveryCase)
{
    std::vector<Standing> standings;
    for (auto const* const inspection : {"", "2-4", "2-5"}) {
        for (auto const* const object : {"", "SD", "GD"}) {
            standings.push_back({inspection, object, Proof::two_factors, 5 * minute});
        }
    }
    for (auto const proof : {Proof::none, Proof::receipt, Proof::password}) {
        standings.push_back({"2-4", "SD", proof, 0});
    }
    standings.push_back({"2-4", "SD", Proof::two_factors, 5 * minute + 1});
    standings.push_back({"2-4", "SD", Proof::two_factors, -1});
    std::size_t decisions = 0;
    for (auto const& act : app::policy().acts()) {
        for (auto const& cell : cells_of(act.act)) {
            for (auto const& standing : standings) {
                for (auto const& hand : Codes<Hand>::table) {
                    ASSERT_EQ(
                        decided(cell, standing, hand.value), expected(cell, standing, hand.value)
                    ) << spelled(cell)
                      << " of '" << standing.inspection << "' '" << standing.object << "' "
                      << hand.code;
                    ++decisions;
                }
            }
        }
    }
    std::printf("%zu decisions\n", decisions);
    EXPECT_GT(decisions, 349'920U);
}

Principal staff(std::vector<identity::Grant> grants)
{
    return {
        .pseudonym = "p", .proof = Proof::two_factors, .proved = now, .grants = std::move(grants)
    };
}

TEST(Decisions, AreNoneForWhoHoldsRolesThatExcludeEachOther)
{
    auto const both = staff({{Role::triage_officer, {}}, {Role::liaison, {}}});
    for (auto const& act : app::policy().acts()) {
        auto const refused = decide(app::policy(), both, {act.act, {LogId{1}}}, now);
        ASSERT_FALSE(refused) << act.act;
        EXPECT_EQ(refused.error().code, "policy.roles_exclude");
    }
    EXPECT_TRUE(reach(app::policy(), both, "read_bulletins").parts.empty());
}

// Of two roles the one that asks less answers, and is the one that the ledger names.
TEST(Decisions, AreGivenInTheRoleThatIsLeastBound)
{
    auto const unit = region("3701");
    Place const place{LogId{1}, "2-4", "SD", unit};
    auto head_and_clerk =
        staff({{Role::unit_head, {"", "", unit}}, {Role::unit_clerk, {"", "", unit}}});
    head_and_clerk.proved = {now.microseconds - hour};
    auto const decision = decide(app::policy(), head_and_clerk, {"report_results", place}, now);
    ASSERT_TRUE(decision);
    EXPECT_EQ(decision->as, Role::unit_clerk);
    EXPECT_EQ(decision->unit, unit);
}

// No answer tells whether a thing is there: the same words for what is not and what may not be.
TEST(Refusals, AreTheSameForWhatIsForbiddenAndWhatIsNotThere)
{
    auto const clerk = staff({{Role::unit_clerk, {"2-4", "SD", region("3701")}}});
    Place const own{LogId{1}, "2-4", "SD", region("3701")};
    Place const others{LogId{2}, "2-4", "GD", region("44")};
    Place const nowhere{LogId{999}};
    auto const answer = [&](Place const& place, State state) {
        return decide(app::policy(), clerk, {"read_cases", place, state}, now).error();
    };
    EXPECT_EQ(answer(others, State::handed_over), answer(nowhere, State::none));
    EXPECT_EQ(answer(own, State::sealed), answer(nowhere, State::none));
    EXPECT_FALSE(answer(nowhere, State::none).sentence.zh.empty());
}

TEST(Permissions, SeeNothingOfALogThatIsNotTheirs)
{
    identity::Places const places = [](LogId log) {
        return log == LogId{1} ? Place{log, "2-4", "SD", region("37")}
                               : Place{log, "2-4", "GD", region("44")};
    };
    identity::Permissions const liaison{
        app::policy(), staff({{Role::liaison, {"2-4", "SD", region("37")}}}), places, now
    };
    auto const own = liaison.authorize<casefile::ReadCases>(LogId{1});
    ASSERT_TRUE(own);
    EXPECT_TRUE(own->covers(State::handed_over));
    EXPECT_FALSE(own->covers(State::accepted));
    EXPECT_FALSE(own->sees(identity::Field::repeats));
    EXPECT_FALSE(liaison.authorize<casefile::ReadCases>(LogId{2}));
    EXPECT_FALSE(liaison.authorize<intake::ReadMatters>(LogId{1}));
    EXPECT_TRUE(liaison.authorize<bulletin::ReadBulletins>(office_log));
}

// Whoever may read those of units below asks for lists and counts of the whole object.
TEST(Permissions, ReachAnObjectOfWhichSomeUnitIsTheirs)
{
    Place const own{LogId{1}, "2-4", "SD", region("37")};
    Place const others{LogId{2}, "2-4", "GD", region("44")};
    identity::Places const places = [&](LogId log) { return log == LogId{1} ? own : others; };
    for (auto const role : {Role::unit_clerk, Role::supervisor}) {
        identity::Permissions const person{
            app::policy(), staff({{role, {"2-4", "SD", region("3702")}}}), places, now
        };
        EXPECT_FALSE(person.authorize<casefile::ReadCases>(LogId{1}));
        auto const all = person.authorize_all<casefile::ReadCases>();
        EXPECT_TRUE(all.object().touches(own));
        EXPECT_FALSE(all.object().touches(others));
        EXPECT_FALSE(person.authorize_all<intake::ReadMatters>().object().touches(own));
    }
}

} // namespace
} // namespace ducha::tests
