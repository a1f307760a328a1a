// A ruling is explained by the very evidence that it was made on; what waits can be answered.
#include "domain/merge/explanation.h"

#include "domain/ledger/ledger.h"

#include "tests/journeys/journey.h"

#include <cmath>

namespace ducha::tests {
namespace {

using merge::Ruling;
using merge::WhyNot;

constexpr auto* mixing_again =
    "模拟举报：示例花园小区业主再次反映，模拟甲搅拌站深夜仍在生产，噪声和粉尘没有整改";
constexpr auto* dyeing_again = "模拟举报：样例丙印染厂又往虚拟河偷排红色污水，样例镇河道发臭";
constexpr auto* quarry = "模拟举报：虚构山采石场放炮，石块滚到虚构村的枸杞地里，村道压坏";

class Explained : public JourneyTest {
protected:
    std::map<MatterId, merge::Weighed> weigh(std::vector<MatterId> const& matters)
    {
        return merge::weigh(
            test.office().connection(), test.may<intake::ReadMatters>(), matters, shandong().merge
        );
    }
    merge::Weighed weighed(std::string_view own_id)
    {
        return weigh({matter(own_id)}).at(matter(own_id));
    }
    std::string place(std::optional<std::int64_t> bar = {})
    {
        return outcome(merge::place(test.log(), {.join_ppm = bar}, merge::make_desk()));
    }
    void take(std::vector<intake::IncomingReport> reports, std::optional<std::int64_t> bar = {})
    {
        receive(test, std::move(reports));
        ASSERT_EQ(outcome(intake::accept(test.log(), {})), "passed");
        ASSERT_EQ(place(bar), "passed");
    }
    std::vector<merge::Placement> proposals()
    {
        return merge::proposals(
            test.office().connection(),
            test.may<merge::ReadMerges>(),
            test.may<casefile::ReadCases>()
        );
    }
    /// Joins, a proposal, a refusal, a parting: something of everything.
    void busy_day()
    {
        take({report(1, mixing_plant), report(2, dyeing_works), report(3, same_again)});
        take({report(4, mixing_again), report(5, quarry)}, 1'000'000);
        ASSERT_EQ(
            outcome(merge::refuse_join(test.log(), {matter("T4"), own_case(matter("T1"))})),
            "passed"
        );
        take({report(6, dyeing_again), report(7, same_again)});
        ASSERT_EQ(outcome(merge::part(test.log(), {matter("T3"), "模拟：并错"})), "passed");
        take({report(8, mixing_again), report(9, same_again)});
    }
    std::vector<MatterId> matters(int count)
    {
        std::vector<MatterId> all;
        for (int i = 1; i <= count; ++i) {
            all.push_back(matter("T" + std::to_string(i)));
        }
        return all;
    }
    static bool gives(merge::NotChosen const& near, WhyNot reason)
    {
        return std::ranges::find(near.why, reason) != near.why.end();
    }
};

TEST_P(Explained, TheEvidenceSumsToTheScoreThatTheDecisionRecorded)
{
    busy_day();
    int engines = 0;
    for (auto const& [id, weighed] : weigh(matters(9))) {
        double sum = 0;
        for (auto const& feature : weighed.features) {
            sum += feature.weight;
        }
        EXPECT_NEAR(sum, weighed.log_odds, 1e-9);
        if (!weighed.ruled.model.empty() && weighed.ruled.of) {
            EXPECT_EQ(static_cast<std::int64_t>(weighed.probability * 1e6), weighed.ruled.score_ppm)
                << id.get();
            EXPECT_EQ(weighed.model, weighed.ruled.model);
            ++engines;
        }
    }
    EXPECT_GE(engines, 4);
    EXPECT_EQ(weighed("T7").ruled.ruling, Ruling::joined_by_engine);
    EXPECT_EQ(weighed("T3").ruled.ruling, Ruling::parted);
    EXPECT_EQ(weighed("T4").ruled.ruling, Ruling::refused);
}

TEST_P(Explained, WhatAPersonRefusedIsNamedAsTheCaseNotChosen)
{
    busy_day();
    auto const refused = weighed("T4").not_chosen;
    ASSERT_TRUE(refused);
    EXPECT_EQ(refused->of, own_case(matter("T1")));
    EXPECT_TRUE(gives(*refused, WhyNot::refused_by_a_person));
}

TEST_P(Explained, ACaseBelowTheBarIsNamedAsNotChosen)
{
    take({report(1, dyeing_works), report(2, mixing_plant), report(3, quarry)});
    auto const alone = weighed("T2");
    EXPECT_EQ(alone.ruled.ruling, Ruling::alone);
    if (alone.not_chosen) {
        EXPECT_TRUE(gives(*alone.not_chosen, WhyNot::below_proposing));
    }
    take({report(4, same_again)});
    EXPECT_EQ(weighed("T4").ruled.ruling, Ruling::joined_by_engine);
    EXPECT_EQ(weighed("T4").nearest, matter("T2"));
}

TEST_P(Explained, WhatWasNotLookedAtHasNoRuling)
{
    receive(test, {report(1, mixing_plant)});
    ASSERT_EQ(outcome(intake::accept(test.log(), {})), "passed");
    EXPECT_TRUE(weigh({matter("T1")}).empty());
    // Nor has what hung from a parted matter, until it is looked at again.
    ASSERT_EQ(place(), "passed");
    take({report(2, same_again)});
    ASSERT_EQ(weigh({matter("T2")}).size(), 1U);
    ASSERT_EQ(outcome(merge::part(test.log(), {matter("T1"), "模拟：并错"})), "passed");
    EXPECT_TRUE(weigh({matter("T2")}).empty());
}

TEST_P(Explained, TwoMattersCompareWithTheirWordsAndDays)
{
    auto later = report(2, same_again);
    later.occurred = {later.occurred.microseconds - 12 * hour - second};
    take({report(1, mixing_plant), later});
    auto& connection = test.office().connection();
    auto const may = test.may<intake::ReadMatters>();
    auto const found = merge::compare(connection, may, matter("T1"), matter("T2"));
    ASSERT_TRUE(found);
    EXPECT_NEAR(found->days_apart, 0.5, 1e-9);
    EXPECT_EQ(found->metres, std::nullopt);
    ASSERT_FALSE(found->words.empty());
    for (auto const& word : found->words) {
        auto const first = word.in_a.front();
        EXPECT_EQ(found->a.substr(first.offset, first.length), word.text);
        EXPECT_FALSE(word.in_b.empty());
    }
    auto const missing = merge::compare(connection, may, matter("T1"), MatterId{77});
    EXPECT_EQ(missing.error().code, "merge.no_such_matter");
}

TEST_P(Explained, AProposalToACaseThatIsNoMoreIsNotListed)
{
    take({report(1, mixing_plant), report(2, quarry)});
    take({report(3, same_again)}, 1'000'000);
    ASSERT_EQ(proposals().size(), 1U);
    // The case proposed is absorbed by another.
    ASSERT_EQ(outcome(merge::join(test.log(), {matter("T1"), own_case(matter("T2"))})), "passed");
    EXPECT_TRUE(proposals().empty());
    // Parted, it is a case again, and the proposal waits again.
    ASSERT_EQ(outcome(merge::part(test.log(), {matter("T1"), "模拟：并错"})), "passed");
    EXPECT_EQ(proposals().size(), 1U);
    ASSERT_EQ(outcome(intake::withdraw(test.log(), {matter("T1"), "模拟：撤回"})), "passed");
    EXPECT_TRUE(proposals().empty());
    expect_sound();
}

TEST_P(Explained, AProposalToAClosedCaseIsNotListed)
{
    take({report(1, mixing_plant)});
    test.clock().set(office_instant(first_day, {20 * 60}));
    ASSERT_EQ(outcome(transfer::seal(test.log(), {first_day})), "passed");
    ASSERT_EQ(outcome(transfer::hand_over(test.log(), {first_day})), "passed");
    test.clock().set(office_instant(first_day + 1, {10 * 60}));
    take({report(2, same_again)}, 1'000'000);
    ASSERT_EQ(proposals().size(), 1U);
    handling::CaseResult const closing{
        file(own_case(matter("T1"))).number,
        test.clock().now(),
        {.status = handling::Status::closed, .truth = handling::Truth::entirely}
    };
    ASSERT_NE(take_results({closing})[0].fate, handling::ResultsOutcome::Fate::refused);
    EXPECT_TRUE(proposals().empty());
}

ON_BOTH_DATABASES(Explained);

} // namespace
} // namespace ducha::tests
