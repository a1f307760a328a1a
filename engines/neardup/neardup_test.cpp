// Invented reports only: nothing here was ever written by a citizen.
#include "engines/neardup/neardup.h"

#include "base/text.h"

#include "engines/neardup/retrieve.h"
#include "engines/neardup/same_candidates_test.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace ducha::neardup {
namespace {

constexpr std::int64_t day = 24 * hour;

struct Report {
    std::int64_t id = 0;
    std::string text;
    std::int64_t days = 0;

    [[nodiscard]] Document document() const
    {
        Document document;
        document.id = id;
        document.text = text;
        document.occurred = Instant{days * day};
        return document;
    }
};

std::string const mixer = "云杉苑旁边的搅拌站夜里噪音太大\n"
                          "我住在云杉苑，北面新建的顺发搅拌站每天夜里开工，灰尘飞进屋里。";
std::string const mixer_again = "投诉顺发搅拌站扬尘和噪音\n"
                                "顺发搅拌站离云杉苑不到百米，夜里噪音不停，灰尘很大，请处理。";
std::string const barbecue = "梧桐里烧烤摊油烟熏人\n"
                             "梧桐里楼下的老马烧烤每天晚上摆到路上，油烟直接进窗户。";
std::string const river = "青石河水发黑发臭\n"
                          "上游的宏盛电镀厂往青石河里排污水，河水发黑，气味刺鼻，鱼都死了。";

/// A plain generator, so that the collections are the same on every machine.
struct Dice {
    std::uint64_t state = 7;
    std::size_t below(std::size_t bound)
    {
        state = state * 6364136223846793005U + 1442695040888963407U;
        return static_cast<std::size_t>(state >> 33U) % bound;
    }
};

/// Reports on a few sources, in various words.
std::vector<Report> collection(std::size_t count)
{
    std::vector<std::string> const places = {"云杉苑", "梧桐里", "青石河", "柳荫路", "丰禾村"};
    std::vector<std::string> const sources = {"顺发搅拌站", "老马烧烤", "宏盛电镀厂", "金穗养猪场"};
    std::vector<std::string> const ills = {
        "夜里噪音很大", "灰尘飞扬", "臭味刺鼻", "污水直排", "油烟熏人", "没人管"
    };
    Dice dice;
    std::vector<Report> reports;
    for (std::size_t i = 0; i < count; ++i) {
        auto const& place = places[dice.below(places.size())];
        auto const& source = sources[dice.below(sources.size())];
        auto const& ill = ills[dice.below(ills.size())];
        auto text = place;
        text += source + ill + "\n";
        text +=
            "我家在" + place + "，" + source + ills[dice.below(ills.size())] + "，" + ill + "。";
        reports.push_back({static_cast<std::int64_t>(i + 1), text, static_cast<std::int64_t>(i / 3)}
        );
    }
    return reports;
}

/// As the domain does: joins the best candidate above a bar that agrees with its root.
std::int64_t place(Index& index, Report const& report, double bar = 0.5)
{
    auto const found = index.candidates(report.document());
    auto const fits = [&](Candidate const& c) {
        return c.agrees_with_root && c.probability >= bar;
    };
    auto const best = std::ranges::find_if(found, fits);
    auto const case_id = best == found.end() ? report.id : best->case_id;
    index.attach(report.document(), case_id);
    return case_id;
}

double weight_of(std::vector<Feature> const& features, Evidence name)
{
    auto const at = std::ranges::find(features, name, &Feature::name);
    return at == features.end() ? 0.0 : at->weight;
}

class NearDup : public ::testing::Test {
protected:
    void found_case(std::int64_t id, std::string const& text, std::int64_t days = 0)
    {
        index.attach(Report{id, text, days}.document(), id);
    }

    [[nodiscard]] std::vector<Candidate>
    candidates(std::int64_t id, std::string const& text, std::int64_t days = 0) const
    {
        return index.candidates(Report{id, text, days}.document());
    }

    Index index{Model::standard()};
};

TEST_F(NearDup, FindsTheCaseThatAReportRepeatsInOtherWords)
{
    found_case(1, mixer);
    found_case(2, barbecue);
    found_case(3, river);
    auto const found = candidates(4, mixer_again, 2);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found[0].case_id, 1);
    EXPECT_EQ(found[0].nearest, 1);
    EXPECT_TRUE(found[0].agrees_with_root);
    EXPECT_GT(found[0].probability, Model::standard().thresholds.propose_probability);
}

