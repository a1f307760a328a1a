// One way of writing for all, nothing guessed, and back to the bytes.
#include "engines/folding/folded.h"

#include "base/text.h"

#include <gtest/gtest.h>

#include <random>

namespace ducha::folding {
namespace {

TEST(Folding, WritesTheSameCharactersInOneWay)
{
    EXPECT_EQ(folded("噪聲擾民"), "噪声扰民");
    EXPECT_EQ(folded("ＫＴＶ　Ａｂ９"), "ktv ab9");
    EXPECT_EQ(folded("PM₂.₅ 20㎡ ①号 Ⅻ"), "pm2.5 20m2 1号12");
    EXPECT_EQ(folded("Café"), "cafe");
}

TEST(Folding, GuessesNothing)
{
    EXPECT_EQ(folded("二十三号"), "二十三号");
    EXPECT_EQ(folded("一〇二、两家"), "一〇二,两家");
}

TEST(Folding, KeepsOfWhatStandsBetweenOnlyWhatDivides)
{
    EXPECT_EQ(folded("“示例”花园 （二期）"), "示例花园二期");
    EXPECT_EQ(folded("噪声， 粉尘。。很大！"), "噪声,粉尘,很大");
    EXPECT_EQ(folded("3.5吨 v2. 5"), "3.5吨v2 5");
    EXPECT_EQ(folded("no  noise"), "no noise");
    EXPECT_EQ(folded("臭😀味\x01\u200B大"), "臭味大");
    EXPECT_EQ(folded("😀！（）"), "");
}

TEST(Folding, LeavesOutBytesThatAreNoText)
{
    EXPECT_EQ(folded("噪\xff声\xe5\x99"), "噪声");
    EXPECT_EQ(folded(""), "");
}

/// Characters of every kind that folding treats apart.
std::string random_text(std::mt19937& random, std::size_t length)
{
    static constexpr std::u32string_view alphabet =
        U"噪聲声粉塵尘大一二十零〇○①⑫Ⅲ㎡AbＢz09９. 　．，。、-“”\"()%_\\'\n\tæé😀𠀀\uE000\u200B";
    std::string text;
    for (std::size_t i = 0; i < length; ++i) {
        append_utf8(text, alphabet[random() % alphabet.size()]);
    }
    return text;
}

TEST(Folding, APartOfATextIsFoldedToAPartOfIt)
{
    std::mt19937 random{1};
    for (int turn = 0; turn < 20'000; ++turn) {
        auto const text = random_text(random, 1 + random() % 30);
        auto const length = length_in_code_points(text);
        auto const skipped = first_code_points(text, random() % length).size();
        auto const part =
            first_code_points(std::string_view{text}.substr(skipped), 1 + random() % 9);
        auto const whole = folded(text);
        ASSERT_TRUE(whole.contains(folded(part))) << text << " / " << part;
        ASSERT_EQ(folded(whole), whole) << text;
        ASSERT_EQ(whole.find_first_of("\n\"'%_\\"), std::string::npos) << text;
    }
}

TEST(Folding, LeadsBackToWhatWasRead)
{
    std::string_view const text = "a“噪聲”，⑫㎡";
    auto const result = folded_with_offsets(text);
    ASSERT_EQ(result.text, "a噪声,12m2");
    ASSERT_EQ(result.from.size(), result.text.size());
    auto const read = [&](std::string_view part) {
        auto const at = result.text.find(part);
        auto const last = at + part.size() - 1;
        return text.substr(result.from[at], result.to[last] - result.from[at]);
    };
    EXPECT_EQ(read("噪声"), "噪聲");
    EXPECT_EQ(read("声,1"), "聲”，⑫");
    EXPECT_EQ(read("2m"), "⑫㎡");
    std::mt19937 random{2};
    for (int turn = 0; turn < 5'000; ++turn) {
        auto const any = random_text(random, random() % 30);
        auto const both = folded_with_offsets(any);
        ASSERT_EQ(both.text, folded(any));
        for (std::size_t i = 0; i < both.text.size(); ++i) {
            ASSERT_LT(both.from[i], both.to[i]);
            ASSERT_LE(both.to[i], any.size());
            ASSERT_TRUE(i == 0 || both.from[i - 1] <= both.from[i]);
        }
    }
}

} // namespace
} // namespace ducha::folding
