// What every simulation must hold, whatever its profile and its seed.
#include "simulation/generated_test.h"
#include "simulation/quota_fields.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

namespace ducha::simulation {
namespace {

constexpr TimeOfDay ten{10 * 60};

/// What one object came to, counted on what was generated: nothing of the plan is asked.
class Counted {
public:
    Counted(Profile const& profile, std::size_t place, SimulatedObject const& object)
        : profile_{profile}, settings_{profile.inspection.objects[place]}, object_{object}
    {
        for (auto const& report : object.reports) {
            if (report.fate == Fate::valid) {
                auto const at = report.incoming.occurred;
                auto const [first, is_new] = firsts_.try_emplace(report.problem, at);
                first->second = std::min(first->second, at);
                auto& last = lasts_[report.problem];
                last = std::max(last, at);
            }
        }
    }

    [[nodiscard]] Day day_of(Instant at) const
    {
        return reception_day(at, profile_.inspection.daily_cut);
    }
    [[nodiscard]] Day last_day() const { return day_of(profile_.as_of); }
    [[nodiscard]] Day first_day_of(std::size_t problem) const
    {
        return day_of(firsts_.at(problem));
    }
    [[nodiscard]] Instant last_report_of(std::size_t problem) const { return lasts_.at(problem); }
    [[nodiscard]] bool is_transferred(std::size_t problem) const
    {
        return first_day_of(problem) < last_day();
    }
    [[nodiscard]] Instant handed_over(std::size_t problem) const
    {
        return office_instant(first_day_of(problem) + 1, ten);
    }

    [[nodiscard]] Quota quota() const
    {
        Quota quota;
        for (auto const& report : object_.reports) {
            if (report.incoming.occurred <= profile_.as_of) {
                ++quota.received;
                quota.accepted += report.fate == Fate::valid ? 1 : 0;
            }
        }
        for (std::size_t i = 0; i < object_.problems.size(); ++i) {
            quota.transferred += is_transferred(i) ? 1 : 0;
        }
        for (auto const& [problem, outcome] : last_outcomes()) {
            quota.closed += outcome.status == handling::Status::closed ? 1 : 0;
            quota.phased += outcome.status == handling::Status::phased ? 1 : 0;
            quota.ordered += outcome.ordered;
            quota.penalised += outcome.penalised;
            quota.fine = Fen{quota.fine.get() + outcome.fine.get()};
            quota.criminal += outcome.criminal;
            quota.detained += outcome.detained_administrative + outcome.detained_criminal;
            quota.interviewed += outcome.interviewed;
            quota.accountable += outcome.accountable;
        }
        return quota;
    }

    [[nodiscard]] std::map<std::size_t, handling::Outcome> last_outcomes() const
    {
        std::map<std::size_t, handling::Outcome> last;
        for (auto const& result : object_.results) {
            last[result.problem] = result.outcome;
        }
        return last;
    }

private:
    Profile const& profile_;
    inspection::InspectedObject const& settings_;
    SimulatedObject const& object_;
    std::map<std::size_t, Instant> firsts_;
    std::map<std::size_t, Instant> lasts_;
};

void expect_quotas(Profile const& profile, Simulated const& made)
{
    ASSERT_EQ(made.objects.size(), profile.objects.size());
    for (std::size_t i = 0; i < made.objects.size(); ++i) {
        auto const& object = made.objects[i];
        auto const found = Counted{profile, i, object}.quota();
        auto const& wanted = profile.objects[i].quota;
        EXPECT_EQ(object.code, profile.objects[i].code);
        for (auto const& field : quota_fields) {
            EXPECT_EQ(found.*field.value, wanted.*field.value) << object.code << " " << field.name;
        }
        EXPECT_EQ(found.fine, wanted.fine) << object.code;
    }
}

struct Case {
    std::string profile;
    std::uint64_t seed;
};

class AnySimulation : public testing::TestWithParam<Case> {
protected:
    Profile const profile_ = profile_named(GetParam().profile);
    Simulated const& simulated_ = simulated(GetParam().profile, GetParam().seed);

