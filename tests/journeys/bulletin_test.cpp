// Bulletins that are issued: they can be counted again for ever, and a correction says what
// changed.
#include "domain/bulletin/edition.h"
#include "domain/bulletin/issued.h"

#include "tests/journeys/journey.h"

namespace ducha::tests {
namespace {

using bulletin::Change;
using bulletin::Edition;
using handling::Outcome;
using handling::Status;
using handling::Truth;

/// Two cases that were handed over, one of them combined from two reports.
class Bulletins : public JourneyTest {
protected:
    void SetUp() override
    {
        receive(test, {report(1, mixing_plant), report(2, same_again), report(3, dyeing_works)});
        accept_and_merge();
        clock(first_day, 20);
        ASSERT_EQ(outcome(transfer::seal(test.log(), {first_day})), "passed");
        ASSERT_EQ(outcome(transfer::hand_over(test.log(), {first_day})), "passed");
        clock(first_day + 1, 12);
    }
    void clock(Day day, int hour_of_day)
    {
        test.clock().set(office_instant(day, {hour_of_day * 60}));
    }
    std::string number_of(std::string_view own_id) { return file(own_case(matter(own_id))).number; }
    void close(std::string_view own_id, Instant at, std::int64_t penalised)
    {
        Outcome const said{
            .status = Status::closed,
            .truth = Truth::entirely,
            .penalised = penalised,
            .fine = Fen{penalised * 1'000'000},
        };
        auto const rows = take_results({{number_of(own_id), at, said}});
        ASSERT_NE(rows.front().fate, handling::ResultsOutcome::Fate::refused)
            << to_line(rows.front().refusal);
    }
    std::string issue(Instant as_of) { return outcome(bulletin::issue({"", as_of, std::nullopt})); }

    bulletin::Newsroom newsroom()
    {
        auto const all = inspection::load_all(
            test.office().connection(), test.may<inspection::ReadInspections>()
        );
        return app::newsroom(test.office(), all.front());
    }
    Edition issued(std::int64_t number)
    {
        auto const found = bulletin::edition(newsroom(), number);
        EXPECT_TRUE(found) << (found ? "" : to_line(found.error()));
        return found.value_or(Edition{});
    }
    Edition as_of(Instant instant, std::optional<Instant> known_at = {})
    {
        return bulletin::edition(
            newsroom(),
            {{"SD", test.may<bulletin::ReadCounts>()}},
            {.as_of = instant, .known_at = known_at, .by = {}},
            {}
        );
    }
    static std::vector<Change> of_total(std::vector<Change> changes)
    {
        std::erase_if(changes, [](Change const& change) { return !change.object.empty(); });
        return changes;
    }

