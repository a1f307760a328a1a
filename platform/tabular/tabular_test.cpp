// Tables as offices send them: every way in which a row or a file can be wrong.
#include "platform/tabular/tabular.h"

#include "platform/tabular/file.h"
#include "platform/trouble.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace ducha::tabular {
namespace {

using namespace std::string_literals;

using Cells = std::vector<std::string>;

class TabularTest : public ::testing::Test {
protected:
    TabularTest()
    {
        auto pattern = (std::filesystem::temp_directory_path() / "tabular.XXXXXX").string();
        folder = mkdtemp(pattern.data());
    }
    ~TabularTest() override { std::filesystem::remove_all(folder); }

    [[nodiscard]] std::filesystem::path path(std::string const& name = "reports.csv") const
    {
        return folder / name;
    }
    [[nodiscard]] std::filesystem::path file(std::string_view bytes) const
    {
        std::ofstream{path(), std::ios::binary} << bytes;
        return path();
    }
    static std::string bytes_of(std::filesystem::path const& file)
    {
        std::ifstream stream{file, std::ios::binary};
        return {std::istreambuf_iterator<char>{stream}, {}};
    }

    /// What a file holds: the rows taken, and `code@line[:column]` of those refused.
    struct Outcome {
        std::vector<Cells> taken;
        std::vector<std::int64_t> lines;
        std::vector<std::string> refused;
    };
    static Outcome read(Reader& reader)
    {
        Outcome outcome;
        while (auto row = reader.next()) {
            if (!*row) {
                auto const& where = row->error().where;
                outcome.refused.push_back(
                    row->error().code + "@" + where.substr(where.find(".csv:") + 5)
                );
                continue;
            }
            Cells cells;
            for (std::size_t i = 0; i < (*row)->size(); ++i) {
                cells.emplace_back((**row)[i]);
            }
            outcome.taken.push_back(cells);
            outcome.lines.push_back((*row)->line());
        }
        return outcome;
    }
    [[nodiscard]] Outcome outcome_of(std::string_view bytes, Options const& options = {}) const
    {
        auto reader = Reader::open(file(bytes), options);
        EXPECT_TRUE(reader.has_value()) << (reader ? "" : to_line(reader.error()));
        return reader ? read(*reader) : Outcome{};
    }
    [[nodiscard]] Refusal refusal_of(std::string_view bytes, Options const& options = {}) const
    {
        auto reader = Reader::open(file(bytes), options);
        EXPECT_FALSE(reader.has_value());
        return reader ? Refusal{} : reader.error();
    }

