// A report as its reporter fills it in, and what the intake makes of it.
#include "domain/reporter/reporter.h"

#include "platform/sealed/receipts.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace ducha::reporter {
namespace {

ReceiveWebReport filled_in()
{
    return {
        .form = "",
        .place = "示例县示例村",
        .enterprise = "示例砖厂",
        .text = " 模拟：夜里冒黑烟 ",
        .when = "每晚",
        .evidence = "有照片",
        .types = {intake::Type::air},
        .name = "张模拟",
        .telephone = "13800001111",
    };
}

TEST(WebReport, PutsIntoTheTextWhatTheIntakeHasNoFieldFor)
{
    auto const report = incoming(filled_in(), "W1", Instant{5});
    ASSERT_TRUE(report);
    EXPECT_EQ(report->channel, Channel::web);
    EXPECT_EQ(report->text, "模拟：夜里冒黑烟\n发生时间：每晚\n现有证据：有照片");
    EXPECT_EQ(report->reporter_name, "张模拟");
    EXPECT_EQ(report->reporter_rest, R"({"telephone":"13800001111"})");
    EXPECT_EQ(report->occurred, Instant{5});
}

TEST(WebReport, OfAnAnonymousReporterHoldsNothingElse)
{
    auto anonymous = filled_in();
    anonymous.name = anonymous.telephone = anonymous.when = anonymous.evidence = "";
    auto const report = incoming(anonymous, "W1", {});
    EXPECT_EQ(report->text, "模拟：夜里冒黑烟");
    EXPECT_EQ(report->reporter_rest, "");
}

TEST(Receipts, BelongToTheirFormAndToTheirOffice)
{
    sealed::Receipts const office{{1}};
    sealed::Receipts const other{{2}};
    sealed::FormToken const form{{7}};
    EXPECT_EQ(office.code_of(form), sealed::Receipts{{1}}.code_of(form));
    EXPECT_NE(office.code_of(form), other.code_of(form));
    EXPECT_NE(office.code_of(form), office.code_of(sealed::FormToken{{8}}));
    auto const code = office.code_of(form);
    EXPECT_NE(office.mark_of(code), other.mark_of(code));
    EXPECT_NE(office.mark_of(form), other.mark_of(form));
}

// It stands in the ledger for ever: it must read as nobody's number, and say nothing of the code.
TEST(Receipts, OwnIdsAreLettersAndDigitsByTurns)
{
    sealed::Receipts const office{{1}};
    std::set<std::string> ids;
    for (unsigned i = 0; i < 2000; ++i) {
        auto const id = office.own_id_of(
            sealed::FormToken{{static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i >> 8U)}}
        );
        ids.insert(id);
        ASSERT_EQ(id.size(), 17U);
        for (std::size_t place = 1; place < id.size(); ++place) {
            bool const is_digit = id[place] >= '0' && id[place] <= '9';
            EXPECT_EQ(is_digit, place % 2 == 0) << id;
        }
    }
    EXPECT_EQ(ids.size(), 2000U);
}

TEST(Receipts, AFormTokenIsThirtyTwoDigits)
{
    sealed::FormToken const form{{7}};
    EXPECT_EQ(sealed::parse_form_token(to_text(form)), form);
    for (auto const* const wrong : {"", "07", "zz112233445566778899aabbccddeeff"}) {
        EXPECT_FALSE(sealed::parse_form_token(wrong));
    }
}

} // namespace
} // namespace ducha::reporter