    Instant const evening = office_instant(first_day + 1, {20 * 60});
    Instant const noon = office_instant(first_day + 1, {12 * 60});
};

// clause B21-06
TEST_P(Bulletins, StateWhatTheLedgerCounts)
{
    close("T1", noon, 2);
    clock(first_day + 1, 20);
    ASSERT_EQ(issue(evening), "passed");
    auto const edition = issued(1);
    bulletin::Sums const expected{
        {"received", 3},
        {"received_call", 2},
        {"received_letter", 1},
        {"accepted", 3},
        {"combined", 1},
        {"cases", 2},
        {"transferred", 2},
        {"results", 1},
        {"closed", 1},
        {"true", 1},
        {"penalised", 2},
        {"fine", 2'000'000},
    };
    EXPECT_EQ(edition.figures.total, expected);
    EXPECT_TRUE(bulletin::contradictions(edition.figures, edition.rules).empty());
    expect_sound();
}

TEST_P(Bulletins, RecomputeEqualAfterLaterCorrections)
{
    close("T1", noon, 2);
    clock(first_day + 1, 20);
    ASSERT_EQ(issue(evening), "passed");
    auto const before = issued(1);
    // The same instant, another number: a correction. Another case, another day: news.
    clock(first_day + 2, 20);
    close("T1", noon, 5);
    close("T3", office_instant(first_day + 2, {9 * 60}), 1);
    receive(test, {report(4, "模拟举报：样例镇的模拟石灰窑冒黄烟，呛得人睁不开眼睛")});
    auto const after = issued(1);
    EXPECT_EQ(after.figures, before.figures);
    EXPECT_EQ(bulletin::recounted(test.office().connection(), after), before.figures);
}

TEST_P(Bulletins, ThenAndNowDifferExactlyByTheCorrections)
{
    close("T1", noon, 2);
    clock(first_day + 1, 20);
    ASSERT_EQ(issue(evening), "passed");
    clock(first_day + 2, 20);
    close("T1", noon, 5);
    close("T3", office_instant(first_day + 2, {9 * 60}), 1);
    std::vector<Change> const expected{{"", "penalised", 2, 5}, {"", "fine", 2'000'000, 5'000'000}};
    auto const then = issued(1).figures;
    EXPECT_EQ(of_total(bulletin::changes(then, as_of(evening).figures)), expected);
    // As known then, by the instant of recording, is what was issued.
    auto const known = as_of(evening, office_instant(first_day + 1, {21 * 60}));
    EXPECT_TRUE(bulletin::changes(then, known.figures).empty());

    ASSERT_EQ(outcome(bulletin::correct({"", 1, "模拟：漏报三家"})), "passed");
    auto const corrected = issued(2);
    EXPECT_EQ(corrected.corrects, 1);
    EXPECT_EQ(corrected.as_of, evening);
    ASSERT_TRUE(corrected.last);
    EXPECT_EQ(of_total(bulletin::changes(corrected.last->figures, corrected.figures)), expected);
    EXPECT_EQ(outcome(bulletin::correct({"", 1, "模拟：又一次"})), "bulletin.nothing_changed");
    expect_sound();
}

TEST_P(Bulletins, IssuingTheSameAgainIsHarmless)
{
    clock(first_day + 1, 20);
    auto const tally = std::make_shared<bulletin::Tally>();
    for (int times = 0; times < 2; ++times) {
        auto const done = test.run(bulletin::issue({"", evening, std::nullopt}, tally));
        ASSERT_TRUE(done);
        EXPECT_EQ(done->events.size(), times == 0 ? 1U : 0U);
    }
    clock(first_day + 2, 20);
    ASSERT_TRUE(test.run(bulletin::issue({"", office_instant(first_day + 2, {20 * 60}), {}}, tally))
    );
    EXPECT_EQ(issued(2).last->number, 1);
    EXPECT_EQ(issued(2).figures, bulletin::recounted(test.office().connection(), issued(2)));
}

TEST_P(Bulletins, RefuseWhatCannotBeIssued)
{
    EXPECT_EQ(issue(evening), "bulletin.in_the_future");
    clock(first_day + 1, 20);
    ASSERT_EQ(issue(evening), "passed");
    EXPECT_EQ(outcome(bulletin::correct({"", 1, "模拟"})), "bulletin.nothing_changed");
    EXPECT_EQ(outcome(bulletin::correct({"", 7, "模拟"})), "bulletin.no_such_bulletin");
    EXPECT_EQ(outcome(bulletin::correct({"", 1, "  "})), "bulletin.reason_missing");
    EXPECT_EQ(
        outcome(bulletin::issue({"another", evening, std::nullopt})),
        "inspection.no_such_inspection"
    );
    EXPECT_FALSE(bulletin::edition(newsroom(), 2));
}

/// Whatever is counted can be listed, and the list adds up to it.
TEST_P(Bulletins, TheListBehindEachFigureAddsUpToIt)
{
    close("T1", noon, 2);
    receive(test, {report(5, "模拟举报：演示村口的模拟丁养猪场恶臭难闻，粪水流进农田")});
    ASSERT_EQ(outcome(intake::decline(test.log(), {matter("T5"), {}, "模拟：线索不详"})), "passed");
    auto const edition = as_of(evening);
    for (auto const& measure : bulletin::measures(edition.rules)) {
        SCOPED_TRACE(measure.code);
        std::int64_t sum = 0;
        for (auto const& one :
             bulletin::behind(test.office().connection(), edition.asked, edition.as_of, measure)) {
            EXPECT_EQ(one.object, "SD");
            sum += one.amount;
        }
        EXPECT_EQ(sum, bulletin::value(edition.figures.total, measure.code));
    }
    EXPECT_EQ(bulletin::value(edition.figures.total, "not_accepted"), 1);
}

ON_BOTH_DATABASES(Bulletins);

/// Two objects; a case of the first that the second helps with.
class JointBulletins : public JourneyTest {
protected:
    JointBulletins() : JourneyTest{of_two()} {}

