// A model is fitted to what people decided, and comes into force by an event of the log.
#include "domain/merge/learning.h"

#include "engines/neardup/model_file.h"

#include "domain/merge/explanation.h"
#include "domain/merge/models.h"

#include "tests/journeys/journey.h"

namespace ducha::tests {
namespace {

constexpr int problems = 12;
constexpr std::string_view places[] = {
    "甲塘村",
    "乙岭村",
    "丙溪村",
    "丁湾村",
    "戊坡村",
    "己桥村",
    "庚沟村",
    "辛庙村",
    "壬店村",
    "癸河村",
    "子洼村",
    "丑屯村",
};
constexpr std::string_view works[] = {"砖瓦厂", "印染厂", "采石场", "养猪场", "搅拌站", "电镀厂"};

std::string told(int problem, bool again)
{
    auto const place = std::string{places[problem]};
    auto const work = std::string{works[problem % 6]};
    return again ? "模拟：再次反映虚拟镇" + place + "的模拟" + work + "，夜里照旧生产，没有人管"
                 : "模拟举报：虚拟镇" + place + "旁的模拟" + work + "夜里生产，气味很大，盼查处";
}

class Learning : public JourneyTest {
protected:
    /// Each problem is reported twice; the engine only proposes, and a person answers: the first
    /// `yes` true pairs are joined, and `no` reports are kept apart from the problem behind theirs.
    void decide(int yes, int no)
    {
        std::vector<intake::IncomingReport> reports;
        for (int i = 0; i < problems; ++i) {
            reports.push_back(report(1 + i, told(i, false)));
            reports.push_back(report(101 + i, told(i, true)));
        }
        receive(test, std::move(reports));
        ASSERT_EQ(outcome(intake::accept(test.log(), {})), "passed");
        auto const bar = std::optional<std::int64_t>{1'000'000};
        ASSERT_EQ(
            outcome(merge::place(test.log(), {.join_ppm = bar}, merge::make_desk())), "passed"
        );
        for (int i = 0; i < yes; ++i) {
            join_pair(i);
        }
        for (int i = 0; i < no; ++i) {
            auto const other = first((i + 1) % problems);
            auto const command = merge::refuse_join(test.log(), {again(i), own_case(other)});
            ASSERT_EQ(outcome(command), "passed");
        }
    }
    MatterId first(int problem) { return matter("T" + std::to_string(1 + problem)); }
    MatterId again(int problem) { return matter("T" + std::to_string(101 + problem)); }
    void join_pair(int problem)
    {
        auto const command = merge::join(test.log(), {again(problem), own_case(first(problem))});
        ASSERT_EQ(outcome(command), "passed");
    }
    Result<merge::Fitted> fit(merge::Fitting const& fitting)
    {
        auto const settings = shandong();
        return merge::fit(
            test.office().connection(),
            test.may<intake::ReadMatters>(),
            {settings, settings.objects.front()},
            fitting,
            test.clock().now()
        );
    }
    std::string adopt(std::string text)
    {
        return outcome(merge::adopt_model(test.log(), {std::move(text)}));
    }
    std::string in_force()
    {
        return merge::named(merge::model_in_force(test.office().connection(), test.log()));
    }
};

TEST_P(Learning, IsRefusedWherePeopleHaveDecidedTooLittle)
{
    decide(6, 2);
    auto const fitted = fit({.least = 3});
    ASSERT_FALSE(fitted);
    EXPECT_EQ(fitted.error().code, "merge.too_few_decisions");
    EXPECT_EQ(fitted.error().found, "same 6, not_same 2");
    EXPECT_EQ(fitted.error().expected, "same 3, not_same 3");
    EXPECT_EQ(fit({.least = 50, .unlabelled = true}).error().code, "merge.too_few_decisions");
}

TEST_P(Learning, TellsRepeatsFromTheRestAndStatesItsFigures)
{
    decide(problems, problems);
    auto const fitted = fit({.least = problems});
    ASSERT_TRUE(fitted);
    EXPECT_EQ(fitted->same, problems);
    EXPECT_EQ(fitted->not_same, problems);
    ASSERT_TRUE(fitted->before && fitted->after);
    EXPECT_LT(fitted->after->log_loss, 0.6931); // of one who always says one half
    EXPECT_EQ(fitted->model.figures.size(), 10U);
    auto const read = neardup::model_of_text(neardup::text_of(fitted->model));
    ASSERT_TRUE(read);
    EXPECT_EQ(read->weights, fitted->model.weights);
    EXPECT_EQ(read->described, fitted->model.described);
    // No report has a pin: what is known of pins is kept.
    auto const pins = static_cast<std::size_t>(neardup::Evidence::pins_apart);
    EXPECT_EQ(fitted->model.weights[pins], neardup::Model::standard().weights[pins]);
}

TEST_P(Learning, TheLastWordOnTwoMattersCounts)
{
    decide(2, 0);
    ASSERT_EQ(outcome(merge::part(test.log(), {again(0), "模拟：并错"})), "passed");
    auto const fitted = fit({.least = 1});
    ASSERT_TRUE(fitted);
    EXPECT_EQ(fitted->same, 1);
    EXPECT_EQ(fitted->not_same, 1);
}

TEST_P(Learning, WhatIsTakenAlongIsNoDecisionOfItsOwn)
{
    decide(1, 1);
    // The founder of a case of two is joined to a third: one decision.
    auto const command = merge::join(test.log(), {first(0), own_case(first(5))});
    ASSERT_EQ(outcome(command), "passed");
    EXPECT_EQ(fit({.least = 1})->same, 2);
}

TEST_P(Learning, AModelComesIntoForceByAnEventAndItsScoresAreReproduced)
{
    decide(problems, problems);
    auto const before = in_force();
    auto const fitted = fit({.least = problems});
    ASSERT_TRUE(fitted);
    auto const name = merge::named(fitted->model);
    ASSERT_EQ(adopt(neardup::text_of(fitted->model)), "passed");
    EXPECT_EQ(in_force(), name);
    receive(test, {report(201, told(3, true) + "。")});
    ASSERT_EQ(outcome(intake::accept(test.log(), {})), "passed");
    ASSERT_EQ(outcome(merge::place(test.log(), {}, merge::make_desk())), "passed");
    auto const weighed = merge::weigh(
        test.office().connection(),
        test.may<intake::ReadMatters>(),
        {matter("T201"), first(0)},
        shandong().merge
    );
    auto const& later = weighed.at(matter("T201"));
    EXPECT_EQ(later.ruled.model, name);
    EXPECT_EQ(later.model, name);
    EXPECT_NE(later.ruled.ruling, merge::Ruling::alone);
    EXPECT_EQ(static_cast<std::int64_t>(later.probability * 1e6), later.ruled.score_ppm);
    EXPECT_EQ(weighed.at(first(0)).model, before);
    expect_sound();
}

TEST_P(Learning, ADeskThatIsAtWorkTakesTheNewModel)
{
    receive(test, {report(1, told(0, false))});
    ASSERT_EQ(outcome(intake::accept(test.log(), {})), "passed");
    auto const desk = merge::make_desk();
    ASSERT_EQ(outcome(merge::place(test.log(), {}, desk)), "passed");
    auto model = neardup::Model::standard();
    model.version += ".trial";
    ASSERT_EQ(adopt(neardup::text_of(model)), "passed");
    receive(test, {report(2, told(0, false) + "。")});
    ASSERT_EQ(outcome(intake::accept(test.log(), {})), "passed");
    auto const done = test.run(merge::place(test.log(), {}, desk));
    ASSERT_TRUE(done);
    auto const joined = ledger::Codec<merge::MatterJoined>::read(done->events.front());
    EXPECT_EQ(joined.model, merge::named(model));
    EXPECT_EQ(joined.into, own_case(matter("T1")));
}

TEST_P(Learning, WhatIsNoModelOrBearsAnOldNameIsRefused)
{
    auto const standard = neardup::text_of(neardup::Model::standard());
    EXPECT_EQ(adopt("模拟"), "merge.no_model");
    EXPECT_EQ(adopt("\xff"), "merge.no_model");
    EXPECT_EQ(adopt(standard.substr(0, standard.size() / 2) + "x"), "merge.no_model");
    EXPECT_EQ(adopt(std::string(5U << 20U, ' ')), "merge.no_model");
    EXPECT_EQ(adopt(standard), "merge.model_named_already");
    auto model = neardup::Model::standard();
    model.version = "trial";
    ASSERT_EQ(adopt(neardup::text_of(model)), "passed");
    EXPECT_EQ(adopt(neardup::text_of(model)), "merge.model_named_already");
    EXPECT_EQ(in_force(), merge::named(model));
    expect_sound();
}

ON_BOTH_DATABASES(Learning);

} // namespace
} // namespace ducha::tests
