// What people type, read as words.
#include "domain/search/question.h"

#include <gtest/gtest.h>

namespace ducha::search {
namespace {

using List = std::vector<std::string>;

TEST(TypedWords, AreDividedByBlanksAndFolded)
{
    EXPECT_EQ(read_words(" 噪聲　KTV\t噪声 ").wanted, (List{"噪声", "ktv"}));
    EXPECT_EQ(read_words("噪声，粉尘").wanted, (List{"噪声,粉尘"}));
}

TEST(TypedWords, InQuotationMarksAreOne)
{
    EXPECT_EQ(read_words("\"no noise\" 大").wanted, (List{"no noise", "大"}));
    EXPECT_EQ(read_words("“示例 花园”小区").wanted, (List{"示例花园", "小区"}));
    EXPECT_EQ(read_words("小区\"示例 花园").wanted, (List{"小区", "示例花园"}));
}

TEST(TypedWords, BehindAMinusMustNotBeThere)
{
    auto const words = read_words("噪声 -夜间 －\"two words\" 1-2号楼");
    EXPECT_EQ(words.wanted, (List{"噪声", "12号楼"}));
    EXPECT_EQ(words.unwanted, (List{"夜间", "two words"}));
}

TEST(TypedWords, WithoutACharacterToLookForArePassedOver)
{
    EXPECT_EQ(read_words("").all_passed_over, false);
    EXPECT_EQ(read_words("  　").all_passed_over, false);
    for (auto const* const typed : {"😀", "！！", "-", "\"", "\"\" --", "\xff", "-（）"}) {
        EXPECT_EQ(read_words(typed), (Words{{}, {}, true})) << typed;
    }
    EXPECT_EQ(read_words("😀 噪声").wanted, (List{"噪声"}));
}

TEST(TypedWords, AreNeverSyntax)
{
    EXPECT_EQ(
        read_words("words:噪声 噪* (a OR b) NEAR/2 ' ; & | ! <->").wanted,
        (List{"words,噪声", "噪", "a", "or", "b", "near2"})
    );
}

} // namespace
} // namespace ducha::search
