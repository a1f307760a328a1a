// What people wrote: taken in whole, kept without identifiers, on both databases.
#include "platform/trouble.h"

#include "tests/journeys/test_office.h"

namespace ducha::tests {
namespace {

class Words : public testing::TestWithParam<db::Dialect> {
protected:
    TestOffice test{GetParam()};

    std::string words_of(guard::Command const& command)
    {
        auto const done = test.run(command);
        return done ? done->events.front().words.value_or("") : done.error().code;
    }
};

intake::SplitReport part_of(ReportId report, std::string text)
{
    return {.report = report, .text = std::move(text)};
}

// clause B21-03
TEST_P(Words, AMatterThatIsSplitOffLosesIdentifiersAsAReportDoes)
{
    receive(test, {report(1, "模拟举报：样例河水发黑")});
    auto const split = [&](std::string text) {
        return words_of(intake::split(test.log(), part_of(ReportId{0}, std::move(text))));
    };
    auto const words = split("模拟：另烧垃圾，电话13812345678，身份证370105198001020035");
    EXPECT_TRUE(words.contains("模拟：另烧垃圾，电话【电话】，身份证【身份证】")) << words;
    EXPECT_EQ(split(std::string(20'001, 'a')), "intake.too_long");
    EXPECT_EQ(split(std::string("a\0b", 3)), "intake.zero_character");
    EXPECT_EQ(split(" "), "intake.no_words");
    EXPECT_EQ(
        words_of(intake::split(test.log(), part_of(ReportId{9}, "a"))), "intake.no_such_report"
    );
}

TEST_P(Words, TheReasonOfAPartLosesIdentifiers)
{
    constexpr auto* plant = "模拟举报：示例花园小区旁的模拟甲搅拌站夜间生产，噪声吵得睡不着";
    receive(test, {report(1, plant), report(2, plant)});
    ASSERT_TRUE(test.run(intake::accept(test.log(), {})));
    ASSERT_TRUE(test.run(merge::place(test.log(), {}, merge::make_desk())));
    auto const part = [&](std::string why) {
        return words_of(merge::part(test.log(), {MatterId{1}, std::move(why)}));
    };
    EXPECT_EQ(part(std::string(2001, 'a')), "intake.too_long");
    EXPECT_EQ(part(" "), "merge.reason_missing");
    EXPECT_EQ(part("来电13812345678说不是同一处"), R"({"why":"来电【电话】说不是同一处"})");
}

// A text that is cut where nobody sees it is worse than one that is refused.
TEST_P(Words, NoTextIsCutAtACharacterZero)
{
    using namespace std::string_literals;
    auto& connection = test.office().connection();
    db::Query const echo{"test/echo", "select cast($1 as text) as echo"};
    auto const whole = "a\0b"s;
    if (GetParam() == db::Dialect::postgres) {
        EXPECT_THROW(static_cast<void>(connection.text(echo, {whole})), Trouble);
    } else {
        EXPECT_EQ(connection.text(echo, {whole}), whole);
    }
    EXPECT_EQ(connection.text(echo, {"ab"}), "ab");
}

INSTANTIATE_TEST_SUITE_P(
    BothDatabases,
    Words,
    testing::Values(db::Dialect::sqlite, db::Dialect::postgres),
    [](auto const& instance) {
        return std::string{instance.param == db::Dialect::sqlite ? "SQLite" : "PostgreSQL"};
    }
);

} // namespace
} // namespace ducha::tests
