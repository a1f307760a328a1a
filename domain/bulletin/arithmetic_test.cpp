// The audit on published figures (facts, copied with their sources in domain.md 2.3 to 2.6).
#include "domain/bulletin/arithmetic.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace ducha::bulletin {
namespace {

/// Reads a table from text.
Result<Published> read(std::string const& text)
{
    auto const file = std::filesystem::temp_directory_path() /
        ("ducha-audit-" + std::to_string(::getpid()) + ".csv");
    std::ofstream{file} << text;
    auto table = read_published(file);
    std::filesystem::remove(file);
    return table;
}

std::vector<Check> audited(std::string const& text)
{
    auto const table = read(text);
    EXPECT_TRUE(table.has_value()) << (table ? "" : to_line(table.error()));
    return table ? audit(*table) : std::vector<Check>{};
}

std::vector<Check> doubtful(std::string const& text)
{
    auto checks = audited(text);
    EXPECT_FALSE(checks.empty());
    std::erase_if(checks, [](Check const& check) {
        return check.verdict != Verdict::does_not_hold;
    });
    return checks;
}

Check of_formula(std::vector<Check> const& checks, std::string_view formula)
{
    for (auto const& check : checks) {
        if (check.formula == formula) {
            return check;
        }
    }
    ADD_FAILURE() << "no check of " << formula;
    return {};
}

constexpr auto* national =
    "id,as_of,calls,letters,received,valid_accepted,transferred,closed,phased_closed,"
    "closed_or_phased,detained_total,detained_admin,detained_criminal\n";

TEST(NationalBulletins, HoldWhereTheyHold)
{
    EXPECT_TRUE(doubtful(
                    std::string{national} +
                    "R1B3-END,2017-05-28T20:00,20811,14712,35523,,28966,23599,,,355,,\n"
                    "R2B1-MID,2019-08-08,,,18615,15105,13267,4069,2168,,41,,\n"
                    "R2B2-FIN,2021-01-25,,,15536,,10558,8766,1792,,243,130,113\n"
                    "HTK1-P1,2018-06-14T20:00,,,12817,10608,9995,3206,,,58,,\n"
                    "R3B2-END,2024-06-09,,,,32781,24314,,,14692,,,\n"
    )
                    .empty());
}

TEST(NationalBulletins, EachOrderAndSumIsHeld)
{
    auto const broken = [](std::string const& row) {
        auto const checks = doubtful(national + row + "\n");
        return checks.size() == 1 ? checks.front().formula + " by " + checks.front().difference
                                  : std::to_string(checks.size()) + " findings";
    };
    EXPECT_EQ(broken("a,,20811,14712,35522,,,,,,,,"), "calls + letters = received by 1");
    EXPECT_EQ(broken("a,,,,15104,15105,,,,,,,"), "received >= valid_accepted by -1");
    EXPECT_EQ(broken("a,,,,,13266,13267,,,,,,"), "valid_accepted >= transferred by -1");
    EXPECT_EQ(broken("a,,,,,,6236,4069,2168,,,,"), "transferred >= closed + phased_closed by -1");
    EXPECT_EQ(
        broken("a,,,,,,,,,,244,130,113"),
        "detained_admin + detained_criminal = detained_total by -1"
    );
}

TEST(NationalBulletins, AnApproximateFigureIsLeftOut)
{
    auto const table = read(std::string{national} + "R2B1-OCT,,,,,,18900~,11417,3624,,,,\n");
    ASSERT_TRUE(table);
    EXPECT_EQ(table->rows.front().left_out, std::vector<std::string>{"transferred"});
    EXPECT_TRUE(audit(*table).empty());
}

constexpr auto* status =
    "id,cases,calls,letters,true,partly_true,basically_true,untrue,closed,phased,in_progress,"
    "published_rate\n";

// The same name, two denominators: every published rate must carry its formula.
TEST(Status, EachRateHoldsUnderItsOwnFormula)
{
    auto const hainan = audited(
        std::string{status} +
        "HAINAN-2023-23,1427,,,440,779,108,100,492,291,644,不属实率7.01%;办结率54.9%\n"
    );
    EXPECT_EQ(of_formula(hainan, "不属实率 = untrue/cases").verdict, Verdict::holds);
    EXPECT_EQ(
        of_formula(hainan, "办结率 = (closed+phased)/cases").verdict, Verdict::holds_otherwise
    );
    auto const heilongjiang = audited(
        std::string{status} + "HLJ-2018-7,510,,,362,,,125,487,,23,办结率95.5%;不属实率25.7%\n"
    );
    auto const untrue = of_formula(heilongjiang, "不属实率 = untrue/closed");
    EXPECT_EQ(untrue.verdict, Verdict::holds_otherwise);
    EXPECT_EQ(untrue.rule.en, "not untrue/cases = 24.5%");
    EXPECT_EQ(of_formula(heilongjiang, "办结率 = closed/cases").verdict, Verdict::holds);
    EXPECT_EQ(of_formula(heilongjiang, "true + untrue = closed").verdict, Verdict::holds_otherwise);
}

TEST(Status, ARateUnderNoFormulaSaysWhatEachWouldGive)
{
    auto const checks = doubtful(std::string{status} + "a,510,,,362,,,125,487,,23,不属实率25.8%\n");
    ASSERT_EQ(checks.size(), 1U);
    EXPECT_EQ(
        checks.front().expected,
        "untrue/cases = 24.5%, untrue/closed = 25.7%, untrue/judged = 25.7%"
    );
}

constexpr auto* regional = "region,letters,calls,total,key,water,air,soil\n";

TEST(Regions, SumsByRowAndColumnAndTheTypesRuleInUse)
{
    auto const checks = audited(
        std::string{regional} +
        "甲市,12,30,42,3,18,20,4\n乙市,2,4,6,1,3,3,1\n合计,14,34,48,4,21,23,5\n"
    );
    for (auto const& check : checks) {
        EXPECT_NE(check.verdict, Verdict::does_not_hold) << check.row << check.formula;
    }
    EXPECT_EQ(of_formula(checks, "types = total").row, "甲市");
    EXPECT_EQ(of_formula(checks, "types >= total").row, "乙市");
    EXPECT_EQ(of_formula(checks, "sum of air = 合计").found, "23");
    auto const wrong =
        doubtful(std::string{regional} + "甲市,12,30,42,3,18,20,4\n合计,12,30,42,3,18,21,4\n");
    ASSERT_EQ(wrong.size(), 1U);
    EXPECT_EQ(wrong.front().formula, "sum of air = 合计");
    EXPECT_EQ(wrong.front().difference, "-1");
}

constexpr auto* batches = "date,received,cases,calls,letters,key,split,joint_twice,joint_apart,"
                          "duplicates_removed,types,types_in_text,cumulative_cases,cities\n";

TEST(Batches, RunningTotalsAddUpFromDayToDay)
{
    auto const days = std::string{batches} + "2021-09-14,,185,72,113,4,,,,,,,3408,\n";
    EXPECT_TRUE(doubtful(days + "2021-09-15,,218,72,146,14,,,,,,,3626,\n").empty());
    auto const wrong = doubtful(days + "2021-09-15,,218,72,146,14,,,,,,,3627,\n");
    ASSERT_EQ(wrong.size(), 1U);
    EXPECT_EQ(wrong.front().difference, "-1");
    EXPECT_TRUE(doubtful(days + "2021-09-19,,212,67,145,8,,,,,,,4494,\n").empty());
}

// Shandong, 19 September 2021: the cities add to 207, the bulletin says 212.
TEST(Batches, APublishedErrorIsFoundWithWhatWouldExplainIt)
{
    auto const checks = doubtful(
        std::string{batches} +
        "2021-09-19,,212,67,145,8,,,,,,,,济南=19;青岛=37;淄博=29;枣庄=12;东营=7;烟台=15;潍坊=6;"
        "济宁=15;泰安=5;威海=12;日照=5;临沂=33;德州=3;聊城=3;滨州=2;菏泽=4\n"
    );
    ASSERT_EQ(checks.size(), 1U);
    EXPECT_EQ(checks.front().found, "207");
    EXPECT_EQ(checks.front().expected, "212");
    EXPECT_EQ(checks.front().difference, "-5");
    EXPECT_EQ(checks.front().rule.en, "would hold if 5 cases stand on a line of their own");
}

// Guangdong, 29 August 2021: 10 of 65 printed as 15.8 %; the printed counts add to 63.
TEST(Batches, APrintedShareIsRecomputed)
{
    auto const checks = doubtful(
        std::string{batches} +
        "2021-08-29,,65,,,,,,,,大气=21/32.3%;其他=12/18.5%;噪声=11/16.9%;生态=10/15.8%;水=9/"
        "13.8%,,,\n"
    );
    ASSERT_EQ(checks.size(), 2U);
    EXPECT_EQ(checks[0].formula, "types = cases");
    EXPECT_EQ(checks[0].difference, "-2");
    EXPECT_EQ(checks[1].formula, "生态 / cases");
    EXPECT_EQ(checks[1].expected, "15.4%");
}

// Shanghai 2024 batch 31: 110 cases, 13 split, 123 handled.
TEST(Batches, SplitCasesAreNamed)
{
    auto const checks = audited(
        std::string{batches} +
        "2024-06-01,,110,49,61,,13,,,,a=5;b=32;c=18;d=24;e=32;f=12,,,各区=108;条线=15\n"
    );
    EXPECT_EQ(of_formula(checks, "types = cases + split").verdict, Verdict::holds_otherwise);
    EXPECT_EQ(of_formula(checks, "cities = cases + split").rule.zh, "拆分件各计一件");
}

// Fuzhou 2019: the districts add to 30 for 29 cases. Jining 2024: 42 and one joint case are 43.
TEST(Batches, JointCasesAreNamedWhicheverWayTheyAreCounted)
{
    auto const fuzhou = std::string{batches} + "2019-08-02,,29,,,,,";
    auto const cities = ",,,,,,a=2;b=4;c=3;d=1;e=4;f=7;g=5;h=3;i=1\n";
    auto const stated = audited(fuzhou + "1" + cities);
    EXPECT_EQ(of_formula(stated, "cities = cases + joint_twice").verdict, Verdict::holds_otherwise);
    auto const silent = doubtful(fuzhou + cities);
    ASSERT_EQ(silent.size(), 1U);
    EXPECT_EQ(
        silent.front().rule.en, "would hold if 1 joint or split cases are counted in each place"
    );
    auto const jining = audited(
        std::string{batches} + "2024-06-01,,43,,,,,,1,,a=16;b=6;c=5;d=7;e=3;f=1;g=5,,,a=42\n"
    );
    EXPECT_EQ(of_formula(jining, "cities + joint_apart = cases").verdict, Verdict::holds_otherwise);
    EXPECT_EQ(of_formula(jining, "types = cases").verdict, Verdict::holds);
}

// Jiangsu 2018 batch 2: 116 received, 27 of them duplicates, several types a case.
TEST(Batches, DuplicatesRemovedAreNamed)
{
    auto const checks = audited(
        std::string{batches} + "2018-06-06,116,89,86,3,,,,,27,a=57;b=31;c=14;d=24;e=2,,,\n"
    );
    EXPECT_EQ(of_formula(checks, "cases + duplicates_removed = received").verdict, Verdict::holds);
    EXPECT_EQ(of_formula(checks, "types >= cases").verdict, Verdict::holds_otherwise);
}

// Longyang 2024: the table contradicts its own text.
TEST(Batches, ATableIsHeldAgainstItsText)
{
    auto const checks = doubtful(
        std::string{batches} +
        "2024-06-01,,1,,,,,,,,水=1;大气=1;土壤=0;生态=1;噪声=1;其他=0,土壤=1;大气=1;噪声=1,,\n"
    );
    ASSERT_EQ(checks.size(), 3U);
    for (auto const* type : {"水", "生态", "土壤"}) {
        of_formula(checks, std::string{type} + ": table = text");
    }
}

TEST(Reading, RefusesWhatIsNoPublishedTable)
{
    auto const refusal = [](std::string const& text) {
        auto const table = read(text);
        return table ? "passed" : table.error().code;
    };
    EXPECT_EQ(refusal("song,singer\na,b\n"), "published.unknown_shape");
    EXPECT_EQ(refusal(std::string{regional} + "甲市,x,1,1,0,1,0,0\n"), "published.no_number");
    EXPECT_EQ(refusal(std::string{regional} + "甲市,-1,1,1,0,1,0,0\n"), "published.no_number");
    EXPECT_EQ(refusal("date,cases,types,cities\n2021-09-19,1,水,\n"), "published.no_parts");
    EXPECT_EQ(refusal(std::string{status} + "a,1,,,,,,,,,,办结%\n"), "published.no_rate");
    auto const table = read(std::string{regional} + "甲市,x,1,1,0,1,0,0\n");
    EXPECT_TRUE(table.error().where.ends_with(".csv:2: letters")) << table.error().where;
}

TEST(PrintedNumbers, AreExact)
{
    EXPECT_EQ(to_text(*parse_printed("33587.86")), "33587.86");
    EXPECT_EQ(to_text(*parse_printed("0.05") - *parse_printed("0.10")), "-0.05");
    EXPECT_EQ(to_text(*parse_printed("4006")), "4006");
    for (auto const* bad : {"", ".", "1.", ".5", "1.23456", "1e3", "-1", "123456789", "1,2"}) {
        EXPECT_FALSE(parse_printed(bad)) << bad;
    }
}

} // namespace
} // namespace ducha::bulletin