TEST_F(NearDup, LeavesAnotherMatterAlone)
{
    found_case(1, mixer);
    for (auto const& candidate : candidates(2, river)) {
        EXPECT_LT(candidate.probability, Model::standard().thresholds.propose_probability);
    }
}

TEST_F(NearDup, JoinsAnIdenticalTextAtTheDefaultBar)
{
    found_case(1, river);
    auto const found = candidates(2, river);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_GE(found[0].probability, Model::standard().thresholds.join_probability);
}

TEST_F(NearDup, TheScoreIsTheSumOfItsFeatures)
{
    found_case(1, mixer);
    auto const found = candidates(2, mixer_again, 3);
    ASSERT_EQ(found.size(), 1U);
    ASSERT_EQ(features_of(found[0].values, index.model()).size(), evidence_count);
    double sum = 0;
    for (auto const& feature : features_of(found[0].values, index.model())) {
        sum += feature.weight;
    }
    EXPECT_DOUBLE_EQ(sum, found[0].log_odds);
}

TEST_F(NearDup, EvidenceHasDistinctStableIds)
{
    std::vector<std::string_view> ids;
    for (std::size_t i = 0; i < evidence_count; ++i) {
        ids.push_back(stable_id(static_cast<Evidence>(i)));
        EXPECT_FALSE(ids.back().empty());
    }
    std::ranges::sort(ids);
    EXPECT_EQ(std::ranges::adjacent_find(ids), ids.end());
}

TEST_F(NearDup, TheReportItselfIsNoCandidate)
{
    found_case(1, mixer);
    EXPECT_TRUE(candidates(1, mixer).empty());
}

TEST_F(NearDup, ABarredCaseIsLeftOutByItsIdAndByAMember)
{
    found_case(1, mixer);
    index.attach(Report{2, mixer_again, 1}.document(), 1);
    Report const report{3, mixer, 2};
    std::vector<std::int64_t> const by_case = {99, 1};
    std::vector<std::int64_t> const by_member = {2};
    std::vector<std::int64_t> const unknown = {98, 99};
    EXPECT_TRUE(index.candidates(report.document(), {by_case}).empty());
    EXPECT_TRUE(index.candidates(report.document(), {by_member}).empty());
    EXPECT_EQ(index.candidates(report.document(), {unknown}).size(), 1U);
}

TEST_F(NearDup, AReportThatResemblesAMemberOnlyDoesNotAgreeWithTheRoot)
{
    found_case(1, river);
    index.attach(Report{2, barbecue, 1}.document(), 1);
    auto const found = candidates(3, barbecue, 1);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].nearest, 2);
    EXPECT_FALSE(found[0].agrees_with_root);
}

TEST_F(NearDup, TheOldestMemberBecomesTheRootWhenTheFounderGoes)
{
    found_case(1, river);
    index.attach(Report{2, barbecue, 1}.document(), 1);
    ASSERT_TRUE(index.detach(1));
    auto const found = candidates(3, barbecue, 1);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].case_id, 1) << "the case keeps its id";
    EXPECT_TRUE(found[0].agrees_with_root);
}

TEST_F(NearDup, TheBarRisesWithTheSizeOfTheCase)
{
    found_case(1, mixer);
    for (std::int64_t id = 2; id <= 4; ++id) {
        index.attach(Report{id, mixer}.document(), 1);
    }
    auto const small = candidates(100, mixer);
    for (std::int64_t id = 5; id <= 40; ++id) {
        index.attach(Report{id, mixer}.document(), 1);
    }
    auto const large = candidates(100, mixer);
    ASSERT_EQ(small.size(), 1U);
    ASSERT_EQ(large.size(), 1U);
    EXPECT_LT(large[0].log_odds, small[0].log_odds);
    EXPECT_LT(weight_of(features_of(large[0].values, index.model()), Evidence::case_size), 0.0);
}

TEST_F(NearDup, DaysBetweenCountAgainstAJoining)
{
    found_case(1, mixer);
    auto const soon = candidates(2, mixer_again, 1);
    auto const late = candidates(2, mixer_again, 200);
    ASSERT_FALSE(soon.empty());
    ASSERT_FALSE(late.empty());
    EXPECT_LT(late[0].log_odds, soon[0].log_odds);
}

