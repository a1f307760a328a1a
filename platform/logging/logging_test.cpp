// What operators read when something went wrong.
#include "platform/logging/logging.h"

#include "platform/trouble.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <limits>
#include <thread>
#include <vector>

namespace ducha::logging {
namespace {

constexpr Instant noon{1'631'707'200'000'042}; // 2021-09-15T12:00:00.000042Z

Clock still()
{
    return [] { return noon; };
}

class LoggingTest : public ::testing::Test {
protected:
    Sink sink()
    {
        return [this](std::string_view line) {
            lines.emplace_back(line);
            return true;
        };
    }

    std::vector<std::string> lines;
};

TEST_F(LoggingTest, WritesOneObjectALine)
{
    Log log{sink(), still()};
    log.event("reports imported", {{"act", 17}, {"rows", std::size_t{1000}}});
    ASSERT_EQ(lines.size(), 1U);
    EXPECT_EQ(
        lines[0],
        "{\"time\":\"2021-09-15T12:00:00.000042Z\",\"level\":\"info\","
        "\"message\":\"reports imported\",\"act\":17,\"rows\":1000}\n"
    );
}

TEST_F(LoggingTest, WritesEveryKindOfField)
{
    Log log{sink(), still()};
    log.event(
        Level::warning,
        "督察",
        {{"text", "a\"b\\c\n\t\x01中"},
         {"view", std::string_view{"v"}},
         {"string", std::string{"\xFFx\xE4\xB8"}},
         {"share", 0.1},
         {"large", 1e300},
         {"nothing", std::numeric_limits<double>::quiet_NaN()},
         {"yes", true},
         {"least", std::numeric_limits<std::int64_t>::min()},
         {"level", 3}}
    );
    EXPECT_TRUE(lines.at(0).ends_with(
        "\"level\":\"warning\",\"message\":\"督察\",\"text\":\"a\\\"b\\\\c\\n\\u0009\\u0001中\","
        "\"view\":\"v\",\"string\":\"\xEF\xBF\xBDx\xEF\xBF\xBD\xEF\xBF\xBD\",\"share\":0.1,"
        "\"large\":1e+300,\"nothing\":null,\"yes\":true,\"least\":-9223372036854775808,"
        "\"level_\":3}\n"
    )) << lines.at(0);
}

TEST_F(LoggingTest, LeavesOutWhatIsBelowTheLevel)
{
    Log log{sink(), still(), Level::warning};
    log.event("quiet");
    log.event(Level::debug, "quieter");
    log.event(Level::error, "loud");
    EXPECT_EQ(lines.size(), 1U);
}

TEST_F(LoggingTest, WritesTimesBeforeTheEpoch)
{
    Log log{sink(), [] { return Instant{-1}; }};
    log.event("early");
    EXPECT_TRUE(lines.at(0).starts_with("{\"time\":\"1969-12-31T23:59:59.999999Z\""));
}

TEST_F(LoggingTest, CountsTheLinesThatCannotBeWritten)
{
    Log log{append_to("/dev/full"), still()};
    log.event("one");
    log.event("two");
    EXPECT_EQ(log.lost_lines(), 2);
}

TEST_F(LoggingTest, WritesWhatIsHeldTogetherAndInItsOrder)
{
    auto const says = [this](std::size_t at, std::initializer_list<std::string_view> messages) {
        std::string all;
        for (auto const message : messages) {
            all += R"({"time":"2021-09-15T12:00:00.000042Z","level":"info","message":")";
            all += message;
            all += "\"}\n";
        }
        EXPECT_EQ(lines.at(at), all);
    };
    {
        Log log{sink(), still()};
        log.hold("one");
        log.hold("two");
        EXPECT_TRUE(lines.empty());
        log.event("three");
        says(0, {"one", "two", "three"});
        log.hold("four");
        log.write_held();
        log.write_held();
        says(1, {"four"});
        log.hold("five");
    }
    says(2, {"five"});
    EXPECT_EQ(lines.size(), 3U);
}

TEST_F(LoggingTest, HoldsNoMoreThanSomeLines)
{
    Log log{sink(), still()};
    for (auto i = 0; i < 1000; ++i) {
        log.hold("line", {{"pad", std::string(200, 'x')}});
    }
    EXPECT_GT(lines.size(), 5U);
    EXPECT_LT(lines.size(), 100U);
    Log quiet{sink(), still(), Level::warning};
    auto const before = lines.size();
    quiet.hold("quiet");
    quiet.write_held();
    EXPECT_EQ(lines.size(), before);
}

TEST_F(LoggingTest, CountsEachLineThatWasHeldForNothing)
{
    Log log{append_to("/dev/full"), still()};
    log.hold("one");
    log.hold("two");
    log.event("three");
    EXPECT_EQ(log.lost_lines(), 3);
}

TEST_F(LoggingTest, KeepsLinesWholeAcrossThreads)
{
    auto const path = std::filesystem::path{::testing::TempDir()} / "logging_test.log";
    std::filesystem::remove(path);
    {
        Log log{append_to(path), still()};
        std::vector<std::jthread> writers;
        for (auto writer = 0; writer < 4; ++writer) {
            writers.emplace_back([&log, writer] {
                for (auto i = 0; i < 500; ++i) {
                    log.event("line", {{"writer", writer}, {"pad", std::string(200, 'x')}});
                }
            });
        }
    }
    std::ifstream stream{path};
    std::string line;
    auto count = 0;
    while (std::getline(stream, line)) {
        ++count;
        EXPECT_TRUE(line.starts_with("{\"time\":") && line.ends_with("x\"}"));
    }
    EXPECT_EQ(count, 2000);
    std::filesystem::remove(path);
}

TEST_F(LoggingTest, SaysWhichLogCannotBeOpened)
{
    EXPECT_THROW((void)append_to("/absent/ducha.log"), Trouble);
}

} // namespace
} // namespace ducha::logging