    std::filesystem::path folder;
};

TEST_F(TabularTest, ReadsFieldsByNameAndByPlace)
{
    auto reader = Reader::open(file("id, text ,place\n7,有异味,\"东, 西\"\n")).value();
    EXPECT_EQ(reader.columns(), (Cells{"id", "text", "place"}));
    EXPECT_EQ(reader.column("place"), 2U);
    EXPECT_EQ(reader.column("time"), std::nullopt);
    EXPECT_EQ(reader.encoding(), Encoding::utf8);
    auto const row = reader.next().value().value();
    EXPECT_EQ(row.text("text"), "有异味");
    EXPECT_EQ(row[2], "东, 西");
    EXPECT_EQ(row.find("time"), std::nullopt);
    EXPECT_EQ(row.raw(), "7,有异味,\"东, 西\"");
    EXPECT_EQ(row.line(), 2);
    EXPECT_FALSE(reader.next().has_value());
    EXPECT_EQ(reader.bytes_read(), reader.bytes_total());
}

TEST_F(TabularTest, TakesEveryLineEndAndAMissingLast)
{
    auto const outcome = outcome_of("a,b\r\n1,2\r3,4\n5,6\r\n7,8");
    EXPECT_EQ(outcome.taken, (std::vector<Cells>{{"1", "2"}, {"3", "4"}, {"5", "6"}, {"7", "8"}}));
    EXPECT_EQ(outcome.lines, (std::vector<std::int64_t>{2, 3, 4, 5}));
}

TEST_F(TabularTest, CountsLinesWithinQuotesAndBlankOnes)
{
    auto const outcome = outcome_of("a,b\n\"1\r\n2\r3\n\n4\",x\n\n\r\n5,y\n");
    EXPECT_EQ(outcome.taken, (std::vector<Cells>{{"1\r\n2\r3\n\n4", "x"}, {"5", "y"}}));
    EXPECT_EQ(outcome.lines, (std::vector<std::int64_t>{2, 9}));
}

TEST_F(TabularTest, ReadsDoubledQuotesAndQuotesInTheMiddle)
{
    auto const outcome = outcome_of(
        "a,b,c\n\"\"\"甲\"\"厂\",5\" 管,\"\"\n\"\"\"\",,\"\"\"\"\"\"\nx\"y\",\"z\", \"w\n"
    );
    EXPECT_EQ(
        outcome.taken,
        (std::vector<Cells>{{"\"甲\"厂", "5\" 管", ""}, {"\"", "", "\"\""}, {"x\"y\"", "z", " \"w"}}
        )
    );
}

TEST_F(TabularTest, SkipsAByteOrderMark)
{
    auto reader = Reader::open(file("\xEF\xBB\xBF\"id\",b\n1,2\n")).value();
    EXPECT_EQ(reader.columns(), (Cells{"id", "b"}));
    EXPECT_EQ(read(reader).taken.size(), 1U);
}

TEST_F(TabularTest, RefusesARowWithTooFewOrTooManyFields)
{
    auto reader = Reader::open(file("a,b\n1\n1,2,3\n1,2\n,\n")).value();
    auto const few = reader.next().value().error();
    EXPECT_EQ(few.where, path().string() + ":2");
    EXPECT_EQ(few.found, "1");
    EXPECT_EQ(few.expected, "2");
    auto const many = reader.next().value().error();
    EXPECT_EQ(many.code, "tabular.too_many_fields");
    EXPECT_EQ(many.found, "3");
    EXPECT_EQ(reader.last().size(), 3U);
    EXPECT_EQ(reader.last().raw(), "1,2,3");
    EXPECT_EQ(read(reader).taken, (std::vector<Cells>{{"1", "2"}, {"", ""}}));
}

TEST_F(TabularTest, RefusesAHeaderThatDoesNotFit)
{
    EXPECT_EQ(refusal_of("").code, "tabular.empty");
    EXPECT_EQ(refusal_of("\n\r\n").code, "tabular.empty");
    EXPECT_EQ(refusal_of("\xEF\xBB\xBF").code, "tabular.empty");
    EXPECT_EQ(refusal_of("a,,b\n").found, "#2");
    EXPECT_EQ(refusal_of("a,b, a\n").code, "tabular.repeated_column");
    auto const missing = refusal_of("编号,text\n", {.required = {"text", "id"}});
    EXPECT_EQ(missing.code, "tabular.missing_column");
    EXPECT_EQ(missing.found, "编号, text");
    EXPECT_EQ(missing.expected, "id");
    EXPECT_EQ(missing.where, path().string() + ":1");
    EXPECT_EQ(refusal_of("a,\"b\n").code, "tabular.unclosed_quote");
    EXPECT_EQ(refusal_of(std::string(20'000, ',')).code, "tabular.too_many_columns");
}

TEST_F(TabularTest, HasNoRowsBehindAHeaderAlone)
{
    EXPECT_TRUE(outcome_of("a,b").taken.empty());
    EXPECT_TRUE(outcome_of("a,b\r\n").taken.empty());
}

TEST_F(TabularTest, RefusesWhatIsNoPlainFile)
{
    EXPECT_EQ(Reader::open(path("absent.csv")).error().code, "tabular.no_file");
    EXPECT_EQ(Reader::open(folder).error().code, "tabular.not_a_file");
    ASSERT_EQ(mkfifo(path("pipe").c_str(), 0600), 0);
    EXPECT_EQ(Reader::open(path("pipe")).error().code, "tabular.not_a_file");
}

TEST_F(TabularTest, GoesOnBehindARowThatIsTooLong)
{
    auto const limits = Options{.most_field_bytes = 50, .most_row_bytes = 100};
    auto const outcome = outcome_of(
        "a,b\n1,2\n" + std::string(300'000, 'x') + ",y\n3,4\n\"" + std::string(600'000, '\n') +
            "\",5\n6,7\n" + std::string(60, 'z') + ",8\n" + std::string(49, 'v') + "," +
            std::string(50, 'w') + "\r\n",
        limits
    );
    EXPECT_EQ(
        outcome.taken,
        (std::vector<Cells>{
            {"1", "2"}, {"3", "4"}, {"6", "7"}, {std::string(49, 'v'), std::string(50, 'w')}
        })
    );
    EXPECT_EQ(
        outcome.refused,
        (Cells{"tabular.row_too_long@3", "tabular.row_too_long@5", "tabular.field_too_long@600007"})
    );
    EXPECT_EQ(outcome.lines.back(), 600'008);
}

TEST_F(TabularTest, ReadsALineOfManyMegabytesInLittleMemory)
{
    {
        std::ofstream stream{path(), std::ios::binary};
        stream << "a,b\n1,2\n";
        auto const piece = std::string(std::size_t{1} << 20U, 'x');
        for (auto i = 0; i < 96; ++i) {
            stream << piece;
        }
        stream << "\n3,4\n";
    }
    auto const peak = [] {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        return usage.ru_maxrss;
    };
    auto const before = peak();
    auto reader = Reader::open(path(), {.most_row_bytes = std::size_t{1} << 20U}).value();
    auto const outcome = read(reader);
    EXPECT_EQ(outcome.taken, (std::vector<Cells>{{"1", "2"}, {"3", "4"}}));
    EXPECT_EQ(outcome.refused, (Cells{"tabular.row_too_long@3"}));
    EXPECT_LT(peak() - before, 24 * 1024) << "KiB";
}

TEST_F(TabularTest, SaysWhereAQuoteThatNeverEndsBegan)
{
    auto const outcome = outcome_of("a,b\n1,2\n\"x\ny\",\"厂\n3,4\n5,6\n");
    EXPECT_EQ(outcome.taken, (std::vector<Cells>{{"1", "2"}}));
    EXPECT_EQ(outcome.refused, (Cells{"tabular.unclosed_quote@4:4"}));

    auto const dropped =
        outcome_of("a,b\n1,2\n厂,\"x" + std::string(700'000, '\n'), {.most_row_bytes = 100});
    EXPECT_EQ(dropped.refused, (Cells{"tabular.unclosed_quote@3:3"}));
}

TEST_F(TabularTest, RefusesTextBehindAClosingQuote)
{
    auto const outcome = outcome_of("a,b\n\"厂\"长,2\n\"说\"好\"的\",2\n3,4\n");
    EXPECT_EQ(
        outcome.refused, (Cells{"tabular.text_after_quote@2:4", "tabular.text_after_quote@3:4"})
    );
    EXPECT_EQ(outcome.taken, (std::vector<Cells>{{"3", "4"}}));
}

TEST_F(TabularTest, RefusesOnlyTheRowsWithBadBytes)
{
    auto const text = "id,text\n1,晚上有异味\n2,\"第一行\n废\xFF气\"\n3,污水\xE6\x9D\n4,粉尘\n"s;
    auto const outcome = outcome_of(text);
    EXPECT_EQ(outcome.refused, (Cells{"tabular.bad_byte@4:2", "tabular.bad_byte@5:5"}));
    EXPECT_EQ(outcome.taken, (std::vector<Cells>{{"1", "晚上有异味"}, {"4", "粉尘"}}));

    auto reader = Reader::open(file(text)).value();
    (void)reader.next();
    EXPECT_EQ(reader.next().value().error().found, "0xFF");
    EXPECT_EQ(reader.last().text("text"), "第一行\n废\xEF\xBF\xBD气");
}

TEST_F(TabularTest, RefusesARowWithAZeroByte)
{
    auto const outcome = outcome_of("a,b\n1,\"x\r\n异\0\"\n3,4\n"s);
    EXPECT_EQ(outcome.refused, (Cells{"tabular.zero_byte@3:2"}));
    EXPECT_EQ(outcome.taken, (std::vector<Cells>{{"3", "4"}}));
}

TEST_F(TabularTest, ReadsWhatSpreadsheetsWriteUnderChineseWindows)
{
    // 编号,内容 / 1,夜间有异味 / 2,镕 with the four-byte character U+3400
    auto const bytes = "\xB1\xE0\xBA\xC5,\xC4\xDA\xC8\xDD\r\n"
                       "1,\xD2\xB9\xBC\xE4\xD3\xD0\xD2\xEC\xCE\xB6\r\n"
                       "2,\xE9\x46\x81\x39\xEE\x39\r\n"s;
    auto reader = Reader::open(file(bytes), {.required = {"编号", "内容"}}).value();
    EXPECT_EQ(reader.encoding(), Encoding::gb18030);
    EXPECT_EQ(name_of(reader.encoding()), "GB18030");
    EXPECT_EQ(read(reader).taken, (std::vector<Cells>{{"1", "夜间有异味"}, {"2", "镕\u3400"}}));
}

TEST_F(TabularTest, ReadsALargeFileInGb18030AcrossItsChunks)
{
    auto bytes = "id,text\n"s;
    for (auto i = 0; i < 60'000; ++i) {
        bytes += std::to_string(i) + ",\xD2\xB9\xBC\xE4\xD3\xD0\xD2\xEC\xCE\xB6\n";
    }
    auto const outcome = outcome_of(bytes);
    ASSERT_EQ(outcome.taken.size(), 60'000U);
    EXPECT_TRUE(std::ranges::all_of(outcome.taken, [](Cells const& row) {
        return row[1] == "夜间有异味";
    }));
}

TEST_F(TabularTest, ReadsUtf16WithAMark)
{
    auto const little = "\xFF\xFE"
                        "a\0,\0b\0\n\0\x02\x5F,\0\x39\x5F\n\0"s;
    auto reader = Reader::open(file(little)).value();
    EXPECT_EQ(reader.encoding(), Encoding::utf16_little_endian);
    EXPECT_EQ(read(reader).taken, (std::vector<Cells>{{"异", "弹"}}));
    auto big = Reader::open(file("\xFE\xFF\0a\0\n\x5F\x39"s)).value();
    EXPECT_EQ(read(big).taken, (std::vector<Cells>{{"弹"}}));
    EXPECT_EQ(
        refusal_of("\xFF\xFE"
                   "a\0\0\xDC"s)
            .code,
        "tabular.bad_encoding"
    );
    EXPECT_EQ(
        refusal_of("\xFF\xFE"
                   "a\0b"s)
            .code,
        "tabular.bad_encoding"
    );
}

TEST_F(TabularTest, ReadsRowsAcrossTheChunksOfTheFile)
{
    auto bytes = "id,text\r\n"s;
    for (std::size_t i = 0; i < 40'000; ++i) {
        bytes +=
            std::to_string(i) + ",\"粉尘, \"\"很大\"\"\r\n" + std::string(i % 37, 'x') + "\"\r\n";
    }
    auto const outcome = outcome_of(bytes);
    EXPECT_TRUE(outcome.refused.empty());
    ASSERT_EQ(outcome.taken.size(), 40'000U);
    for (std::size_t i = 0; i < outcome.taken.size(); ++i) {
        ASSERT_EQ(outcome.taken[i][0], std::to_string(i));
        ASSERT_EQ(outcome.taken[i][1], "粉尘, \"很大\"\r\n" + std::string(i % 37U, 'x'));
        ASSERT_EQ(outcome.lines[i], static_cast<std::int64_t>(2 + 2 * i));
    }
}

TEST_F(TabularTest, ReadsBackWhatItWrites)
{
    auto const columns = Cells{"a", "b"};
    auto const rows = std::vector<Cells>{
        {"", ""}, {"x,y", "\"q\""}, {"一\r\n二", " blank "}, {"=1+1", "@甲"}, {"\n", "\r"}
    };
    for (auto const mark : {false, true}) {
        Writer writer{path(), columns, {.byte_order_mark = mark}};
        for (auto const& row : rows) {
            writer.write(row);
        }
        EXPECT_EQ(std::filesystem::exists(path()), mark) << "nothing before commit";
        writer.commit();
        auto reader = Reader::open(path()).value();
        EXPECT_EQ(read(reader).taken, rows);
        EXPECT_EQ(bytes_of(path()).starts_with("\xEF\xBB\xBF"), mark);
    }
    auto const one = Cells{"only"};
    Writer writer{path(), one};
    writer.write({""});
    writer.commit();
    auto reader = Reader::open(path()).value();
    EXPECT_EQ(read(reader).taken, (std::vector<Cells>{{""}}));
}

TEST_F(TabularTest, NeutralisesFormulasForSpreadsheetsOnly)
{
    auto const columns = Cells{"a", "b", "c", "d", "e", "f", "g"};
    Writer writer{path(), columns, {.for_spreadsheets = true}};
    writer.write({"=1", "+1", "-1", "@x", "\tx", "\rx", "a=b"});
    writer.commit();
    EXPECT_EQ(bytes_of(path()), "a,b,c,d,e,f,g\r\n'=1,'+1,'-1,'@x,\"'\tx\",\"'\rx\",a=b\r\n");
}

TEST_F(TabularTest, LeavesTheOldFileWhereATableIsNotCommitted)
{
    (void)file("old");
    auto const columns = Cells{"a"};
    {
        Writer writer{path(), columns};
        writer.write({"1"});
    }
    EXPECT_EQ(bytes_of(path()), "old");
    EXPECT_EQ(std::distance(std::filesystem::directory_iterator{folder}, {}), 1);
}

TEST_F(TabularTest, KeepsRejectedRowsWithTheirReasons)
{
    auto reader = Reader::open(file("id,text\n1,a\n2\n3,x,y\n4,\"p\"q\n5,\"z\n")).value();
    RejectedRows rejected{path(), reader.columns()};
    while (auto row = reader.next()) {
        if (!*row) {
            rejected.add(reader.last(), row->error().sentence.en);
        }
    }
    EXPECT_EQ(rejected.count(), 4);
    auto const made = rejected.finish();
    ASSERT_EQ(made, path("reports.rejected.csv"));
    auto again = Reader::open(*made).value();
    EXPECT_EQ(again.columns(), (Cells{"id", "text", "line", "reason"}));
    auto const rows = read(again).taken;
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[0], (Cells{"2", "", "3", "the row has too few fields"}));
    EXPECT_EQ(rows[1], (Cells{"3", "x,y", "4", "the row has too many fields"}));
    EXPECT_EQ(rows[2][0], "4");
    EXPECT_EQ(rows[3][0], "5,\"z\n…");
    EXPECT_EQ(rows[3][2], "6");

    RejectedRows mended{*made, again.columns()};
    auto third = Reader::open(*made).value();
    mended.add(third.next().value().value(), "still short");
    auto const second = Reader::open(mended.finish().value()).value();
    EXPECT_EQ(second.columns(), (Cells{"id", "text", "line", "reason"}));
}

TEST_F(TabularTest, MakesNoFileWhereNothingIsRejected)
{
    auto const columns = Cells{"id"};
    RejectedRows rejected{path(), columns};
    EXPECT_EQ(rejected.finish(), std::nullopt);
    EXPECT_TRUE(std::filesystem::is_empty(folder));
}

// What lies there says that rows wait to be mended; when all are in, it must not.
TEST_F(TabularTest, RemovesTheRejectedRowsOfAnEarlierRunWhereNothingIsRejected)
{
    auto const columns = Cells{"id"};
    RejectedRows earlier{path(), columns};
    earlier.add(2, Cells{"T1"}, "no text");
    auto const file = earlier.finish();
    ASSERT_TRUE(file && std::filesystem::exists(*file));
    RejectedRows rejected{path(), columns};
    EXPECT_TRUE(std::filesystem::exists(*file));
    EXPECT_EQ(rejected.finish(), std::nullopt);
    EXPECT_FALSE(std::filesystem::exists(*file));
}

TEST_F(TabularTest, ReportsAFullDiskAsTrouble)
{
    try {
        write_all(Descriptor{::open("/dev/full", O_WRONLY)}, "x", "full.csv");
        FAIL() << "a full disk";
    } catch (Trouble const& trouble) {
        EXPECT_EQ(trouble.kind(), Trouble::Kind::disk_full);
        EXPECT_TRUE(std::string_view{trouble.what()}.starts_with("cannot write full.csv: "));
    }
}

TEST_F(TabularTest, ReportsAFolderThatIsNotThereAsTrouble)
{
    auto const columns = Cells{"a"};
    try {
        Writer const writer{path("absent/reports.csv"), columns};
        FAIL() << "a folder that is not there";
    } catch (Trouble const& trouble) {
        EXPECT_EQ(trouble.kind(), Trouble::Kind::io);
    }
}

} // namespace
} // namespace ducha::tabular
