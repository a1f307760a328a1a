// What a reporter is told, and what not. clause B21-03
#include "domain/reporter/telling.h"

#include <gtest/gtest.h>

namespace ducha::reporter {
namespace {

Instant on(std::string_view day)
{
    return office_instant(parse_day(day).value(), {12 * 60});
}

ReportStatus report()
{
    return {.received = on("2021-09-01")};
}

MatterStatus matter(intake::MatterState state)
{
    return {.judged = {.state = state, .since = on("2021-09-02")}, .in_case = {}};
}

Told last_of(MatterStatus const& matter)
{
    return told(report(), matter).back();
}

TEST(Telling, BeginsWithTheReceptionAndEndsWithWhatStandsNow)
{
    auto const waiting = told(report(), matter(intake::MatterState::undecided));
    ASSERT_EQ(waiting.size(), 2U);
    EXPECT_EQ(waiting[0].when, on("2021-09-01"));
    EXPECT_EQ(waiting[0].state, Told::State::done);
    EXPECT_EQ(waiting[1].state, Told::State::now);
    EXPECT_FALSE(waiting[1].when);
}

TEST(Telling, StopsWhereTheMatterWasNotTaken)
{
    using enum intake::MatterState;
    for (auto const state : {declined, forwarded, withdrawn}) {
        auto stopped = matter(state);
        stopped.in_case = CaseStatus{.number = "W2SD202109010001", .handed_over = on("2021-09-03")};
        EXPECT_EQ(last_of(stopped).state, Told::State::stopped) << code(state);
        EXPECT_EQ(last_of(stopped).when, on("2021-09-02"));
    }
    auto sent_on = matter(forwarded);
    sent_on.judged.office = "模拟局";
    EXPECT_TRUE(last_of(sent_on).more.zh.contains("模拟局"));
    // Erased words leave no empty label behind.
    EXPECT_EQ(last_of(matter(forwarded)).more.zh, "");
    EXPECT_FALSE(last_of(matter(declined)).more.zh.contains("说明："));
}

TEST(Telling, NamesTheDayOnWhichTheResultIsDueUntilThereIsOne)
{
    auto with_object = matter(intake::MatterState::accepted);
    with_object.in_case = CaseStatus{
        .number = "W2SD202109010001",
        .handed_over = on("2021-09-03"),
        .due = parse_day("2021-09-13"),
    };
    auto steps = told(report(), with_object);
    EXPECT_TRUE(steps[2].more.zh.contains("2021年9月13日"));
    EXPECT_TRUE(steps[2].more.en.contains("13 September 2021"));
    with_object.in_case->result =
        handling::ResultView::There{on("2021-09-08"), {.status = handling::Status::phased}};
    steps = told(report(), with_object);
    EXPECT_FALSE(steps[2].more.zh.contains("2021年9月13日"));
    EXPECT_EQ(steps.back().state, Told::State::now);
    EXPECT_EQ(steps.back().when, on("2021-09-08"));
}

TEST(Telling, SaysEveryStepInBothLanguages)
{
    using enum intake::MatterState;
    for (auto const state : {undecided, accepted, declined, forwarded, withdrawn}) {
        for (auto const& step : told(report(), matter(state))) {
            EXPECT_FALSE(step.what.zh.empty() || step.what.en.empty());
            EXPECT_EQ(step.more.zh.empty(), step.more.en.empty());
        }
    }
}

} // namespace
} // namespace ducha::reporter