    /// Shows each object with what can be counted on it.
    template <class Visitor>
    void each(Visitor const& visit) const
    {
        for (std::size_t i = 0; i < simulated_.objects.size(); ++i) {
            auto const& object = simulated_.objects[i];
            visit(object, Counted{profile_, i, object});
        }
    }
};

INSTANTIATE_TEST_SUITE_P(
    Profiles,
    AnySimulation,
    testing::Values(
        Case{"small", 0},
        Case{"small", 1},
        Case{"small", 20'210'826},
        Case{"small", UINT64_MAX},
        Case{large, 1},
        Case{large, 2}
    )
);

TEST_P(AnySimulation, HoldsEveryQuotaExactly)
{
    expect_quotas(profile_, simulated_);
}

TEST_P(AnySimulation, HasReportsInOrderOfArrivalWithinTheStay)
{
    std::size_t place = 0;
    each([&](SimulatedObject const& object, Counted const& counted) {
        auto const& settings = profile_.inspection.objects[place++];
        std::set<std::string> ids;
        Instant before;
        for (auto const& report : object.reports) {
            auto const at = report.incoming.occurred;
            EXPECT_LE(before, at);
            before = at;
            EXPECT_LE(at, profile_.as_of);
            EXPECT_GE(counted.day_of(at), settings.first_day);
            EXPECT_TRUE(ids.insert(report.incoming.own_id).second) << report.incoming.own_id;
        }
    });
}

TEST_P(AnySimulation, HasAValidReportOfEveryProblemAndNoOther)
{
    std::set<std::string> ids;
    each([&](SimulatedObject const& object, Counted const&) {
        std::set<std::size_t> reported;
        for (auto const& report : object.reports) {
            EXPECT_EQ(report.fate == Fate::valid, report.problem != no_problem);
            if (report.problem != no_problem) {
                ASSERT_LT(report.problem, object.problems.size());
                reported.insert(report.problem);
            }
        }
        EXPECT_EQ(reported.size(), object.problems.size());
        for (auto const& problem : object.problems) {
            EXPECT_TRUE(ids.insert(problem.id).second) << problem.id;
            EXPECT_LT(problem.unit, object.units.size());
        }
    });
}

TEST_P(AnySimulation, MarksUrgentTheFirstReportOfAProblemAndNoneOfTheLastDay)
{
    each([&](SimulatedObject const& object, Counted const& counted) {
        std::set<std::size_t> seen;
        for (auto const& report : object.reports) {
            if (report.fate != Fate::valid) {
                EXPECT_FALSE(report.urgent);
                continue;
            }
            bool const first = seen.insert(report.problem).second;
            if (report.urgent) {
                EXPECT_TRUE(first);
                EXPECT_TRUE(counted.is_transferred(report.problem));
            }
        }
    });
}

TEST_P(AnySimulation, TakesNoReportForAStopReportThatIsNotValid)
{
    std::int64_t stops = 0;
    each([&](SimulatedObject const& object, Counted const&) {
        for (auto const& report : object.reports) {
            if (report.incoming.kind == intake::ReportKind::stop_report) {
                ++stops;
                EXPECT_EQ(report.fate, Fate::valid);
            }
        }
    });
    EXPECT_GT(stops, 0);
}

TEST_P(AnySimulation, HasResultsOnlyBehindTheHandOverAndByTheBulletin)
{
    each([&](SimulatedObject const& object, Counted const& counted) {
        Instant before;
        std::map<std::size_t, Instant> earlier;
        for (auto const& result : object.results) {
            ASSERT_TRUE(counted.is_transferred(result.problem));
            EXPECT_GT(result.occurred, counted.handed_over(result.problem));
            EXPECT_LE(result.occurred, profile_.as_of);
            EXPECT_LE(before, result.occurred);
            before = result.occurred;
            auto& own = earlier[result.problem];
            EXPECT_LT(own, result.occurred) << "one result of a problem at an instant";
            own = result.occurred;
        }
    });
}

TEST_P(AnySimulation, ClosesNoProblemBeforeItsLastReport)
{
    each([&](SimulatedObject const& object, Counted const& counted) {
        std::set<std::size_t> closed;
        for (auto const& result : object.results) {
            EXPECT_FALSE(closed.contains(result.problem)) << "nothing follows the closing";
            if (result.outcome.status == handling::Status::closed) {
                EXPECT_GT(result.occurred, counted.last_report_of(result.problem));
                EXPECT_TRUE(result.outcome.truth.has_value());
                closed.insert(result.problem);
            }
        }
    });
}

TEST_P(AnySimulation, TakesNoMeasureWhereNothingWasFound)
{
    each([](SimulatedObject const& object, Counted const&) {
        for (auto const& result : object.results) {
            auto const& outcome = result.outcome;
            auto const taken = outcome.ordered + outcome.penalised + outcome.criminal +
                outcome.interviewed + outcome.accountable + outcome.detained_criminal +
                outcome.detained_administrative + outcome.fine.get();
            bool const found = outcome.truth && *outcome.truth != handling::Truth::not_at_all;
            EXPECT_TRUE(found || taken == 0);
            EXPECT_TRUE(found || !outcome.rectification);
        }
    });
}

TEST(SimulatedResults, OfSomeProblemsComeOnTheWayAndThenClosed)
{
    auto const profile = profile_named("small");
    auto const& made = simulated("small", 1);
    std::size_t on_the_way = 0;
    for (auto const& object : made.objects) {
        std::set<std::size_t> begun;
        for (auto const& result : object.results) {
            bool const closes = result.outcome.status == handling::Status::closed;
            on_the_way += closes && begun.contains(result.problem) ? 1 : 0;
            begun.insert(result.problem);
        }
    }
    EXPECT_GT(on_the_way, 5U);
}

TEST(SimulatedResults, AreFoundTrueAsOftenAsInHainan)
{
    auto const profile = profile_named(large);
    auto const& made = simulated(large, 1);
    std::map<handling::Truth, double> found;
    double all = 0;
    for (auto const& object : made.objects) {
        for (auto const& result : object.results) {
            if (result.outcome.status == handling::Status::closed) {
                ++found[*result.outcome.truth];
                ++all;
            }
        }
    }
    constexpr double published = 1427; // domain.md 2.6, Hainan 2023
    EXPECT_NEAR(found[handling::Truth::entirely] / all, 440 / published, 0.03);
    EXPECT_NEAR(found[handling::Truth::basically] / all, 108 / published, 0.03);
    EXPECT_NEAR(found[handling::Truth::partly] / all, 779 / published, 0.03);
    EXPECT_NEAR(found[handling::Truth::not_at_all] / all, 100 / published, 0.03);
}

TEST(SimulatedUnits, ThatShamCloseSoonerThanSlowOnes)
{
    auto const profile = profile_named(large);
    auto const& made = simulated(large, 1);
    std::map<Behaviour, std::pair<double, double>> spent; // hours, cases
    std::map<Behaviour, double> cases;
    for (std::size_t i = 0; i < made.objects.size(); ++i) {
        auto const& object = made.objects[i];
        Counted const counted{profile, i, object};
        for (auto const& result : object.results) {
            if (result.outcome.status == handling::Status::closed) {
                auto const took =
                    result.occurred.microseconds - counted.handed_over(result.problem).microseconds;
                auto& [hours, closed] =
                    spent[object.units[object.problems[result.problem].unit].behaviour];
                hours += static_cast<double>(took) / static_cast<double>(hour);
                ++closed;
            }
        }
        for (std::size_t problem = 0; problem < object.problems.size(); ++problem) {
            cases[object.units[object.problems[problem].unit].behaviour] +=
                counted.is_transferred(problem) ? 1 : 0;
        }
    }
    auto const mean = [&](Behaviour behaviour) {
        return spent[behaviour].first / spent[behaviour].second;
    };
    auto const share = [&](Behaviour behaviour) {
        return spent[behaviour].second / cases[behaviour];
    };
    EXPECT_LT(2 * mean(Behaviour::sham), mean(Behaviour::slow));
    EXPECT_GT(share(Behaviour::sham), 2 * share(Behaviour::slow));
}

TEST(SimulatedRepeats, AreFewOfMostProblemsAndManyOfAFew)
{
    auto const profile = profile_named(large);
    auto const& made = simulated(large, 1);
    std::size_t once = 0;
    std::size_t problems = 0;
    std::size_t most = 0;
    for (auto const& object : made.objects) {
        std::vector<std::size_t> reports(object.problems.size());
        for (auto const& report : object.reports) {
            if (report.problem != no_problem) {
                ++reports[report.problem];
            }
        }
        once += static_cast<std::size_t>(std::ranges::count(reports, 1U));
        problems += reports.size();
        most = std::max(most, std::ranges::max(reports));
    }
    EXPECT_GT(once, problems * 8 / 10);
    EXPECT_LT(once, problems * 95 / 100);
    EXPECT_GE(most, 20U);
    EXPECT_LE(most, 60U);
}

TEST(SimulatedDays, RiseAtFirstAndThenStayLevel)
{
    auto const profile = profile_named(large);
    auto const& made = simulated(large, 1);
    for (std::size_t i = 0; i < made.objects.size(); ++i) {
        Counted const counted{profile, i, made.objects[i]};
        auto const first = profile.inspection.objects[i].first_day;
        std::map<int, double> reports;
        for (auto const& report : made.objects[i].reports) {
            ++reports[counted.day_of(report.incoming.occurred) - first];
        }
        auto const early = reports[0] + reports[1];
        EXPECT_LT(1.2 * early, reports[6] + reports[7]) << made.objects[i].code;
        EXPECT_LT(reports[12] + reports[13], 1.8 * (reports[6] + reports[7]));
    }
}

TEST(ScaledProfile, HoldsItsOrdersAndIsGeneratedExactlyAtAnySize)
{
    auto const whole = profile_named(large);
    for (std::int64_t const reports : {0, 1, 2, 7, 13, 100, 999, 5000}) {
        auto const profile = scaled(whole, reports);
        std::int64_t received = 0;
        for (auto const& object : profile.objects) {
            auto const& quota = object.quota;
            received += quota.received;
            EXPECT_GE(quota.received, quota.accepted);
            EXPECT_GE(quota.accepted, quota.transferred);
            EXPECT_GE(quota.transferred, quota.closed + quota.phased);
            EXPECT_TRUE(quota.transferred > 0 || quota.interviewed + quota.ordered == 0);
        }
        EXPECT_EQ(received, reports);
        EXPECT_EQ(profile.published.received, reports);
        expect_quotas(profile, generate(profile, 3));
    }
}

TEST(ScaledProfile, IsTheSameAtItsOwnSizeAndHoldsTheSharesAtTwice)
{
    auto const whole = profile_named(large);
    auto const same = scaled(whole, whole.published.received);
    auto const twice = scaled(whole, 2 * whole.published.received);
    for (auto const& field : quota_fields) {
        EXPECT_EQ(same.published.*field.value, whole.published.*field.value) << field.name;
        EXPECT_EQ(twice.published.*field.value, 2 * whole.published.*field.value) << field.name;
    }
    EXPECT_EQ(same.published.fine, whole.published.fine);
    EXPECT_EQ(twice.published.fine.get(), 2 * whole.published.fine.get());
}

TEST(SimulatedQuotas, HoldWhereAllIsAsTightAsItCanBe)
{
    auto profile = profile_named("small");
    auto& tight = profile.objects[0].quota;
    tight = {.received = 50, .accepted = 50, .transferred = 50, .closed = 50, .phased = 0};
    tight.ordered = 120;
    auto& late = profile.objects[1].quota;
    late = {.received = 9, .accepted = 9, .transferred = 0};
    expect_quotas(profile, generate(profile, 4));
    tight = {.received = 30, .accepted = 20, .transferred = 1, .closed = 0, .phased = 0};
    tight.accountable = 3;
    late = {.received = 9, .accepted = 0, .transferred = 0};
    expect_quotas(profile, generate(profile, 5));
}

} // namespace
} // namespace ducha::simulation
