// People before the pipeline: what they may not is not done and not shown, and acts of two people
// are done when the second has approved what the first proposed.
#include "domain/guard/second_person.h"

#include "domain/guard/erasure.h"

#include "tests/journeys/test_office.h"

namespace ducha::tests {
namespace {

using identity::Principal;
using identity::Proof;
using identity::Role;

guard::NamedAct const& act_named(std::string_view name)
{
    for (auto const* room : app::rooms()) {
        for (auto const& act : room->acts) {
            if (act.name == name) {
                return act;
            }
        }
    }
    invariant_broken("the act is there");
}

class People : public testing::TestWithParam<db::Dialect> {
protected:
    TestOffice test{GetParam()};

    void SetUp() override
    {
        receive(test, {report(1, "模拟举报：样例镇虚拟河边的样例丙印染厂偷排红色污水，河道发臭")});
    }

    [[nodiscard]] Principal person(Role role, std::string pseudonym, identity::Scope scope = {})
    {
        return {
            .pseudonym = std::move(pseudonym),
            .proof = Proof::two_factors,
            .proved = test.clock().now(),
            .grants = {{role, std::move(scope)}},
        };
    }

    Result<app::Done> run_as(Principal const& who, guard::Command command)
    {
        command.by = std::make_shared<Principal>(who);
        return test.run(command);
    }

    /// The code of the refusal, or "passed".
    std::string outcome(Principal const& who, guard::Command command)
    {
        auto const done = run_as(who, std::move(command));
        return done ? "passed" : done.error().code;
    }

    std::int64_t size()
    {
        return ledger::state_of(test.office().connection(), test.log(), false).size;
    }

    /// The number of the report's event, whose words are to be erased.
    [[nodiscard]] Seq words()
    {
        return Seq{
            intake::find_report(test.office().connection(), test.may<intake::ReadMatters>(), "T1")
                ->get()
        };
    }
    [[nodiscard]] std::string erasure()
    {
        return R"({"seq":)" + std::to_string(words().get()) + R"(,"ground":"court_order"})";
    }

    Principal triage() { return person(Role::triage_officer, "t"); }
    Principal discipline() { return person(Role::discipline_officer, "d"); }

