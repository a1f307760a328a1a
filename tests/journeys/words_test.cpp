// What people wrote: taken in whole, kept without identifiers, on both databases.
#include "platform/trouble.h"

#include "domain/guard/erasure.h"

#include "tests/journeys/test_office.h"

#include <fstream>
#include <map>
#include <sstream>

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

/// Everything that lies in a folder, one file after the other.
std::string all_bytes(std::filesystem::path const& folder)
{
    std::ostringstream all;
    for (auto const& entry : std::filesystem::directory_iterator{folder}) {
        if (entry.is_regular_file()) {
            all << std::ifstream{entry.path(), std::ios::binary}.rdbuf();
        }
    }
    return all.str();
}

// Erased is what cannot be read back from the disk, not what a query leaves out.
TEST(ErasedWords, AreNotInTheFilesOfTheDatabase)
{
    TestOffice test{db::Dialect::sqlite};
    auto const all = [&] { return all_bytes(test.folder()); };
    auto const wordy = [](int number, std::string const& word) {
        std::string text = "模拟举报：样例河水发黑";
        for (int i = 0; i < 2000; ++i) {
            text += word;
        }
        return report(number, text);
    };
    receive(test, {wordy(1, "缄默"), wordy(2, "留存"), report(3, "模拟举报：短短的遗忘")});
    ASSERT_TRUE(test.run(intake::accept(test.log(), {})));
    db::Query const sealed{"test/sealed", "select hex(content) from sealed_original where ref = 1"};
    auto const cipher = from_hex(*test.office().connection().text(sealed, {})).value();
    // Long contents are spread over pages: pieces from its beginning, middle and end.
    std::string const pieces[] = {
        "缄默",
        "遗忘",
        std::string{text_of(cipher).substr(10, 40)},
        std::string{text_of(cipher).substr(cipher.size() / 2, 40)},
        std::string{text_of(cipher).substr(cipher.size() - 50, 40)},
    };
    for (auto const& piece : pieces) {
        ASSERT_TRUE(all().contains(piece));
    }
    for (auto const seq : {Seq{0}, Seq{2}}) {
        ASSERT_TRUE(
            test.run(guard::erase_words(test.log(), {seq, guard::ErasureGround::retention_ended}))
        );
    }
    for (auto const& piece : pieces) {
        EXPECT_FALSE(all().contains(piece));
    }
    EXPECT_TRUE(all().contains("留存"));
    EXPECT_TRUE(test.verify().empty());
}

// Rows grow, shrink and move between pages as they are worked on; no copy may stay behind.
TEST(ErasedWords, LeaveNoCopyWhereTheirRowsHaveBeen)
{
    TestOffice test{db::Dialect::sqlite};
    auto const mark = [](int number) { return "记号" + std::to_string(number) + "止"; };
    for (int first = 0; first < 300; first += 100) {
        std::vector<intake::IncomingReport> reports;
        for (int number = first; number < first + 100; ++number) {
            auto const times = static_cast<std::size_t>(number % 37);
            auto const filling = std::string(times * 30, 'x');
            reports.push_back(report(number + 1, "模拟举报：" + filling + mark(number)));
        }
        receive(test, std::move(reports));
        ASSERT_TRUE(test.run(intake::accept(test.log(), {})));
        ASSERT_TRUE(test.run(merge::place(test.log(), {}, merge::make_desk())));
        for (auto const& matter : {MatterId{5}, MatterId{11}}) {
            static_cast<void>(test.run(
                intake::mark_urgent(test.log(), {matter, intake::UrgentGround::dumping_going_on})
            ));
        }
    }
    auto const seqs = [&] {
        std::map<int, Seq> found;
        for (int number = 0; number < 300; ++number) {
            auto const report = intake::find_report(
                test.office().connection(),
                test.may<intake::ReadMatters>(),
                "T" + std::to_string(number + 1)
            );
            found[number] = Seq{report->get()};
        }
        return found;
    }();
    for (auto const& [number, seq] : seqs) {
        if (number % 3 == 0) {
            ASSERT_TRUE(test.run(
                guard::erase_words(test.log(), {seq, guard::ErasureGround::retention_ended})
            ));
        }
    }
    auto const bytes = all_bytes(test.folder());
    for (int number = 0; number < 300; ++number) {
        EXPECT_EQ(bytes.contains(mark(number)), number % 3 != 0) << number;
    }
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
