// The decisions of 并案, without a database.
#include "domain/merge/merge.h"

#include "domain/merge/evidence_words.h"
#include "domain/merge/explanation.h"

#include <gtest/gtest.h>

#include <set>

namespace ducha::merge {
namespace {

using casefile::Standing;

inspection::Inspection
settings(inspection::AfterHandOver rule = inspection::AfterHandOver::supplement)
{
    inspection::Inspection settings;
    settings.merge = {.join_ppm = 850'000, .propose_ppm = 300'000};
    settings.after_hand_over = rule;
    return settings;
}

Candidate candidate(std::int64_t score_ppm, Standing standing = Standing::open, bool root = true)
{
    return {
        .into = CaseId{7},
        .nearest = MatterId{7},
        .score_ppm = score_ppm,
        .agrees_with_root = root,
        .standing = standing,
    };
}

How judged(std::vector<Candidate> const& candidates, inspection::Inspection const& rules)
{
    return judge(candidates, rules).how;
}

// clause B21-04
TEST(Judge, HasThreeZonesWhoseBarsBelongToTheZoneAbove)
{
    EXPECT_EQ(judged({}, settings()), How::alone);
    EXPECT_EQ(judged({candidate(299'999)}, settings()), How::alone);
    EXPECT_EQ(judged({candidate(300'000)}, settings()), How::proposed);
    EXPECT_EQ(judged({candidate(849'999)}, settings()), How::proposed);
    EXPECT_EQ(judged({candidate(850'000)}, settings()), How::joined_by_engine);
}

TEST(Judge, ASureMatchThatDoesNotResembleTheRootIsAPersonsBusiness)
{
    EXPECT_EQ(judged({candidate(990'000, Standing::open, false)}, settings()), How::proposed);
}

TEST(Judge, NamesTheCaseThatWasNotChosen)
{
    auto const verdict = judge({candidate(100'000)}, settings());
    ASSERT_TRUE(verdict.of);
    EXPECT_EQ(verdict.of->into, CaseId{7});
}

TEST(Judge, PassesOverCasesWithNothingLeftInThem)
{
    for (auto const gone : {Standing::withdrawn, Standing::absorbed}) {
        auto second = candidate(400'000);
        second.into = CaseId{8};
        auto const verdict = judge({candidate(990'000, gone), second}, settings());
        EXPECT_EQ(verdict.how, How::proposed);
        EXPECT_EQ(verdict.of->into, CaseId{8});
        EXPECT_EQ(judged({candidate(990'000, gone)}, settings()), How::alone);
    }
}

TEST(Judge, AfterHandOverTheSettingDecidesAndAClosedCaseNeverGrows)
{
    auto const renumber = settings(inspection::AfterHandOver::renumber);
    for (auto const out : {Standing::sealed, Standing::handed_over}) {
        EXPECT_EQ(judged({candidate(900'000, out)}, settings()), How::joined_by_engine);
        EXPECT_EQ(judged({candidate(900'000, out)}, renumber), How::repeat_noted);
    }
    EXPECT_EQ(judged({candidate(900'000, Standing::closed)}, settings()), How::repeat_noted);
    EXPECT_EQ(judged({candidate(900'000)}, renumber), How::joined_by_engine);
}

/// 1 is the founder; 2 and 5 hang from it, 3 and 4 from 2.
std::vector<Link> const links = {
    {MatterId{1}, MatterId{1}},
    {MatterId{2}, MatterId{1}},
    {MatterId{3}, MatterId{2}},
    {MatterId{4}, MatterId{3}},
    {MatterId{5}, MatterId{1}},
};

TEST(Hanging, FollowsTheLinksDown)
{
    EXPECT_EQ(hanging_from(MatterId{2}, links), (std::vector{MatterId{3}, MatterId{4}}));
    EXPECT_EQ(hanging_from(MatterId{4}, links), std::vector<MatterId>{});
    EXPECT_EQ(hanging_from(MatterId{1}, links).size(), 4U);
}

MatterParted parted(MatterId matter, std::vector<Link> const& members = links)
{
    auto const proposal = decide(CaseId{1}, members, Part{matter, "模拟"}, Instant{});
    EXPECT_TRUE(proposal.has_value());
    auto const& draft = proposal->events().front().draft;
    return ledger::Codec<MatterParted>::read(
        {.type = std::string{draft.type.name}, .body = draft.body, .words = draft.words}
    );
}

TEST(Parting, FreesWhatHungAndKeepsThePersonsWord)
{
    auto const event = parted(MatterId{2});
    EXPECT_EQ(event.freed, (std::vector{MatterId{3}, MatterId{4}}));
    EXPECT_EQ(event.never_with, (std::vector{MatterId{1}, MatterId{5}}));
    EXPECT_EQ(event.changes.size(), 3U);
    EXPECT_EQ(event.why, "模拟");
}

TEST(Parting, AFounderKeepsTheCaseAndTheOthersLeave)
{
    auto const event = parted(MatterId{1});
    EXPECT_EQ(event.freed.size(), 4U);
    EXPECT_EQ(event.never_with.size(), 4U);
    for (auto const& change : event.changes) {
        EXPECT_NE(change.matter, MatterId{1});
    }
}

TEST(Parting, AFounderFreesEvenThoseWhoseLinkIsGone)
{
    auto const event =
        parted(MatterId{1}, {{MatterId{1}, MatterId{1}}, {MatterId{3}, MatterId{2}}});
    EXPECT_EQ(event.freed, std::vector{MatterId{3}});
    EXPECT_EQ(event.never_with, std::vector{MatterId{3}});
    EXPECT_EQ(event.changes.size(), 1U);
}

TEST(Parting, WhoWouldLeaveNobodyBehindKeepsTheCaseLikeAFounder)
{
    auto const event =
        parted(MatterId{2}, {{MatterId{2}, MatterId{1}}, {MatterId{3}, MatterId{2}}});
    EXPECT_EQ(event.freed, std::vector{MatterId{3}});
    EXPECT_EQ(event.never_with, std::vector{MatterId{3}});
    ASSERT_EQ(event.changes.size(), 1U);
    EXPECT_EQ(event.changes.front().matter, MatterId{3});
}

TEST(Parting, NeedsAReasonAndSomebodyToPartFrom)
{
    auto const blank = decide(CaseId{1}, links, Part{MatterId{2}, " "}, Instant{});
    EXPECT_EQ(blank.error().code, "merge.reason_missing");
    auto const alone =
        decide(CaseId{1}, {{MatterId{1}, MatterId{1}}}, Part{MatterId{1}, "模拟"}, Instant{});
    EXPECT_EQ(alone.error().code, "merge.alone_in_its_case");
}

TEST(Evidence, HasWordsInBothLanguagesUnderItsStableName)
{
    std::set<std::string_view> zh;
    std::set<std::string_view> en;
    for (std::size_t e = 0; e < neardup::evidence_count; ++e) {
        auto const name = static_cast<neardup::Evidence>(e);
        auto const& row = code_row(name);
        EXPECT_EQ(row.code, neardup::stable_id(name));
        zh.insert(row.zh);
        en.insert(row.en);
    }
    EXPECT_EQ(zh.size(), neardup::evidence_count);
    EXPECT_EQ(en.size(), neardup::evidence_count);
}

TEST(Evidence, TheStrongestComesFirstAndThePriorIsNone)
{
    using neardup::Evidence;
    std::vector<neardup::Feature> const features = {
        {Evidence::prior, 1, -9},
        {Evidence::text_cosine, 0.5, 1},
        {Evidence::shared_rarity, 2, 3},
        {Evidence::place_differs, 1, -1},
        {Evidence::issue_agrees, 0, 0},
        {Evidence::days_apart, 1, -2},
    };
    auto const names = [&](bool for_joining, std::size_t most) {
        std::vector<Evidence> found;
        for (auto const& feature : strongest(features, for_joining, most)) {
            found.push_back(feature.name);
        }
        return found;
    };
    EXPECT_EQ(names(true, 3), (std::vector{Evidence::shared_rarity, Evidence::text_cosine}));
    EXPECT_EQ(names(true, 1), std::vector{Evidence::shared_rarity});
    EXPECT_EQ(names(false, 3), (std::vector{Evidence::days_apart, Evidence::place_differs}));
}

} // namespace
} // namespace ducha::merge