    /// Transferred cases of SD, of GD, and in all.
    std::array<std::int64_t, 3> transferred(
        inspection::JointRule rule,
        inspection::WithdrawnRule withdrawn = inspection::WithdrawnRule::kept
    )
    {
        inspection::CountingRules const rules{.joint = rule, .withdrawn = withdrawn};
        auto const all = inspection::load_all(
            test.office().connection(), test.may<inspection::ReadInspections>()
        );
        auto const scope = bulletin::scope_of(
            test.office().connection(), app::newsroom(test.office(), all.front()).objects
        );
        auto const found = bulletin::figures(
            bulletin::from_facts(test.office().connection()),
            bulletin::asked(test.office().connection(), scope),
            test.clock().now(),
            rules
        );
        EXPECT_TRUE(bulletin::contradictions(found, rules).empty());
        auto const of = [&](std::string_view code) {
            return bulletin::value(
                std::ranges::find(found.rows, code, &bulletin::Row::object)->sums, "transferred"
            );
        };
        return {of("SD"), of("GD"), bulletin::value(found.total, "transferred")};
    }
};

// domain.md 2.3: joint cases (合办)
TEST_P(JointBulletins, AJointCaseCountsAsTheRuleSaysFromItsHandOverOn)
{
    using enum inspection::JointRule;
    using Three = std::array<std::int64_t, 3>;
    receive(test, {report(1, mixing_plant), report(3, dyeing_works)});
    accept_and_merge();
    test.clock().set(office_instant(first_day, {20 * 60}));
    ASSERT_EQ(
        outcome(casefile::handle_jointly(test.log(), {own_case(matter("T1")), {"GD"}})), "passed"
    );
    ASSERT_EQ(outcome(transfer::seal(test.log(), {first_day})), "passed");
    EXPECT_EQ(transferred(each), (Three{0, 0, 0}));
    EXPECT_EQ(transferred(apart), (Three{0, 0, 0}));
    ASSERT_EQ(outcome(transfer::hand_over(test.log(), {first_day})), "passed");
    EXPECT_EQ(transferred(once), (Three{2, 0, 2}));
    EXPECT_EQ(transferred(each), (Three{2, 1, 2}));
    EXPECT_EQ(transferred(apart), (Three{1, 0, 2}));
    ASSERT_EQ(
        outcome(casefile::handle_jointly(test.log(), {own_case(matter("T1")), {}})), "passed"
    );
    EXPECT_EQ(transferred(each), (Three{2, 0, 2}));
    // Withdrawn, it stays with its lead, and nobody helps with it any more.
    ASSERT_EQ(
        outcome(casefile::handle_jointly(test.log(), {own_case(matter("T1")), {"GD"}})), "passed"
    );
    ASSERT_EQ(outcome(intake::withdraw(test.log(), {matter("T1"), "模拟"})), "passed");
    using enum inspection::WithdrawnRule;
    EXPECT_EQ(transferred(apart, kept), (Three{2, 0, 2}));
    EXPECT_EQ(transferred(apart, removed), (Three{1, 0, 1}));
    EXPECT_EQ(transferred(each, removed), (Three{1, 0, 1}));
    expect_sound();
}

ON_BOTH_DATABASES(JointBulletins);

} // namespace
} // namespace ducha::tests
