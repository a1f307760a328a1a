// The words are marked where they stand in the text as it is written.
#include "domain/search/lookup.h"
#include "domain/search/search.h"

#include <gtest/gtest.h>

namespace ducha::search {
namespace {

intake::Matter matter()
{
    intake::Matter matter;
    matter.title = "夜间噪聲";
    matter.text = "模拟：样例镇的“示例”搅拌站，夜间生产，噪 聲大，粉尘很大。";
    matter.place = "样例镇";
    return matter;
}

std::vector<std::string> marked(intake::Matter const& of, std::string const& words)
{
    auto const excerpt = excerpt_of(of, {.words = words});
    auto const field = Texts::of(of).in(excerpt.field);
    EXPECT_EQ(field.substr(excerpt.offset, excerpt.text.size()), excerpt.text);
    std::vector<std::string> texts;
    for (auto const& mark : excerpt.marks) {
        texts.emplace_back(field.substr(mark.offset, mark.length));
    }
    return texts;
}

using List = std::vector<std::string>;

TEST(Excerpts, MarkTheWordsAsTheyAreWritten)
{
    EXPECT_EQ(marked(matter(), "示例搅拌 噪声 大"), (List{"示例”搅拌", "噪 聲大", "大"}));
    EXPECT_EQ(marked(matter(), "粉塵 -水"), (List{"粉尘"}));
    EXPECT_EQ(marked(matter(), "拌站,夜"), (List{"拌站，夜"}));
}

TEST(Excerpts, ShowTheFieldWithTheMostWords)
{
    EXPECT_EQ(excerpt_of(matter(), {.words = "夜间 噪声"}).field, Field::title);
    EXPECT_EQ(excerpt_of(matter(), {.words = "夜间 噪声 粉尘"}).field, Field::text);
    auto const none = excerpt_of(matter(), {.words = ""});
    EXPECT_EQ(none.field, Field::text);
    EXPECT_TRUE(none.marks.empty());
}

TEST(Excerpts, BeginALittleBeforeTheFirstMark)
{
    auto long_one = matter();
    long_one.text.clear();
    for (int i = 0; i < 100; ++i) {
        long_one.text += "很长的话";
    }
    auto const at = long_one.text.size();
    long_one.text += "臭味" + long_one.text;
    auto const excerpt = excerpt_of(long_one, {.words = "臭味"});
    EXPECT_EQ(excerpt.offset, at - 20 * 3);
    EXPECT_EQ(excerpt.text.size(), 120 * 3U);
    EXPECT_EQ(excerpt.marks, (std::vector<Span>{{at, 6}}));
}

TEST(Lookups, AskTheIndexForBeginningsAndCheckTheRest)
{
    std::string longer;
    for (int i = 0; i < 40; ++i) {
        longer += "噪";
    }
    auto const phrases = wanted_phrases({"粉尘", longer});
    EXPECT_EQ(phrases.looked_up, (List{"粉尘", longer.substr(0, 32 * 3)}));
    EXPECT_EQ(phrases.checked, (List{longer}));
    // A text without the whole may hold its beginning.
    EXPECT_EQ(unwanted_phrases({"粉尘", longer}).looked_up, (List{"粉尘"}));
    EXPECT_EQ(unwanted_phrases({"粉尘", longer}).checked, (List{longer}));
    auto const many = wanted_phrases(List(most_phrases + 1, "尘"));
    EXPECT_EQ(many.looked_up.size(), most_phrases);
    EXPECT_EQ(many.checked.size(), 1U);
}

TEST(Lookups, QuoteWhatTheIndexIsAskedFor)
{
    Wanted wanted;
    wanted.words = {.wanted = {"a\"b"}, .unwanted = {"水"}};
    EXPECT_EQ(
        sqlite_expression(
            wanted, wanted_phrases(wanted.words.wanted), unwanted_phrases(wanted.words.unwanted)
        ),
        "(\"a\"\"b\") NOT \"水\""
    );
    wanted.words.wanted = {"噪声扰民", "a'"};
    EXPECT_EQ(postgres_expression(wanted), "'a'''&'噪声'&'扰民'");
    EXPECT_EQ(
        postgres_terms("a'\n水", {(std::int64_t{3} << 28) + 1}),
        "'''' 'a' 'a''' '水' '\uE800192' '\uE8013' '\uE8020' '\uE8030' '\uE8040' "
    );
}

TEST(Lookups, AskForASpanOfTimeByFewPeriods)
{
    EXPECT_EQ(postgres_recorded({0}, {0}), "'\uE8000'");
    constexpr std::int64_t four_seconds = std::int64_t{1} << 22;
    EXPECT_EQ(postgres_recorded({four_seconds - 1}, {four_seconds}), "'\uE8000'|'\uE8001'");
    // More than 64 of four seconds are two of four minutes; the last of them ends later.
    EXPECT_EQ(postgres_recorded({0}, {64 * four_seconds}), "'\uE8010'|'\uE8011'");
    auto const long_since = postgres_recorded({0}, office_instant(Day{40000}, {}));
    EXPECT_LE(std::ranges::count(long_since, '|'), 63);
}

TEST(Lookups, CheckWhatIsMoreThanATerm)
{
    EXPECT_EQ(
        postgres_checked({.wanted = {"噪声", "噪", "噪声大", "a b"}}), (List{"噪声大", "a b"})
    );
    List const many(most_phrases + 2, "噪声");
    EXPECT_EQ(postgres_checked({.wanted = many}), (List{"噪声", "噪声"}));
}

} // namespace
} // namespace ducha::search