TEST_F(NearDup, AnotherDistrictCountsAgainstAJoining)
{
    found_case(1, "B2区" + mixer);
    auto const same = candidates(2, "B2区" + mixer_again);
    auto const other = candidates(2, "B7区" + mixer_again);
    ASSERT_FALSE(same.empty());
    EXPECT_EQ(
        weight_of(features_of(same[0].values, index.model()), Evidence::district_differs), 0.0
    );
    ASSERT_FALSE(other.empty());
    EXPECT_LT(
        weight_of(features_of(other[0].values, index.model()), Evidence::district_differs), 0.0
    );
}

TEST_F(NearDup, PollutionTypesReplaceTheIssueWordsWhereBothKnowThem)
{
    Report const report_first{1, mixer};
    auto first = report_first.document();
    Report const report_second{2, mixer_again};
    auto second = report_second.document();
    first.issues = 0b0011;
    second.issues = 0b1100;
    EXPECT_LT(weight_of(index.explain(first, second).features, Evidence::issue_differs), 0.0);
    second.issues = 0;
    EXPECT_EQ(weight_of(index.explain(first, second).features, Evidence::issue_differs), 0.0);
}

TEST_F(NearDup, AFieldOfThePlaceIsEvidenceThatTheTextNeedNotRepeat)
{
    Report const report_first{1, "夜里太吵\n请来人看看。"};
    auto first = report_first.document();
    Report const report_second{2, "睡不着觉\n希望早日解决。"};
    auto second = report_second.document();
    auto const without = index.explain(first, second).log_odds;
    first.place = "云杉苑3栋";
    second.place = "云杉苑";
    EXPECT_GT(index.explain(first, second).log_odds, without);
}

TEST_F(NearDup, WidthCaseBlanksAndChineseDigitsMakeNoDifference)
{
    Report const report_a{1, "云杉苑三期KTV太吵\n每晚到2点"};
    auto const a = report_a.document();
    Report const report_b{2, "云杉苑 3 期ＫＴＶ太吵\n每晚到二点"};
    auto const b = report_b.document();
    Report const report_c{3, "云杉苑三期KTV太吵\n每晚到2点"};
    auto const c = report_c.document();
    EXPECT_EQ(index.explain(a, b).log_odds, index.explain(a, c).log_odds);
}

TEST_F(NearDup, AnExplanationMarksTheOriginalBytes)
{
    std::string const text_a = "请管管：顺发　搅拌站 夜里开工";
    std::string const text_b = "顺发搅拌站，又是顺发搅拌站！";
    auto const why = index.explain(Report{1, text_a}.document(), Report{2, text_b}.document());
    ASSERT_FALSE(why.words.empty());
    auto const& word = why.words[0];
    ASSERT_EQ(word.in_a.size(), 1U);
    ASSERT_EQ(word.in_b.size(), 2U);
    EXPECT_EQ(text_a.substr(word.in_a[0].offset, word.in_a[0].length), "顺发　搅拌站");
    EXPECT_EQ(word.text, "顺发　搅拌站");
    for (auto const& span : word.in_b) {
        EXPECT_EQ(text_b.substr(span.offset, span.length), "顺发搅拌站");
    }
}

TEST_F(NearDup, SharedWordsNeedNotStandInOneRunInBothTexts)
{
    std::string const text_a = "云杉苑顺发搅拌站";
    std::string const text_b = "顺发搅拌站在云杉苑北面";
    auto const why = index.explain(Report{1, text_a}.document(), Report{2, text_b}.document());
    std::vector<std::string> words;
    for (auto const& word : why.words) {
        words.push_back(word.text);
    }
    EXPECT_NE(std::ranges::find(words, "云杉苑"), words.end());
    EXPECT_NE(std::ranges::find(words, "顺发搅拌站"), words.end());
}

TEST_F(NearDup, AllSpansAreValidPiecesOfTheirTexts)
{
    auto const reports = collection(40);
    for (std::size_t i = 1; i < reports.size(); ++i) {
        auto const& a = reports[i - 1];
        auto const& b = reports[i];
        auto const why = index.explain(a.document(), b.document());
        EXPECT_LE(why.words.size(), 24U);
        for (auto const& word : why.words) {
            ASSERT_FALSE(word.in_b.empty());
            for (auto const& span : word.in_b) {
                ASSERT_LE(span.offset + span.length, b.text.size());
                auto const piece = b.text.substr(span.offset, span.length);
                EXPECT_FALSE(first_invalid_utf8(piece));
            }
        }
    }
}

