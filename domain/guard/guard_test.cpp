// What never passes the door of the house.
// clause L21-04
#include "domain/guard/guard.h"

#include "domain/guard/erasure.h"
#include "domain/guard/named_question.h"

#include <gtest/gtest.h>

namespace ducha::guard {

/// An event with a plan, as a room that puts problems right would record it.
struct PlanDrawn {
    static constexpr ledger::EventType type{"plan_drawn", 1};

    PlanFacts plan;
};

/// An event without one.
struct NoteTaken {
    static constexpr ledger::EventType type{"note_taken", 1};
};

Facts guard_facts(PlanDrawn const& event)
{
    return {.plan = event.plan};
}

Facts guard_facts(NoteTaken const& /*event*/)
{
    return {};
}

} // namespace ducha::guard

template <>
ducha::ledger::Draft ducha::ledger::Codec<ducha::guard::PlanDrawn>::write(
    ducha::guard::PlanDrawn const& event, Instant occurred
)
{
    return {.type = event.type, .occurred = occurred, .body = "{}", .words = std::nullopt};
}

template <>
ducha::ledger::Draft ducha::ledger::Codec<ducha::guard::NoteTaken>::write(
    ducha::guard::NoteTaken const& event, Instant occurred
)
{
    return {.type = event.type, .occurred = occurred, .body = "{}", .words = std::nullopt};
}

namespace ducha::guard {
namespace {

PlanFacts full_plan()
{
    return {
        .objective = "河水达到三类",
        .measures = "封堵排口，清理底泥",
        .time_limit = parse_day("2025-12-31"),
        .responsible_unit = "示例县示例局",
    };
}

TEST(Plans, PassWhereEveryPartIsStated)
{
    EXPECT_EQ(judge(full_plan()), std::nullopt);
}

TEST(Plans, AreRefusedWhereAPartIsMissing)
{
    auto plan = full_plan();
    plan.objective = "";
    EXPECT_EQ(judge(plan), GuardRefusal::plan_without_objective);
    plan = full_plan();
    plan.measures = "";
    EXPECT_EQ(judge(plan), GuardRefusal::plan_without_measures);
    plan = full_plan();
    plan.time_limit = std::nullopt;
    EXPECT_EQ(judge(plan), GuardRefusal::plan_without_time_limit);
    plan = full_plan();
    plan.responsible_unit = "";
    EXPECT_EQ(judge(plan), GuardRefusal::plan_without_responsible_unit);
    EXPECT_TRUE(judge(PlanFacts{}).has_value());
}

TEST(Plans, NeedOnlyAResultWhereTheProblemWasSolvedAtOnce)
{
    EXPECT_EQ(judge({.immediate = true, .result = "已清运完毕"}), std::nullopt);
    EXPECT_EQ(judge({.immediate = true}), GuardRefusal::immediate_without_result);
    auto plan = full_plan();
    plan.immediate = true;
    EXPECT_EQ(judge(plan), GuardRefusal::immediate_without_result);
}

TEST(Plans, AreNotExcusedByAResultAlone)
{
    EXPECT_TRUE(judge({.immediate = false, .result = "已清运完毕"}).has_value());
}

TEST(TheGate, PassesAllEventsInTheirOrder)
{
    Proposal proposal;
    proposal.add(NoteTaken{}, Instant{1});
    proposal.add(PlanDrawn{full_plan()}, Instant{2});
    auto const passed = Gate::pass(proposal);
    ASSERT_TRUE(passed.has_value()) << to_line(passed.error());
    ASSERT_EQ(passed->get().size(), 2U);
    EXPECT_EQ(passed->get()[0].type.name, "note_taken");
    EXPECT_EQ(passed->get()[1].type.name, "plan_drawn");
    EXPECT_EQ(passed->get()[1].occurred, Instant{2});
}

TEST(TheGate, PassesNothingWhereOneEventBreaksARule)
{
    Proposal proposal;
    proposal.add(NoteTaken{}, Instant{1});
    auto plan = full_plan();
    plan.time_limit = std::nullopt;
    Proposal more;
    more.add(PlanDrawn{plan}, Instant{2});
    proposal.append(std::move(more));
    EXPECT_EQ(proposal.events().size(), 2U);
    auto const passed = Gate::pass(proposal);
    ASSERT_FALSE(passed.has_value());
    EXPECT_EQ(passed.error().code, "guard.plan_without_time_limit");
    EXPECT_EQ(passed.error().where, "plan_drawn");
}

TEST(TheGate, HasASentenceForEveryRule)
{
    std::vector<PlanFacts> bad(5, full_plan());
    bad[0].objective = "";
    bad[1].measures = "";
    bad[2].time_limit = std::nullopt;
    bad[3].responsible_unit = "";
    bad[4].immediate = true;
    for (auto const& plan : bad) {
        Proposal proposal;
        proposal.add(PlanDrawn{plan}, Instant{});
        auto const passed = Gate::pass(proposal);
        ASSERT_FALSE(passed.has_value());
        EXPECT_TRUE(passed.error().code.starts_with("guard.")) << passed.error().code;
        EXPECT_FALSE(passed.error().sentence.zh.empty());
        EXPECT_FALSE(passed.error().sentence.en.empty());
    }
}

// The ground of an erasure stands in a leaf for ever: a code, not what somebody types.
TEST(Erasing, NeedsOneOfTheGroundsThatThereAre)
{
    auto const& act = erasure_room().acts.front();
    auto const read = [&](std::string const& ground) {
        return act.read(LogId{1}, R"({"ground":")" + ground + R"(","seq":12})");
    };
    for (auto const& ground : Codes<ErasureGround>::table) {
        EXPECT_TRUE(read(std::string{ground.code}).has_value()) << ground.code;
    }
    auto const refused = read("张某的电话13812345678");
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().where, "ground");
    EXPECT_EQ(refused.error().expected, "one of retention_ended, reporter_asked, court_order");
}

TEST(TheGate, PassesNothingToRecord)
{
    Proposal const proposal;
    EXPECT_TRUE(proposal.empty());
    EXPECT_TRUE(Gate::pass(proposal)->get().empty());
}

TEST(Cursors, GoOnWhereTheyWere)
{
    EXPECT_EQ(cursor_of(std::nullopt), Cursor{});
    EXPECT_EQ(cursor_of(to_text(Cursor{3, 12})), (Cursor{3, 12}));
    for (auto const* const bad :
         {"", ".", "3", "3.", ".3", "a.1", "1.-2", "-1.2", "1.2.3", "1 .2"}) {
        EXPECT_EQ(cursor_of(bad).error().code, "guard.bad_cursor") << bad;
    }
}

TEST(Pages, HoldWhatTheyMay)
{
    EXPECT_EQ(page_size(std::nullopt), usual_page);
    EXPECT_EQ(page_size(0), 1);
    EXPECT_EQ(page_size(INT64_MAX), longest_page);
}

} // namespace
} // namespace ducha::guard
