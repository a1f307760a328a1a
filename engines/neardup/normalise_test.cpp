// Invented texts only: nothing here was ever written by a citizen.
#include "engines/neardup/normalise.h"

#include "base/text.h"

#include "engines/neardup/characters.h"
#include "engines/neardup/folding.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ducha::neardup {
namespace {

constexpr std::size_t plenty = 100'000;

std::string spelled(std::u32string_view text)
{
    std::string result;
    for (auto const c : text) {
        append_utf8(result, c);
    }
    return result;
}

std::string written(std::string_view text)
{
    return spelled(normalise(text, plenty).text);
}

/// Every kind of thing that the normaliser knows.
std::string const varied =
    "  第十中学旁１２号楼，Ｎｏｉｓｅ from  Café Zoë！\r\n\n"
    "二十三栋、二〇二一年；二○二二年…一百零五户，一百二，十分吵，万一，百姓，三千克\n"
    "①②⑫㉟㊿Ⅲ Ⅻ ㈩㊂ ㎡ m² ℡ №5 Æther ß ﬁn 後面的廠房很髒，⽔⽕，臺灣\n"
    "a\u200Bb\uFEFFc e\u0301 \U0001F621\uFE0F 𠮷野家 𝟏 かなカナ한글 Ёж Ωmega\u0007 A3 区 "
    "K T V 3.5公里 十号 十 号 3十号 十3号 十";

TEST(Normalise, WidthCaseAndMarksMakeNoDifference)
{
    EXPECT_EQ(written("ＡＢＣ１２３（测试）"), "abc123测试");
    EXPECT_EQ(written("Ｎｏｉｓｅ！"), written("noise!"));
    EXPECT_EQ(written("“云杉苑”《小区》"), "云杉苑小区");
    EXPECT_EQ(written("Café ÉCOLE Łódź Nguyễn"), "cafe ecole lodz nguyễn");
    EXPECT_EQ(written("cafe\u0301"), "cafe");
    EXPECT_EQ(written("Æther, Straße"), "aether\nstrasse");
    EXPECT_EQ(written("ЁЖ ΩΣ"), "ёжωσ");
}

TEST(Normalise, TraditionalTextsReadAsSimplifiedOnes)
{
    EXPECT_EQ(written("雲杉苑後面的攪拌廠夜裡噪聲擾民"), "云杉苑后面的搅拌厂夜里噪声扰民");
    EXPECT_EQ(written("電鍍廠向河裏排汙水，氣味難聞"), written("电镀厂向河里排污水，气味难闻"));
    EXPECT_EQ(written("⽔⽕⼟"), "水火土") << "radicals, as copied from a PDF file";
}

TEST(Normalise, ClausesEndOnceAndNeverBeginATextWithTheirEnd)
{
    EXPECT_EQ(written("，。！？\n云杉苑，，。吵…\r\n臭"), "云杉苑\n吵\n臭");
    EXPECT_EQ(written("噪音～很大；真的：吵、臭"), "噪音\n很大\n真的\n吵\n臭");
}

TEST(Normalise, EnglishWordsKeepOneBlankAndNothingElseDoes)
{
    EXPECT_EQ(written("  the  cement\tplant\u3000at night "), "the cement plant at night");
    EXPECT_EQ(written("A3 区 云杉 苑 KTV 吵"), "a3区云杉苑ktv吵");
    EXPECT_EQ(written("云杉苑 the plant 搅拌站"), "云杉苑the plant搅拌站");
    EXPECT_EQ(written("noise , dust - smoke"), "noise\ndust smoke");
    EXPECT_EQ(written("don't"), "dont");
    EXPECT_EQ(written("plant \n night"), "plant\nnight");
    EXPECT_EQ(written("plant 二 night 五 六"), "plant2night56") << "numerals are Chinese";
}

TEST(Normalise, WhatCannotBeSeenOrSaidIsDropped)
{
    EXPECT_EQ(written("云\u200B杉\uFEFF苑\u00AD\u200D\u0007\u0085"), "云杉苑\n");
    EXPECT_EQ(written("吵\U0001F621\uFE0F死\u2764\uFE0F了\uE000\uFFFD"), "吵死了");
    EXPECT_EQ(written("葛\U000E0100洲"), "葛洲") << "a variation selector";
    EXPECT_EQ(written("𠮷野"), "𠮷野") << "a rare name stays";
    EXPECT_EQ(written("★●◆—·"), "");
}

TEST(Normalise, NumbersOfOneCharacterAreDigits)
{
    EXPECT_EQ(written("①⑤⑩⑳㉑㊿⓪❸⑴⒓"), "151020215003112");
    EXPECT_EQ(written("Ⅲ期ⅻ号㈠㊉"), "3期12号110");
    EXPECT_EQ(written("50㎡，50m²，8㎞"), "50m2\n50m2\n8km");
    EXPECT_EQ(written("三期，两户，零点，〇"), "3期\n2户\n0点\n0");
}

TEST(Normalise, NumbersInChineseAreComparedWithDigits)
{
    std::vector<std::pair<std::string, std::string>> const numbers = {
        {"十二号", "12号"},       {"二十三栋", "23栋"},       {"二十栋", "20栋"},
        {"一百零五户", "105户"},  {"一百一十五户", "115户"},  {"三百米", "300米"},
        {"两千元", "2000元"},     {"九千九百九十九", "9999"}, {"三千零六", "3006"},
        {"三千零六十", "3060"},   {"二十五万", "25万"},       {"十号楼", "10号楼"},
        {"第十中学", "第10中学"}, {"十多天", "10多天"},       {"二〇二一年", "2021年"},
        {"二○二一年", "2021年"},  {"八十分贝", "80分贝"},     {"二十四小时", "24小时"},
        {"十 二 号", "12号"},
    };
    for (auto const& [chinese, digits] : numbers) {
        EXPECT_EQ(written(chinese), written(digits)) << chinese;
    }
}

TEST(Normalise, WordsWithNumeralsAreNoNumbers)
{
    std::vector<std::pair<std::string, std::string>> const words = {
        {"十分吵", "十分吵"},
        {"十字路口", "十字路口"},
        {"一十字路口", "1十字路口"},
        {"千万", "千万"},
        {"万一", "万1"},
        {"一下", "1下"},
        {"百姓", "百姓"},
        {"一百姓", "1百姓"},
        {"第一百货", "第1百货"},
        {"三千克", "3千克"},
        {"千百年", "千百年"},
        {"百十号人", "百十号人"},
        {"一百二", "1百2"},
        {"二三十", "23十"},
        {"十一二岁", "十12岁"},
        {"一五一十", "151十"},
        {"一百零", "1百0"},
        {"二百零三十", "2百03十"},
        {"三千五十", "3千5十"},
        {"五百三千", "5百3千"},
        {"十里河", "十里河"},
        {"3十号", "3十号"},
        {"十3号", "十3号"},
        {"⑩二十", "102十"},
        {"零二十三", "02十3"},
        {"几十米", "几十米"},
        {"数十户", "数十户"},
        {"八一十字路口", "81十字路口"},
        {"十十号", "十十号"},
        {"○列项", "列项"},
    };
    for (auto const& [text, normal] : words) {
        EXPECT_EQ(written(text), normal) << text;
    }
}

TEST(Normalise, TheHeadlineIsTheFirstLine)
{
    EXPECT_EQ(normalise("云杉苑 吵\n夜里", plenty).headline, 5U) << "its end belongs to it";
    EXPECT_EQ(normalise("云杉苑十二号", plenty).headline, 6U);
    EXPECT_EQ(normalise("十二\n夜里", plenty).headline, 3U);
    EXPECT_EQ(normalise("\n夜里", plenty).headline, 0U);
    EXPECT_EQ(normalise("", plenty).headline, 0U);
}

TEST(Normalise, NothingComesOfNothing)
{
    for (auto const* text :
         {"", " ", "\n", "，。！？…… \n\n～、；", "\u200B\uFEFF", "\U0001F621"}) {
        EXPECT_EQ(written(text), "");
    }
    EXPECT_TRUE(normalise("云杉苑", 0).text.empty());
}

TEST(Normalise, NormalisingAgainChangesNothing)
{
    auto const once = written(varied);
    EXPECT_EQ(written(once), once);
}

TEST(Normalise, NoNumeralBesideAnotherChangesWhenItIsReadAgain)
{
    std::vector<std::string> const pieces = {
        "一", "二", "〇", "十", "百", "千", "万", "号", "第", "3", "a", " ", "，", "⑩"
    };
    auto const count = pieces.size();
    for (std::size_t i = 0; i < count * count * count * count * count; ++i) {
        std::string text;
        for (auto rest = i; rest > 0; rest /= count) {
            text += pieces[rest % count];
        }
        auto const once = written(text);
        ASSERT_EQ(written(once), once) << text;
    }
}

TEST(Normalise, EveryCharacterLeadsBackToWhatItWasReadFrom)
{
    auto const normal = normalise(varied, plenty);
    ASSERT_EQ(normal.from.size(), normal.text.size());
    ASSERT_EQ(normal.to.size(), normal.text.size());
    auto const on_a_boundary = [&](std::size_t at) {
        return at == varied.size() || (static_cast<unsigned char>(varied[at]) & 0xC0U) != 0x80U;
    };
    EXPECT_TRUE(std::ranges::is_sorted(normal.from));
    EXPECT_TRUE(std::ranges::is_sorted(normal.to));
    for (std::size_t i = 0; i < normal.text.size(); ++i) {
        auto const from = normal.from[i];
        ASSERT_TRUE(on_a_boundary(from) && on_a_boundary(normal.to[i]) && from < normal.to[i]);
        auto const original = std::string_view{varied}.substr(from, normal.to[i] - from);
        if (normal.text[i] == U' ') {
            EXPECT_EQ(written("a" + std::string{original} + "b"), "a b");
        } else if (normal.text[i] == clause_break) {
            EXPECT_EQ(written("云" + std::string{original}), "云\n");
        } else {
            // Beside 第 a 十 is a number, beside 二 a circle is a digit, as in the whole text.
            auto const gives = [&](std::string const& before) {
                return normalise(before + std::string{original}, plenty)
                    .text.contains(normal.text[i]);
            };
            EXPECT_TRUE(gives("") || gives("第") || gives("二"))
                << original << " gave " << spelled(normal.text.substr(i, 1));
        }
    }
}

TEST(Normalise, TheDigitsOfANumberLeadBackToTheWholeOfIt)
{
    std::string const text = "住二十三栋";
    auto const normal = normalise(text, plenty);
    ASSERT_EQ(spelled(normal.text), "住23栋");
    for (std::size_t const i : {1U, 2U}) {
        EXPECT_EQ(text.substr(normal.from[i], normal.to[i] - normal.from[i]), "二十三");
    }
    EXPECT_EQ(text.substr(normal.from[3], normal.to[3] - normal.from[3]), "栋");
}

TEST(Normalise, AReusedTextHoldsNothingOfTheOneBefore)
{
    Normalised reused;
    for (auto const& text : {varied, std::string{"云杉苑"}, std::string{}, varied}) {
        auto const fresh = normalise(text, plenty);
        normalise(text, plenty, reused);
        EXPECT_EQ(reused.text, fresh.text);
        EXPECT_EQ(reused.from, fresh.from);
        EXPECT_EQ(reused.to, fresh.to);
        EXPECT_EQ(reused.headline, fresh.headline);
        normalise_without_offsets(text, plenty, reused);
        EXPECT_EQ(reused.text, fresh.text);
        EXPECT_TRUE(reused.from.empty() && reused.to.empty());
        EXPECT_EQ(reused.headline, fresh.headline);
    }
}

TEST(Normalise, AMillionCharactersAreReadUpToTheLimit)
{
    std::string text;
    for (int i = 0; i < 1'000'000; ++i) {
        text += "十";
    }
    EXPECT_EQ(normalise(text, 2000).text, std::u32string(2000, U'十'));
    EXPECT_EQ(normalise(text, SIZE_MAX).text.size(), 1'000'000U);
}

TEST(Normalise, BrokenBytesDoNoHarm)
{
    using namespace std::string_literals;
    for (auto const& text :
         {"\xE4"s, "\xE4\xBA"s, "云\xE4"s, "\xFF\xFF"s, "\xF0\x9F\x98"s, "\xC3"s, "\x80云"s}) {
        auto const normal = normalise(text, plenty);
        EXPECT_LE(normal.text.size(), text.size());
        EXPECT_EQ(normal.text.contains(U'云'), text.contains("云"));
    }
}

TEST(Folding, WhatIsWrittenIsWrittenAsItself)
{
    auto const& table = foldings();
    auto const fits = [&](char16_t c) {
        return (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9') ||
            (c >= 0x80 && c < fold::pair && table.entries[c] == c);
    };
    for (auto const entry : table.entries) {
        if (entry >= fold::pair) {
            auto const [first, second] = table.pairs.at(entry - fold::pair);
            EXPECT_TRUE(fits(first) && fits(second));
        } else if (entry > fold::circle && entry != fold::blank) {
            EXPECT_TRUE(fits(entry)) << static_cast<unsigned>(entry);
        }
    }
}

TEST(Characters, TraditionalOnesHaveOneSimplifiedForm)
{
    EXPECT_EQ(simplified(U'後'), U'后');
    EXPECT_EQ(simplified(U'廠'), U'厂');
    EXPECT_EQ(simplified(U'薴'), U'苎') << "by way of 苧";
    EXPECT_EQ(simplified(U'云'), U'云');
    EXPECT_EQ(simplified(U'𠮷'), U'𠮷');
    EXPECT_EQ(simplified(U'\u2F54'), U'水') << "a radical";
    EXPECT_EQ(simplified(U'\uF907'), U'龟') << "a compatibility ideograph";
    for (char32_t c = 0; c < 0x10000; ++c) {
        ASSERT_EQ(simplified(simplified(c)), simplified(c));
    }
}

TEST(Characters, HomophonesHaveOneSyllable)
{
    EXPECT_EQ(pinyin_of(U'路'), pinyin_of(U'麓'));
    EXPECT_EQ(pinyin_of(U'城'), pinyin_of(U'诚'));
    EXPECT_EQ(pinyin_of(U'廠'), pinyin_of(U'厂'));
    EXPECT_NE(pinyin_of(U'路'), pinyin_of(U'绿')) << "lu and lü";
    EXPECT_EQ(pinyin_of(U'a'), 0);
    EXPECT_EQ(pinyin_of(U'𠮷'), 0);
    EXPECT_LE(pinyin_of(U'座'), 411);
    EXPECT_NE(pinyin_of(U'座'), 0);
}

TEST(Characters, SoundsThatManyMixUpAreOne)
{
    for (auto const& [a, b] : std::vector<std::pair<char32_t, char32_t>>{
             {U'南', U'兰'},
             {U'张', U'臧'},
             {U'成', U'岑'},
             {U'山', U'三'},
             {U'林', U'凌'},
             {U'女', U'吕'},
             {U'王', U'万'},
         }) {
        EXPECT_NE(pinyin_of(a), pinyin_of(b));
        EXPECT_EQ(sound_of(a), sound_of(b)) << spelled(std::u32string{a, b});
    }
    EXPECT_NE(sound_of(U'东'), sound_of(U'敦')) << "ong has no plain counterpart";
    EXPECT_NE(sound_of(U'胡'), sound_of(U'福'));
    EXPECT_EQ(sound_of(U'1'), 0);
}

} // namespace
} // namespace ducha::neardup
