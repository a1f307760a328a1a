// The bar as a person sees it, and the silence elsewhere.
#include "app/progress.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <vector>

namespace ducha::app {
namespace {

/// A terminal of some width, and what was drawn on it.
class Terminal {
public:
    explicit Terminal(unsigned short columns)
    {
        winsize const size{.ws_row = 24, .ws_col = columns, .ws_xpixel = 0, .ws_ypixel = 0};
        if (openpty(&ours_, &theirs_, nullptr, nullptr, &size) != 0) {
            throw std::runtime_error{"there is no terminal to draw on: is /dev/pts mounted?"};
        }
        EXPECT_EQ(fcntl(ours_, F_SETFL, O_NONBLOCK), 0);
    }
    Terminal(Terminal const&) = delete;
    Terminal& operator=(Terminal const&) = delete;
    ~Terminal()
    {
        close(ours_);
        close(theirs_);
    }

    [[nodiscard]] int output() const { return theirs_; }

    /// The lines drawn one over the other, without the codes around them.
    [[nodiscard]] std::vector<std::string> drawn() const
    {
        std::string all;
        std::array<char, 4096> bytes{};
        for (auto count = read(ours_, bytes.data(), bytes.size()); count > 0;
             count = read(ours_, bytes.data(), bytes.size())) {
            all.append(bytes.data(), static_cast<std::size_t>(count));
        }
        std::vector<std::string> lines;
        constexpr std::string_view erase = "\x1B[K";
        for (auto end = all.find(erase); end != std::string::npos; end = all.find(erase)) {
            lines.push_back(all.substr(all.rfind('\r', end) + 1, end - all.rfind('\r', end) - 1));
            all.erase(0, end + erase.size());
        }
        EXPECT_EQ(all, "\r\n") << "the line is ended";
        return lines;
    }

private:
    int ours_ = -1;
    int theirs_ = -1;
};

TEST(ProgressTest, CountsColumnsAsTerminalsDo)
{
    EXPECT_EQ(columns_of("import"), 6U);
    EXPECT_EQ(columns_of("导入报告"), 8U);
    EXPECT_EQ(columns_of("（A）"), 5U);
    EXPECT_EQ(columns_of("e\u0301"), 1U);
    EXPECT_EQ(columns_of("\U00020000"), 2U);
    EXPECT_EQ(columns_of("…é—"), 3U);
}

TEST(ProgressTest, DrawsFromTheBeginningToTheEnd)
{
    Terminal const terminal{60};
    {
        Progress progress{"导入报告", 2000, terminal.output()};
        progress.advance(1000);
        progress.advance(1000);
        progress.done();
    }
    auto const lines = terminal.drawn();
    ASSERT_EQ(lines.size(), 2U) << "both steps came within a tenth of a second";
    EXPECT_TRUE(lines[0].starts_with("导入报告 [>")) << lines[0];
    EXPECT_TRUE(lines[0].ends_with("]   0%  0/2,000  -:--")) << lines[0];
    EXPECT_TRUE(lines[1].starts_with("导入报告 [====")) << lines[1];
    EXPECT_TRUE(lines[1].ends_with("=] 100%  2,000/2,000  0:00")) << lines[1];
}

TEST(ProgressTest, FitsEveryTerminal)
{
    for (unsigned short columns = 1; columns <= 120; ++columns) {
        Terminal const terminal{columns};
        Progress{"正在导入 reports.csv（第二批）", 1'234'567, terminal.output()}.done();
        for (auto const& line : terminal.drawn()) {
            EXPECT_LT(columns_of(line), columns) << line;
        }
    }
}

TEST(ProgressTest, ShowsACountWhereTheTotalIsNotKnown)
{
    Terminal const terminal{60};
    {
        Progress progress{"scanning\n\x1B[2J", 0, terminal.output()};
        progress.advance(12'345);
    }
    EXPECT_EQ(terminal.drawn().back(), "scanning  [2J 12,345  0:00");
}

TEST(ProgressTest, WritesNothingIntoAPipe)
{
    std::array<int, 2> ends{};
    ASSERT_EQ(pipe(ends.data()), 0);
    {
        Progress progress{"import", 10, ends[1]};
        progress.advance(5);
        progress.done();
    }
    close(ends[1]);
    char byte = 0;
    EXPECT_EQ(read(ends[0], &byte, 1), 0);
    close(ends[0]);
}

} // namespace
} // namespace ducha::app