TEST_F(NearDup, APairScoresTheSameBothWaysRound)
{
    Report const report_a{1, mixer, 0};
    auto const a = report_a.document();
    Report const report_b{2, mixer_again, 5};
    auto const b = report_b.document();
    EXPECT_NEAR(index.explain(a, b).log_odds, index.explain(b, a).log_odds, 1e-3);
}

TEST(NearDupOrder, OnlineAndAnySplitOfABatchAreTheSame)
{
    auto const reports = collection(300);
    Index online{Model::standard()};
    for (auto const& report : reports) {
        place(online, report);
    }
    for (std::size_t const split : {1U, 97U, 150U, 299U}) {
        Index index{Model::standard()};
        for (std::size_t i = 0; i < split; ++i) {
            place(index, reports[i]);
        }
        // A restart: another index that is told what was decided so far.
        Index later{Model::standard()};
        for (std::size_t i = 0; i < split; ++i) {
            later.attach(reports[i].document(), *index.case_of(reports[i].id));
        }
        for (std::size_t i = split; i < reports.size(); ++i) {
            place(later, reports[i]);
        }
        for (auto const& report : reports) {
            ASSERT_EQ(later.case_of(report.id), online.case_of(report.id));
        }
        Report const probe{9999, reports[split].text, 50};
        expect_same(online.candidates(probe.document()), later.candidates(probe.document()));
    }
}

TEST(NearDupOrder, AskingChangesNothing)
{
    auto const reports = collection(60);
    Index asked{Model::standard()};
    Index silent{Model::standard()};
    for (auto const& report : reports) {
        asked.attach(report.document(), report.id);
        silent.attach(report.document(), report.id);
        for (auto const& other : reports) {
            (void)asked.candidates(other.document());
        }
    }
    Report const probe{9999, mixer, 5};
    expect_same(asked.candidates(probe.document()), silent.candidates(probe.document()));
}

TEST(NearDupOrder, WhatIsDetachedWasNeverThere)
{
    auto const reports = collection(120);
    Index touched{Model::standard()};
    Index clean{Model::standard()};
    for (auto const& report : reports) {
        auto const case_id = report.id % 7 == 0 ? report.id : (report.id - 1) / 7 * 7 + 1;
        touched.attach(report.document(), case_id);
        if (report.id % 3 != 0) {
            clean.attach(report.document(), case_id);
        }
    }
    for (auto const& report : reports) {
        if (report.id % 3 == 0) {
            EXPECT_TRUE(touched.detach(report.id));
            EXPECT_FALSE(touched.detach(report.id));
            EXPECT_FALSE(touched.case_of(report.id));
        }
    }
    EXPECT_EQ(touched.footprint().documents, clean.footprint().documents);
    EXPECT_EQ(touched.footprint().cases, clean.footprint().cases);
    EXPECT_EQ(touched.footprint().postings, clean.footprint().postings);
    for (auto const& report : reports) {
        expect_same(touched.candidates(report.document()), clean.candidates(report.document()));
    }
}

TEST(NearDupOrder, ADocumentIsAttachedAgainAsTheNewest)
{
    auto const reports = collection(50);
    Index touched{Model::standard()};
    Index clean{Model::standard()};
    for (auto const& report : reports) {
        touched.attach(report.document(), report.id);
        if (report.id != 10) {
            clean.attach(report.document(), report.id);
        }
    }
    touched.detach(10);
    touched.attach(reports[9].document(), 20);
    clean.attach(reports[9].document(), 20);
    Report const probe{9999, reports[9].text, 9};
    expect_same(touched.candidates(probe.document()), clean.candidates(probe.document()));
}

class Hostile : public ::testing::TestWithParam<std::string> {};

TEST_P(Hostile, TextsAreTakenWithinTheBoundsOfWork)
{
    Index index{Model::standard()};
    auto const& limits = index.model().limits;
    for (std::int64_t id = 1; id <= 20; ++id) {
        Report const report{id, GetParam()};
        Work work;
        auto const found = index.candidates(report.document(), {}, &work);
        EXPECT_LE(work.hops, most_sought(limits) * limits.hops_per_list);
        EXPECT_LE(work.verified, limits.verified);
        EXPECT_LE(found.size(), limits.candidates);
        index.attach(report.document(), id);
    }
    EXPECT_LE(index.footprint().postings, 20 * limits.posted_keys);
    auto const why = index.explain(Report{1, GetParam()}.document(), Report{2, mixer}.document());
    EXPECT_GE(why.probability, 0.0);
    EXPECT_LE(why.probability, 1.0);
}