    /// Proposes the erasure; returns the proposal's number.
    Seq proposed()
    {
        auto const command =
            guard::propose(test.log(), act_named("erase_words"), {erasure()}).value();
        auto const done = run_as(triage(), command);
        EXPECT_TRUE(done) << to_line(done.error());
        return done->events.at(0).seq;
    }
    guard::Command approval(Seq proposal)
    {
        return guard::approve(
            test.log(),
            act_named("erase_words"),
            {.proposal = proposal,
             .digest = guard::digest_of(test.log(), "erase_words", erasure()),
             .inspection = {}}
        );
    }
    bool erased()
    {
        auto const event = ledger::read_events(test.office().connection(), test.log(), words(), 1);
        return !event.at(0).words.has_value();
    }
};

TEST_P(People, DoWhatTheyMayAndNothingElse)
{
    auto const before = size();
    auto const accept =
        intake::accept(test.log(), {.matter = first_matter(ReportId{words().get()})});
    EXPECT_EQ(outcome(person(Role::auditor, "a"), accept), "policy.not_permitted");
    EXPECT_EQ(outcome(person(Role::inspector, "i"), accept), "policy.not_permitted");
    EXPECT_EQ(outcome(Principal{}, accept), "policy.not_permitted");
    EXPECT_EQ(
        outcome(person(Role::intake_officer, "i", {"test", "GD", {}}), accept),
        "policy.not_permitted"
    );
    auto unproved = person(Role::intake_officer, "i");
    unproved.proof = Proof::none;
    EXPECT_EQ(outcome(unproved, accept), "policy.not_permitted");
    EXPECT_EQ(size(), before);

    auto const done = run_as(person(Role::intake_officer, "i", {"test", "SD", {}}), accept);
    ASSERT_TRUE(done) << to_line(done.error());
    EXPECT_EQ(done->events.at(0).actor, "intake_officer:i");
}

// What a repeated command would answer was the answer to somebody who might.
TEST_P(People, GetNoEarlierAnswerThatIsNotTheirs)
{
    auto accept = intake::accept(test.log(), {});
    accept.key = "once";
    ASSERT_TRUE(run_as(person(Role::intake_officer, "i"), accept));
    EXPECT_EQ(outcome(person(Role::liaison, "l"), accept), "policy.not_permitted");
    EXPECT_TRUE(run_as(person(Role::intake_officer, "i"), accept)->repeated);
}

TEST_P(People, ProveAgainWhoTheyAreForAFormalAct)
{
    auto leader = person(Role::team_leader, "l");
    leader.proved.microseconds -= identity::longest_proof + 1;
    auto const hand_over = transfer::hand_over(test.log(), {first_day});
    EXPECT_EQ(outcome(leader, hand_over), "policy.prove_again");
    leader.proved = test.clock().now();
    EXPECT_EQ(outcome(leader, hand_over), "transfer.no_such_batch");
}

TEST_P(People, IssueABulletinOfTheInspectionThatTheyAreOf)
{
    auto const issue = [&](std::string inspection) {
        return bulletin::issue({std::move(inspection), test.clock().now(), std::nullopt});
    };
    auto const editor = person(Role::bulletin_editor, "b", {"test", "", {}});
    EXPECT_EQ(outcome(editor, issue("test")), "policy.needs_second_person");
    EXPECT_EQ(outcome(editor, issue("another")), "policy.not_permitted");
    EXPECT_EQ(outcome(editor, issue("")), "policy.not_permitted");

    auto const content =
        R"({"inspection":"test","as_of":)" + std::to_string(test.clock().now().microseconds) + "}";
    auto const& act = act_named("issue_bulletin");
    auto const proposed = run_as(editor, guard::propose(office_log, act, {content}).value());
    ASSERT_TRUE(proposed) << to_line(proposed.error());
    guard::ApproveAct approval{
        .proposal = proposed->events.at(0).seq,
        .digest = guard::digest_of(office_log, act.name, content),
        .inspection = "test",
    };
    // Who leads the team at one object does not speak for the whole inspection.
    auto const of_one = person(Role::team_leader, "l", {"test", "SD", {}});
    EXPECT_EQ(outcome(of_one, guard::approve(office_log, act, approval)), "policy.not_permitted");
    auto const of_all = person(Role::team_leader, "l", {"test", "", {}});
    auto const issued = run_as(of_all, guard::approve(office_log, act, approval));
    ASSERT_TRUE(issued) << to_line(issued.error());
    ASSERT_EQ(issued->events.size(), 2U);
    EXPECT_EQ(issued->events[0].type, "act_approved");
    EXPECT_EQ(issued->events[1].type, "bulletin_issued");
    EXPECT_EQ(issued->events[1].actor, "team_leader:l");
    // An inspection that is not the proposal's is no way in.
    approval.inspection = "";
    EXPECT_EQ(
        outcome(person(Role::team_leader, "m"), guard::approve(office_log, act, approval)),
        "second_person.settled_already"
    );
}

TEST_P(People, DoTogetherWhatNeedsTwo)
{
    auto const direct =
        guard::erase_words(test.log(), {words(), guard::ErasureGround::court_order});
    EXPECT_EQ(outcome(triage(), direct), "policy.needs_second_person");
    EXPECT_EQ(outcome(discipline(), direct), "policy.not_permitted");
    auto const proposal = proposed();
    EXPECT_FALSE(erased());
    auto const done = run_as(discipline(), approval(proposal));
    ASSERT_TRUE(done) << to_line(done.error());
    EXPECT_TRUE(erased());
    EXPECT_EQ(done->events.front().type, "act_approved");
    EXPECT_EQ(outcome(discipline(), approval(proposal)), "second_person.settled_already");
    EXPECT_TRUE(test.verify().empty());
    EXPECT_TRUE(test.check_rows().empty());
}

TEST_P(People, ApproveNeitherTheirOwnNorAnotherContentNorWithoutProof)
{
    auto const proposal = proposed();
    auto const before = size();
    EXPECT_EQ(outcome(triage(), approval(proposal)), "policy.not_permitted");
    auto both = discipline();
    both.pseudonym = "t";
    EXPECT_EQ(outcome(both, approval(proposal)), "second_person.own_proposal");
    auto stale = discipline();
    stale.proved.microseconds -= identity::longest_proof + 1;
    EXPECT_EQ(outcome(stale, approval(proposal)), "policy.prove_again");
    auto const other = guard::approve(
        test.log(),
        act_named("erase_words"),
        {.proposal = proposal,
         .digest = guard::digest_of(test.log(), "erase_words", "{}"),
         .inspection = {}}
    );
    EXPECT_EQ(outcome(discipline(), other), "second_person.other_content");
    EXPECT_EQ(outcome(discipline(), approval(Seq{0})), "second_person.no_such_proposal");
    // A proposal of one act is not approved as another.
    EXPECT_EQ(
        outcome(
            person(Role::team_leader, "l"),
            guard::approve(test.log(), act_named("issue_bulletin"), {proposal, "", ""})
        ),
        "second_person.no_such_proposal"
    );
    EXPECT_EQ(size(), before);
    EXPECT_FALSE(erased());
}

TEST_P(People, ApproveWithinADay)
{
    auto const proposal = proposed();
    auto const event = ledger::read_events(test.office().connection(), test.log(), proposal, 1);
    auto const last = event.at(0).recorded.microseconds + identity::longest_proposal;
    test.clock().set({last + 1});
    EXPECT_EQ(outcome(discipline(), approval(proposal)), "second_person.expired");
    EXPECT_FALSE(erased());
}

TEST_P(People, RefuseWhatWasProposed)
{
    auto const proposal = proposed();
    auto const no = guard::refuse_act(
        test.log(), act_named("erase_words"), {proposal, guard::Objection::not_lawful, {}}
    );
    EXPECT_EQ(outcome(triage(), no), "policy.not_permitted");
    EXPECT_EQ(outcome(discipline(), no), "passed");
    EXPECT_EQ(outcome(discipline(), approval(proposal)), "second_person.settled_already");
    EXPECT_FALSE(erased());
    EXPECT_TRUE(test.check_rows().empty());
}

TEST_P(People, CannotApproveWhatWasErasedSince)
{
    auto const proposal = proposed();
    ASSERT_TRUE(
        test.run(guard::erase_words(test.log(), {proposal, guard::ErasureGround::court_order}))
    );
    EXPECT_EQ(outcome(discipline(), approval(proposal)), "second_person.words_erased");
}

TEST_P(People, ProposeOnlyWhatNeedsTwoAndCanBeRead)
{
    EXPECT_FALSE(guard::propose(test.log(), act_named("erase_words"), {"{"}));
    auto const accept = guard::propose(
        test.log(),
        act_named("decline_matter"),
        {R"({"matter":1,"reason":"clue_too_vague","why":"模拟"})"}
    );
    EXPECT_EQ(outcome(triage(), accept.value()), "policy.needs_no_second_person");
    // Whoever works on the command line does at once what two would do.
    auto const direct =
        guard::erase_words(test.log(), {words(), guard::ErasureGround::court_order});
    EXPECT_TRUE(test.run(direct));
    EXPECT_TRUE(erased());
}

// None of the rows asks for it yet; closing will.
TEST(SecondPeople, AreOfAnotherUnitWhereThatIsAskedFor)
{
    auto const unit = identity::UnitPath::of_region("3701");
    guard::ProposalView const proposal{"act", "d", "a", unit, Instant{}, true};
    using enum guard::SecondPersonRefusal;
    EXPECT_EQ(judge(proposal, {"b", unit, true}, Instant{}), same_unit);
    EXPECT_EQ(judge(proposal, {"b", unit, false}, Instant{}), std::nullopt);
    EXPECT_EQ(judge(proposal, {"b", unit.above(), true}, Instant{}), std::nullopt);
    EXPECT_EQ(judge(proposal, {"a", unit.above(), true}, Instant{}), own_proposal);
}

INSTANTIATE_TEST_SUITE_P(
    BothDatabases,
    People,
    testing::Values(db::Dialect::sqlite, db::Dialect::postgres),
    [](auto const& instance) {
        return std::string{instance.param == db::Dialect::sqlite ? "SQLite" : "PostgreSQL"};
    }
);

} // namespace
} // namespace ducha::tests
