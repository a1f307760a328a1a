// The five pages, walked with a mistake on each. clause B21-02
#include "web/public/flow.h"

#include "web/public/example_test.h"

#include <gtest/gtest.h>

namespace ducha::web {
namespace {

/// Somebody who fills the form in.
class Walk : public testing::Test {
protected:
    Desk desk = example_desk();
    Draft draft{.token = {{9}}};

    Next send(Step step, Form fields)
    {
        fields.emplace_back("form", to_text(draft.token));
        auto turn = post(draft, step, fields, desk);
        draft = std::move(turn.draft);
        return turn.next;
    }
    static Next wrong(Step step, std::vector<Problem> problems)
    {
        return ShowStep{step, std::move(problems)};
    }
    void fill_in_to_check()
    {
        ASSERT_EQ(
            send(Step::where, {{"object", "AA"}, {"place", "示例县"}}), Next{GoTo{Step::what}}
        );
        ASSERT_EQ(
            send(Step::what, {{"text", "模拟：夜里冒黑烟，气味刺鼻"}}), Next{GoTo{Step::evidence}}
        );
        ASSERT_EQ(send(Step::evidence, {}), Next{GoTo{Step::contact}});
        ASSERT_EQ(send(Step::contact, {{"contact", "anonymous"}}), Next{GoTo{Step::check}});
    }
};

TEST_F(Walk, FromTheFirstPageToTheLastWithAMistakeOnEach)
{
    EXPECT_EQ(
        send(Step::where, {}),
        wrong(Step::where, {{"object-1", "where.error_object"}, {"place", "where.error_place"}})
    );
    EXPECT_EQ(
        send(Step::where, {{"object", "ZZ"}, {"place", " 示例县 示例村\r\n口 "}}),
        wrong(Step::where, {{"object-1", "where.error_object"}})
    );
    EXPECT_EQ(draft.place, "示例县 示例村\n口");
    EXPECT_EQ(
        send(Step::where, {{"object", "BB"}, {"place", "示例县示例村"}}), Next{GoTo{Step::what}}
    );

    EXPECT_EQ(
        send(Step::what, {{"text", "太短了"}, {"type", "air"}, {"type", "poison"}}),
        wrong(Step::what, {{"text", "what.error_text_short"}})
    );
    EXPECT_EQ(draft.types, std::vector{intake::Type::air});
    EXPECT_EQ(
        send(
            Step::what,
            {{"text", std::string(5001, 'x')},
             {"enterprise", std::string(101, 'x')},
             {"when", std::string(201, 'x')}}
        ),
        wrong(
            Step::what,
            {{"enterprise", "what.error_enterprise_long"},
             {"when", "what.error_when_long"},
             {"text", "what.error_text_long"}}
        )
    );
    EXPECT_EQ(
        send(Step::what, {{"text", "模拟：夜里冒黑烟，气味刺鼻"}, {"type", "noise"}}),
        Next{GoTo{Step::evidence}}
    );

    EXPECT_EQ(
        send(Step::evidence, {{"evidence", std::string(2001, 'x')}}),
        wrong(Step::evidence, {{"evidence", "evidence.error_long"}})
    );
    EXPECT_EQ(send(Step::evidence, {{"evidence", "照片"}}), Next{GoTo{Step::contact}});

    EXPECT_EQ(
        send(Step::contact, {}), wrong(Step::contact, {{"contact-anonymous", "contact.error_how"}})
    );
    EXPECT_EQ(
        send(Step::contact, {{"contact", "named"}, {"telephone", "12ab567890"}}),
        wrong(
            Step::contact,
            {{"name", "contact.error_name"}, {"telephone", "contact.error_telephone"}}
        )
    );
    EXPECT_EQ(
        send(Step::contact, {{"contact", "telephone"}, {"telephone", "138-0000 1111"}}),
        Next{GoTo{Step::check}}
    );

    EXPECT_EQ(send(Step::check, {}), wrong(Step::check, {{"true", "check.error_true"}}));
    EXPECT_EQ(send(Step::check, {{"true", "yes"}}), Next{Send{}});
    EXPECT_EQ(draft.object, "BB");
    auto const report = draft.report();
    EXPECT_EQ(report.telephone, "138-0000 1111");
    EXPECT_EQ(report.types, std::vector{intake::Type::noise});
}

TEST_F(Walk, NoPageIsOpenedBeforeThoseInFrontOfItAreFilledIn)
{
    EXPECT_EQ(open(draft, Step::where, desk), wrong(Step::where, {}));
    for (auto const step : {Step::what, Step::evidence, Step::contact, Step::check}) {
        EXPECT_EQ(open(draft, step, desk), Next{GoTo{Step::where}});
        EXPECT_EQ(send(step, {{"true", "yes"}}), Next{GoTo{Step::where}});
    }
    fill_in_to_check();
    EXPECT_EQ(open(draft, Step::what, desk), wrong(Step::what, {}));
}

TEST_F(Walk, AChangeLeadsBackToTheCheckAndAMistakeInItDoesNot)
{
    fill_in_to_check();
    EXPECT_EQ(send(Step::what, {{"text", "模拟：另一段经过，足够长了"}}), Next{GoTo{Step::check}});
    EXPECT_EQ(
        send(Step::where, {{"object", "AA"}}), wrong(Step::where, {{"place", "where.error_place"}})
    );
    EXPECT_EQ(open(draft, Step::check, desk), Next{GoTo{Step::where}});
    EXPECT_EQ(send(Step::check, {{"true", "yes"}}), Next{GoTo{Step::where}});
    EXPECT_EQ(send(Step::where, {{"object", "AA"}, {"place", "示例县"}}), Next{GoTo{Step::check}});
}

TEST_F(Walk, AnotherFormsPageHasExpired)
{
    EXPECT_EQ(post(draft, Step::where, {{"form", "00"}}, desk).next, Next{Expired{}});
    EXPECT_EQ(post(draft, Step::where, {}, desk).next, Next{Expired{}});
    auto const other = to_text(sealed::FormToken{{1}});
    EXPECT_EQ(post(draft, Step::where, {{"form", other}}, desk).next, Next{Expired{}});
}

TEST_F(Walk, WhatWasSentLeadsToItsReceipt)
{
    fill_in_to_check();
    draft.forget_words(Instant{1});
    EXPECT_EQ(open(draft, Step::where, desk), Next{GoToReceipt{}});
    EXPECT_EQ(send(Step::check, {{"true", "yes"}}), Next{GoToReceipt{}});
}

TEST_F(Walk, TheOnlyObjectNeedNotBeChosen)
{
    desk.objects.pop_back();
    EXPECT_EQ(send(Step::where, {{"place", "示例县"}}), Next{GoTo{Step::what}});
    EXPECT_EQ(draft.object, "AA");
}

TEST(Additions, AreNeitherEmptyNorTooLong)
{
    EXPECT_EQ(wrong_addition(" \n"), (Problem{"addition", "view.add_error"}));
    EXPECT_EQ(wrong_addition(std::string(5001, 'x')), (Problem{"addition", "view.error_long"}));
    EXPECT_FALSE(wrong_addition("模拟：昨夜又排"));
    EXPECT_EQ(wrong_threat(""), (Problem{"threat", "view.threat_error"}));
    EXPECT_FALSE(wrong_threat("模拟：有人上门"));
}

} // namespace
} // namespace ducha::web
