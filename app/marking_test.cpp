// Texts with words marked in them.
#include "app/marking.h"

#include <gtest/gtest.h>

namespace ducha::app {
namespace {

constexpr Marks marks{"[", "]"};

TEST(Marking, MarksWordsWhereTheyStand)
{
    EXPECT_EQ(marked("模拟镇砖厂冒烟", {{9, 6}}, marks), "模拟镇[砖厂]冒烟");
    EXPECT_EQ(marked("ab", {}, marks), "ab");
    EXPECT_EQ(marked("", {}, marks), "");
}

TEST(Marking, ReadsInOneLine)
{
    EXPECT_EQ(marked("a\nb\r\nc", {{2, 1}}, marks), "a [b]  c");
    EXPECT_EQ(marked("a\033[2Jb", {}, marks), "a [2Jb");
}

TEST(Marking, MakesOneMarkOfSpansThatOverlapOrTouchInAnyOrder)
{
    EXPECT_EQ(marked("abcdefgh", {{4, 2}, {1, 2}, {2, 2}}, marks), "a[bcdef]gh");
    EXPECT_EQ(marked("abcdefgh", {{1, 5}, {2, 1}}, marks), "a[bcdef]gh");
}

TEST(Marking, OfALongTextShowsWhatStandsAroundTheMarks)
{
    auto const long_text = std::string(50, 'x') + "AB" + std::string(50, 'y');
    EXPECT_EQ(
        marked(long_text, {{50, 2}}, marks, 40),
        "…" + std::string(12, 'x') + "[AB]" + std::string(12, 'y') + "…"
    );
    EXPECT_EQ(marked(long_text, {}, marks, 3), "xxx…");
    auto const far = std::string("AB") + std::string(60, 'x') + "CD";
    EXPECT_EQ(
        marked(far, {{0, 2}, {62, 2}}, marks, 40),
        "[AB]" + std::string(12, 'x') + "…" + std::string(12, 'x') + "[CD]"
    );
    auto const near = std::string("AB") + std::string(25, 'x') + "CD" + std::string(40, 'y');
    EXPECT_TRUE(marked(near, {{0, 2}, {27, 2}}, marks, 40)
                    .starts_with("[AB]" + std::string(25, 'x') + "[CD]"));
}

TEST(Marking, CutsBetweenCharacters)
{
    std::string text;
    for (int i = 0; i < 60; ++i) {
        text += "厂";
    }
    auto const shown = marked(text, {{90, 6}}, marks, 20);
    EXPECT_EQ(shown.size(), 2 * 3 + 24 * 3 + 6 + 2U);
}

} // namespace
} // namespace ducha::app