std::string repeated(std::string const& piece, std::size_t times)
{
    std::string text;
    for (std::size_t i = 0; i < times; ++i) {
        text += piece;
    }
    return text;
}

std::string a_million_different_characters()
{
    std::string text;
    for (std::uint32_t i = 0; i < 1'000'000; ++i) {
        append_utf8(text, static_cast<char32_t>(0x4E00 + i * 7919 % 20'000));
    }
    return text;
}

INSTANTIATE_TEST_SUITE_P(
    Texts,
    Hostile,
    ::testing::Values(
        "",
        "云",
        "\n",
        "，。！？…… \n\n～、；",
        repeated("。", 100'000),
        repeated("吵", 1'000'000),
        repeated("云杉苑", 300'000),
        repeated("路", 50'000),
        "\xF0\x9F\x98\xA1\xF0\x9F\x98\xA1\xF0\x9F\x98\xA1",
        "KTV 夜里 très bruyant шум 騒音 소음 ضوضاء ก๊าซ 云杉苑 12号",
        a_million_different_characters()
    )
);

TEST(NearDupScale, AHundredThousandIdenticalTextsStayWithinTheBounds)
{
    Index index{Model::standard()};
    auto const& limits = index.model().limits;
    std::size_t const count = 100'000;
    for (std::size_t i = 1; i <= count; ++i) {
        index.attach(Report{static_cast<std::int64_t>(i), "云杉苑夜里太吵"}.document(), 1);
    }
    Work work;
    auto const found = index.candidates(Report{0, "云杉苑夜里太吵"}.document(), {}, &work);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_LE(work.hops, most_sought(limits) * limits.hops_per_list);
    EXPECT_LE(work.verified, limits.verified);
    EXPECT_EQ(index.footprint().cases, 1U);
    EXPECT_TRUE(index.detach(1));
    EXPECT_EQ(index.footprint().documents, count - 1);
}

TEST(NearDupScale, AHundredThousandCasesOfOneTextGiveAtMostEight)
{
    Index index{Model::standard()};
    for (std::int64_t id = 1; id <= 100'000; ++id) {
        index.attach(Report{id, "云杉苑夜里太吵"}.document(), id);
    }
    Work work;
    auto const found = index.candidates(Report{0, "云杉苑夜里太吵"}.document(), {}, &work);
    EXPECT_EQ(found.size(), index.model().limits.candidates);
    EXPECT_LE(work.verified, index.model().limits.verified);
}

TEST(NearDupScale, MemoryOfALongReportIsBounded)
{
    Index index{Model::standard()};
    auto const& limits = index.model().limits;
    auto const text = a_million_different_characters();
    constexpr std::size_t reports = 200; // memory comes in pieces
    for (std::int64_t id = 1; id <= static_cast<std::int64_t>(reports); ++id) {
        index.attach(Report{id, text}.document(), id);
    }
    EXPECT_LE(index.footprint().postings, reports * limits.posted_keys);
    EXPECT_LE(index.footprint().bytes / reports, std::size_t{8} * 1024);
}

TEST(NearDupScale, FieldsOfAnyLengthAreTaken)
{
    Index index{Model::standard()};
    auto const long_name = a_million_different_characters();
    Document document;
    document.text = "夜里太吵";
    document.place = long_name;
    document.enterprise = long_name;
    document.id = 1;
    index.attach(document, 1);
    document.id = 2;
    auto const found = index.candidates(document);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].nearest, 1);
}

TEST(NearDupFrequencies, WhatIsCommonWeighsLittle)
{
    std::vector<std::string> texts;
    for (int i = 0; i < 100; ++i) {
        texts.push_back(i % 2 == 0 ? "投诉噪音" : "投诉灰尘");
    }
    std::vector<std::string_view> const views(texts.begin(), texts.end());
    auto model = Model::standard();
    model.frequencies = std::make_shared<Frequencies const>(Frequencies::counted(views));
    Index const index{model};
    auto const common =
        index.explain(Report{1, "投诉灯光"}.document(), Report{2, "投诉道路"}.document());
    auto const rare =
        index.explain(Report{1, "云杉灯光"}.document(), Report{2, "云杉道路"}.document());
    EXPECT_LT(common.log_odds, rare.log_odds);
}

} // namespace
} // namespace ducha::neardup
