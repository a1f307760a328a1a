// Invented reports only.
#include "engines/neardup/neardup.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace ducha::neardup {
namespace {

class Pair : public ::testing::Test {
protected:
    Pair()
    {
        earlier.id = 1;
        report.id = 2;
    }

    [[nodiscard]] double value(Evidence name) const
    {
        auto const features = index.explain(report, earlier).features;
        auto const at = std::ranges::find(features, name, &Feature::name);
        return at == features.end() ? -1 : at->value;
    }

    [[nodiscard]] double log_odds() const { return index.explain(report, earlier).log_odds; }

    Index index{Model::standard()};
    Document earlier;
    Document report;
};

TEST_F(Pair, EnglishIsComparedByWords)
{
    earlier.text = "Smoke from the Larkfield tannery\nThe Larkfield tannery burns leather waste at "
                   "night behind Cooper Street. Our children cough.";
    report.text = "Night smoke\nEvery night the tannery at Larkfield is burning leather waste near "
                  "Cooper Street and we cannot open a window.";
    auto const same = log_odds();
    report.text = "Night noise\nEvery night the sawmill at Brackenhurst is running its saws near "
                  "Willow Lane and we cannot open a window.";
    EXPECT_GT(same, log_odds() + 3);
    // Words, not their letters: the same letters in other words share nothing.
    earlier.text = "tannery";
    report.text = "tan nery";
    EXPECT_EQ(value(Evidence::text_cosine), 0);
}

TEST_F(Pair, TraditionalAndSimplifiedAreOne)
{
    earlier.text = "云杉苑旁边的养猪场臭气熏天";
    report.text = "雲杉苑旁邊的養豬場臭氣熏天";
    EXPECT_NEAR(value(Evidence::text_cosine), 1, 1e-6);
}

TEST_F(Pair, ANameWhoseCharactersChangedPlacesIsStillAName)
{
    earlier.text = "祥英春天小区楼下噪音";
    report.text = "英祥春天小区楼下噪音";
    auto const swapped = value(Evidence::place_agrees);
    report.text = "云杉梧桐小区楼下噪音";
    EXPECT_GT(swapped, value(Evidence::place_agrees) + 0.3);
}

TEST_F(Pair, PinsSayNearAndApart)
{
    earlier.text = report.text = "夜里噪音很大";
    EXPECT_EQ(value(Evidence::pins_near), 0) << "no pins";
    earlier.pin = Pin{112.9, 28.2};
    EXPECT_EQ(value(Evidence::pins_near), 0) << "one pin says nothing";
    report.pin = Pin{112.9, 28.2};
    EXPECT_EQ(value(Evidence::pins_near), 1);
    EXPECT_EQ(value(Evidence::pins_apart), 0);
    report.pin = Pin{112.9, 28.2 + 50 / 111'195.0};
    EXPECT_NEAR(value(Evidence::pins_near), 0.5, 0.01) << "50 metres north";
    report.pin = Pin{112.9, 28.3};
    EXPECT_LT(value(Evidence::pins_near), 0.001);
    EXPECT_GT(value(Evidence::pins_apart), 2);
}

TEST_F(Pair, AnotherKindOfSourceSpeaksAgainst)
{
    earlier.text = "青石河边的石灰窑冒黑烟";
    report.text = "河边石灰窑的黑烟很大";
    EXPECT_EQ(value(Evidence::source_differs), 0);
    EXPECT_GT(value(Evidence::source_agrees), 0);
    report.text = "河边养鸭棚的臭气很大";
    EXPECT_EQ(value(Evidence::source_differs), 1);
}

TEST_F(Pair, FirmsOfOneTradeAreNotOneFirm)
{
    earlier.text = report.text = "夜里冒黑烟";
    earlier.enterprise = "璟琮冶炼厂";
    report.enterprise = "翊澜冶炼厂";
    auto const other = value(Evidence::enterprise_differs);
    report.enterprise = "璟琮冶炼厂";
    EXPECT_EQ(value(Evidence::enterprise_differs), 0);
    EXPECT_GT(other, 0.3);
}

TEST_F(Pair, ALongReportHoldsAShortOne)
{
    std::string const told = "顺发搅拌站在云杉苑北面夜里开工灰尘飞进屋里";
    std::string filler;
    for (char32_t c = 0x5200; c < 0x5200 + 600; ++c) {
        filler += "\xE5"; // U+5200 to U+5458 in UTF-8
        filler += static_cast<char>(0x80 + ((c >> 6U) & 0x3FU));
        filler += static_cast<char>(0x80 + (c & 0x3FU));
    }
    earlier.text = told;
    auto const longer = told + "。" + filler;
    report.text = longer;
    EXPECT_GT(value(Evidence::text_containment), 0.9);
    EXPECT_LT(value(Evidence::text_cosine), 0.6);
}

TEST_F(Pair, OnlyRareWordsAreMarkedAsShared)
{
    // 没有 and 有没 are counted as one: in either order it is no rare word.
    earlier.text = "没有人管，顺发搅拌站";
    report.text = "顺发搅拌站一直没有整改";
    auto const words = index.explain(report, earlier).words;
    ASSERT_EQ(words.size(), 1U);
    EXPECT_EQ(words[0].text, "顺发搅拌站");
}

TEST(CaseEvidence, WhatMembersShareIsFoundInAReportThatResemblesNoSingleOne)
{
    Index index{Model::standard()};
    std::string const core = "云杉苑顺发搅拌站";
    std::vector<std::string> const told = {
        "孩子咳嗽一整夜",
        "窗台上一层白灰",
        "水泥罐车压坏路面",
        "凌晨三点还在卸料",
    };
    std::int64_t id = 0;
    for (auto const& words : told) {
        auto const text = core + "\n" + words;
        Document document;
        document.id = ++id;
        document.text = text;
        index.attach(document, 1);
    }
    auto const text = core + "\n老人心脏病犯了几回";
    Document document;
    document.id = 99;
    document.text = text;
    auto const found = index.candidates(document);
    ASSERT_FALSE(found.empty());
    auto const held = [&](Evidence name) {
        return found[0].values[static_cast<std::size_t>(name)];
    };
    EXPECT_EQ(held(Evidence::case_has_core), 1);
    EXPECT_GT(held(Evidence::case_core), 0.9);
    index.detach(1);
    index.detach(2);
    auto const fewer = index.candidates(document);
    ASSERT_FALSE(fewer.empty());
    auto const at = static_cast<std::size_t>(Evidence::case_has_core);
    EXPECT_EQ(fewer[0].values[at], 0) << "two members have no core";
}

} // namespace
} // namespace ducha::neardup
