// The simulated inspection, played: the ledger counts what the profile says, and every figure hangs
// from what it counts.
#include "app/play.h"

#include "domain/bulletin/edition.h"
#include "domain/ledger/audit.h"

#include "app/asking.h"
#include "app/rooms.h"
#include "tests/databases.h"

#include <gtest/gtest.h>

namespace ducha::tests {
namespace {

using bulletin::Sums;
using bulletin::value;
using simulation::Profile;
using simulation::Simulated;

/// The profile's totals under the names of the measures.
Sums sums_of(simulation::Quota const& quota)
{
    return {
        {"received", quota.received},
        {"accepted", quota.accepted},
        {"transferred", quota.transferred},
        {"closed", quota.closed},
        {"penalised", quota.penalised},
        {"fine", quota.fine.get()},
        {"criminal", quota.criminal},
        {"detained", quota.detained},
        {"interviewed", quota.interviewed},
        {"accountable", quota.accountable},
    };
}

/// What the last bulletin of a play states, of the measures of the sentence and those below.
struct Outcome {
    Sums total;
    std::vector<Sums> objects;
    app::Played played;
};

Outcome outcome_of(Profile const& profile, Simulated const& simulated)
{
    TemporaryFolder const folder;
    app::OfficeAddress const address{.database = "sqlite:" + (folder.path() / "ducha.db").string()};
    app::Office::found(address);
    auto made = std::make_unique<SetClock>();
    auto& clock = *made;
    app::Office office{address, std::move(made), std::make_unique<SeededRandom>(7)};
    auto played = app::play(office, clock, profile, simulated, folder.path());
    if (!played) {
        ADD_FAILURE() << to_line(played.error());
        return {};
    }
    auto const room = app::newsroom(office, played->inspection);
    auto const may = office.policy().authorize<bulletin::ReadBulletins>(office_log);
    auto const all = bulletin::issued(office.connection(), may, played->inspection.id);
    auto const last = bulletin::edition(room, all.back().number);
    EXPECT_EQ(last->as_of, profile.as_of);
    EXPECT_EQ(bulletin::recounted(office.connection(), *last), last->figures);
    EXPECT_TRUE(bulletin::contradictions(last->figures, last->rules).empty());
    EXPECT_TRUE(played->refused.empty());
    Outcome outcome{.total = last->figures.total, .objects = {}, .played = std::move(*played)};
    for (auto const& row : last->figures.rows) {
        outcome.objects.push_back(row.sums);
    }
    return outcome;
}

Profile profile_named(std::string const& name)
{
    auto const profile = simulation::read_profile(name);
    EXPECT_TRUE(profile) << (profile ? "" : to_line(profile.error()));
    return profile.value_or(Profile{});
}

void expect_the_quotas(Profile const& profile, Outcome const& outcome)
{
    for (auto const& [measure, expected] : sums_of(profile.published)) {
        EXPECT_EQ(value(outcome.total, measure), expected) << measure;
    }
    ASSERT_EQ(outcome.objects.size(), profile.objects.size());
    // Objects stand in the order of their codes.
    auto const objects = outcome.played.inspection.objects;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        auto const quota =
            std::ranges::find(profile.objects, objects[i].code, &Profile::Object::code);
        ASSERT_NE(quota, profile.objects.end());
        for (auto const& [measure, expected] : sums_of(quota->quota)) {
            EXPECT_EQ(value(outcome.objects[i], measure), expected)
                << objects[i].code << " " << measure;
        }
    }
}

// clause B21-06: the figures of the bulletin of 19 September 2021, which stand in the profile alone
TEST(SimulatedInspection, ThreeSeedsGiveTheSameFiguresFromDifferentReports)
{
    auto const profile = profile_named("second-round-fourth-batch");
    std::set<std::string> texts;
    for (std::uint64_t const seed : {1, 2, 3}) {
        SCOPED_TRACE(seed);
        auto const simulated = simulation::generate(profile, seed);
        texts.insert(simulated.objects[0].reports[0].incoming.text);
        auto const outcome = outcome_of(profile, simulated);
        expect_the_quotas(profile, outcome);
        EXPECT_DOUBLE_EQ(outcome.played.together.b_cubed.f1(), 1);
        EXPECT_LT(outcome.played.alone.b_cubed.f1(), 1);
        EXPECT_GT(outcome.played.alone.b_cubed.precision, 0.9);
    }
    EXPECT_EQ(texts.size(), 3U);
}

class SmallInspection : public testing::Test {
protected:
    Profile const profile = profile_named("small");
    Simulated simulated = simulation::generate(profile, 5);
    Outcome const whole = outcome_of(profile, simulated);

    /// By how much the figures move.
    static std::map<std::string, std::int64_t> moved(Outcome const& from, Outcome const& to)
    {
        std::map<std::string, std::int64_t> by;
        for (auto const& change : bulletin::changes(
                 {.rows = {}, .total = from.total, .types = {}},
                 {.rows = {}, .total = to.total, .types = {}}
             )) {
            by[change.measure] = change.after - change.before;
        }
        return by;
    }
};

TEST_F(SmallInspection, GivesItsProfilesFigures)
{
    expect_the_quotas(profile, whole);
}

/// Takes rows out that stand for a case of their own, so that nothing else takes their place.
TEST_F(SmallInspection, WithoutSomeResultsTheFiguresMoveByJustThese)
{
    auto& results = simulated.objects[0].results;
    std::map<std::size_t, int> rows_of;
    for (auto const& result : results) {
        ++rows_of[result.problem];
    }
    std::map<std::string, std::int64_t> expected;
    std::size_t removed = 0;
    std::erase_if(results, [&](simulation::SimulatedResult const& result) {
        auto const& outcome = result.outcome;
        bool const is_closed = outcome.status == handling::Status::closed;
        if (removed == 7 || !is_closed || rows_of[result.problem] > 1) {
            return false;
        }
        ++removed;
        expected["results"] -= 1;
        expected["closed"] -= 1;
        expected[std::string{code(*outcome.truth)}] -= 1;
        if (outcome.rectification) {
            expected[std::string{code(*outcome.rectification)}] -= 1;
        }
        for (auto const& number : handling::numbers) {
            expected[std::string{number.name}] -= outcome.*number.number;
        }
        expected["fine"] -= outcome.fine.get();
        expected["detained"] -= outcome.detained_administrative + outcome.detained_criminal;
        return true;
    });
    ASSERT_EQ(removed, 7U);
    std::erase_if(expected, [](auto const& change) { return change.second == 0; });
    EXPECT_EQ(moved(whole, outcome_of(profile, simulated)), expected);
}

/// A repeat that, in truth, is a problem of its own becomes a case of its own.
TEST_F(SmallInspection, WithoutOneLinkOfTruthThereIsOneCaseMore)
{
    auto& object = simulated.objects[0];
    auto const last_day = office_instant(office_day(profile.as_of) + -1, {20 * 60});
    std::set<std::size_t> seen;
    bool broken = false;
    for (auto& report : object.reports) {
        bool const counts =
            report.fate == simulation::Fate::valid && report.incoming.occurred <= last_day;
        if (counts && !seen.insert(report.problem).second) {
            report.problem = object.problems.size();
            object.problems.push_back(object.problems.front());
            broken = true;
            break;
        }
    }
    ASSERT_TRUE(broken);
    std::map<std::string, std::int64_t> const expected{
        {"combined", -1}, {"cases", 1}, {"transferred", 1}
    };
    EXPECT_EQ(moved(whole, outcome_of(profile, simulated)), expected);
}

} // namespace
} // namespace ducha::tests
