// Settings as people write them, with their slips.
#include "platform/config/config.h"

#include <gtest/gtest.h>

#include <fstream>

namespace ducha::config {
namespace {

Document document(std::string_view text)
{
    auto parsed = Document::parse(text, "office.toml");
    EXPECT_TRUE(parsed.has_value()) << (parsed ? "" : to_line(parsed.error()));
    return std::move(parsed).value();
}

TEST(ConfigTest, ReadsEveryKindOfValue)
{
    auto const all = document(R"(
name = "第三督察组"
port = 8080
share = 0.25
whole = 3
public = true
first = 2021-08-26
last = "2021/9/26"
cut = 20:00:00
open = "8:30"
channels = ["call", "letter"]
none = []
[server]
host = "localhost"
[[unit]]
name = "济南市"
[[unit]]
name = "青岛市"
)");
    auto const& root = all.root();
    EXPECT_EQ(root.text("name"), "第三督察组");
    EXPECT_EQ(root.integer("port"), 8080);
    EXPECT_EQ(root.number("share"), 0.25);
    EXPECT_EQ(root.number("whole"), 3.0);
    EXPECT_EQ(root.boolean("public"), true);
    EXPECT_EQ(to_text(root.day("first").value()), "2021-08-26");
    EXPECT_EQ(to_text(root.day("last").value()), "2021-09-26");
    EXPECT_EQ(root.time_of_day("cut").value().minutes, 20 * 60);
    EXPECT_EQ(root.time_of_day("open").value().minutes, 8 * 60 + 30);
    EXPECT_EQ(root.texts("channels").value(), (std::vector<std::string>{"call", "letter"}));
    EXPECT_TRUE(root.texts("none").value().empty());
    EXPECT_EQ(root.table("server").value().text("host"), "localhost");
    auto const units = root.tables("unit").value();
    ASSERT_EQ(units.size(), 2U);
    EXPECT_EQ(units[1].text("name"), "青岛市");
    EXPECT_EQ(units[0].text("name"), "济南市");
    EXPECT_TRUE(all.unknown_keys().empty());
    EXPECT_EQ(root.keys().size(), 13U);
}

TEST(ConfigTest, DoesWithoutWhatMayBeAbsent)
{
    auto const empty = document("");
    auto const& root = empty.root();
    EXPECT_EQ(root.text("a", "x"), "x");
    EXPECT_EQ(root.integer("b", 7), 7);
    EXPECT_EQ(root.number("c", 0.5), 0.5);
    EXPECT_EQ(root.boolean("d", true), true);
    EXPECT_EQ(root.day("e", Day{3}).value(), Day{3});
    EXPECT_EQ(root.time_of_day("f", TimeOfDay{60}).value(), TimeOfDay{60});
    EXPECT_EQ(root.optional_text("g").value(), std::nullopt);
    EXPECT_EQ(root.optional_integer("h").value(), std::nullopt);
    EXPECT_TRUE(root.optional_texts("i").value().empty());
    EXPECT_TRUE(root.optional_tables("j").value().empty());
    EXPECT_FALSE(root.optional_table("k").value().has_value());
}

TEST(ConfigTest, RefusesAMissingKeyWithItsTable)
{
    auto const some = document("a = 1\n\n[server]\nport = 1\n");
    auto const missing = some.root().table("server").value().text("host").error();
    EXPECT_EQ(missing.code, "config.missing_key");
    EXPECT_EQ(missing.where, "office.toml:3:1");
    EXPECT_EQ(missing.expected, "server.host = a text");
    EXPECT_EQ(some.root().table("client").error().code, "config.missing_key");
    EXPECT_EQ(some.root().tables("unit").error().expected, "[[unit]]");
    EXPECT_EQ(some.root().integer("b").error().where, "office.toml:1:1");
}

TEST(ConfigTest, RefusesAValueOfAnotherKindWithItsPlace)
{
    auto const wrong = document(R"([server]
port = "8080"
open = 1
day = 2021-08-26T08:00:00
share = inf
cut = 20:00:30
list = ["a", 1]
host = [1]
)");
    auto const server = wrong.root().table("server").value();
    auto const port = server.integer("port", 1).error();
    EXPECT_EQ(port.code, "config.wrong_type");
    EXPECT_EQ(port.where, "office.toml:2:8: server.port");
    EXPECT_EQ(port.found, "'8080'");
    EXPECT_EQ(port.expected, "an integer");
    EXPECT_EQ(server.boolean("open").error().found, "1");
    EXPECT_EQ(server.day("day").error().found, "2021-08-26T08:00:00");
    EXPECT_EQ(server.number("share").error().found, "inf");
    EXPECT_EQ(server.time_of_day("cut").error().found, "20:00:30");
    EXPECT_EQ(server.texts("list").error().code, "config.wrong_type");
    EXPECT_EQ(server.text("host").error().found, "a list");
    EXPECT_EQ(server.table("port").error().expected, "a table");
    EXPECT_EQ(server.tables("list").error().code, "config.wrong_type");
    EXPECT_EQ(server.tables("port").error().code, "config.wrong_type");
    EXPECT_EQ(server.integer("share").error().code, "config.wrong_type");
}

TEST(ConfigTest, RefusesDaysThatDoNotExist)
{
    EXPECT_EQ(document("d = \"2021-02-30\"").root().day("d").error().code, "config.wrong_type");
    EXPECT_EQ(Document::parse("d = 2021-02-30", "x").error().code, "config.not_toml");
}

TEST(ConfigTest, ListsUnknownKeysWithTheLikeliestOne)
{
    auto const slips = document(R"(prot = 8080
[[unit]]
name = "a"
[[unit]]
nmae = "b"
[server]
host = "x"
[extra]
one = 1
)");
    auto const& root = slips.root();
    (void)root.integer("port", 1);
    auto const units = root.tables("unit").value();
    for (auto const& unit : units) {
        (void)unit.text("name", "");
    }
    (void)root.table("server").value().optional_text("host");
    EXPECT_EQ(
        slips.unknown_keys(),
        (std::vector<UnknownKey>{
            {.key = "prot", .where = "office.toml:1:1", .nearest = "port"},
            {.key = "unit[2].nmae", .where = "office.toml:5:1", .nearest = "name"},
            {.key = "extra", .where = "office.toml:8:2", .nearest = ""}
        })
    );
}

TEST(ConfigTest, GivesPlacesForTheCallersOwnRules)
{
    auto const some = document("a = 1\nport = 70000\n");
    auto const refusal = some.root().bad_value("port", "70000", "below 65536");
    EXPECT_EQ(refusal.code, "config.bad_value");
    EXPECT_EQ(refusal.where, "office.toml:2:8: port");
    EXPECT_EQ(some.root().where("port"), "office.toml:2:8");
}

TEST(ConfigTest, RefusesWhatIsNoToml)
{
    auto const refusal = Document::parse("a = 1\nb = \n", "office.toml").error();
    EXPECT_EQ(refusal.code, "config.not_toml");
    EXPECT_EQ(refusal.where, "office.toml:2:5");
    EXPECT_FALSE(refusal.found.empty());
    EXPECT_EQ(Document::parse("a = 1\na = 2\n", "x").error().code, "config.not_toml");
    EXPECT_EQ(Document::parse("a = 1\n[!x]\n", "x").error().where, "x:2:2");
    EXPECT_EQ(Document::parse("a = \"\xFF\"\n", "x").error().code, "config.not_toml");
    EXPECT_EQ(
        Document::parse("a = " + std::string(100'000, '['), "x").error().code, "config.not_toml"
    );
}

TEST(ConfigTest, PointsAtSignsOfAnotherKeyboard)
{
    auto const refusal = Document::parse("a = 1\n名称 = \"甲\"\n", "x").error();
    EXPECT_EQ(refusal.where, "x:2:1");
    EXPECT_EQ(refusal.found, "名");
    EXPECT_EQ(Document::parse("\"甲\" ＝ 1\n", "x").error().where, "x:1:5");
    EXPECT_EQ(Document::parse("a = 1 \xCC\xBA", "x").error().where, "x:1:7");
    auto const fine = document("\xEF\xBB\xBF# 注释 \" é\n\"甲\" = '乙\"' # é\n"
                               "b = \"\"\"é\n\\\"\"\"\"\"\n" // an escaped quote, one, three
                               "c = '''\né'''''\nd = \"\\\\\" # é\n");
    EXPECT_EQ(fine.root().text("甲"), "乙\"");
    EXPECT_EQ(fine.root().text("b"), "é\n\"\"");
    EXPECT_EQ(fine.root().text("c"), "é''");
    EXPECT_EQ(fine.root().text("d"), "\\");
}

TEST(ConfigTest, LoadsAFileAndKeepsTablesAlive)
{
    auto const path = std::filesystem::path{::testing::TempDir()} / "config_test.toml";
    std::ofstream{path} << "[a]\nb = 2\n";
    auto const a = Document::load(path).value().root().table("a").value();
    EXPECT_EQ(a.integer("b"), 2);
    EXPECT_EQ(a.where("b"), path.string() + ":2:5");
    std::filesystem::remove(path);
    EXPECT_EQ(Document::load(path).error().code, "config.no_file");
    EXPECT_EQ(Document::load(path.parent_path()).error().code, "config.no_file");
}

} // namespace
} // namespace ducha::config
