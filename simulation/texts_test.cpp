// The words of a simulation, and how far they stray from the truth.
#include "base/text.h"

#include "domain/inspection/units.h"

#include "simulation/generated_test.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace ducha::simulation {
namespace {

Profile with(Profile profile, double Noise::* what, double share)
{
    profile.noise.*what = share;
    return profile;
}

/// All that was generated in one text.
std::string spelled(Simulated const& made)
{
    std::string text;
    auto const add = [&](auto const&... parts) { ((text += parts, text += '|'), ...); };
    for (auto const& object : made.objects) {
        for (auto const& report : object.reports) {
            auto const& in = report.incoming;
            add(in.own_id, to_text(in.occurred), in.title, in.text, in.place, in.enterprise);
            add(in.reporter_name, in.reporter_rest, code(report.fate), code(in.channel));
            add(report.problem == no_problem ? "" : std::to_string(report.problem));
        }
        for (auto const& result : object.results) {
            add(std::to_string(result.problem), to_text(result.occurred));
            add(std::to_string(result.outcome.fine.get()), code(result.outcome.status));
        }
        for (auto const& unit : object.units) {
            add(unit.name, code(unit.behaviour), std::to_string(unit.longitude));
        }
        for (auto const& problem : object.problems) {
            add(problem.id, problem.place, std::to_string(problem.latitude));
        }
    }
    return text;
}

/// Metres between two positions on a sphere.
double metres(double longitude, double latitude, double other_longitude, double other_latitude)
{
    constexpr double degree = std::numbers::pi / 180;
    auto const sine = [](double angle) { return std::sin(angle) * std::sin(angle); };
    auto const chord = sine((latitude - other_latitude) * degree / 2) +
        std::cos(latitude * degree) * std::cos(other_latitude * degree) *
            sine((longitude - other_longitude) * degree / 2);
    return 2 * 6'371'000 * std::asin(std::sqrt(chord));
}

double pin_distance(SimulatedObject const& object, SimulatedReport const& report)
{
    auto const& problem = object.problems[report.problem];
    return metres(report.longitude, report.latitude, problem.longitude, problem.latitude);
}

/// The share of reports with a problem for which something holds, among those that `counts`.
template <class Counts, class Holds>
double share_of(Simulated const& made, Counts const& counts, Holds const& holds)
{
    double all = 0;
    double found = 0;
    for (auto const& object : made.objects) {
        std::set<std::size_t> seen;
        for (auto const& report : object.reports) {
            if (report.problem == no_problem) {
                continue;
            }
            bool const repeat = !seen.insert(report.problem).second;
            if (counts(object, report, repeat)) {
                ++all;
                found += holds(object, report) ? 1 : 0;
            }
        }
    }
    EXPECT_GT(all, 0);
    return found / all;
}

auto const any = [](SimulatedObject const&, SimulatedReport const&, bool) { return true; };

auto const is_wrong = [](SimulatedObject const& object, SimulatedReport const& report) {
    auto const& types = object.problems[report.problem].types;
    return std::ranges::find(types, report.incoming.types.front()) == types.end();
};

bool names_its_enterprise(SimulatedObject const&, SimulatedReport const& report)
{
    return !report.incoming.enterprise.empty();
}

bool is_english(SimulatedReport const& report)
{
    auto const& text = report.incoming.text;
    auto const letters = std::ranges::count_if(text, [](char c) { return c >= 'a' && c <= 'z'; });
    return static_cast<std::size_t>(letters) > text.size() / 4;
}

TEST(SimulatedTexts, AreTheSameForTheSameSeedAndOthersForAnother)
{
    auto const profile = profile_named("small");
    auto const once = spelled(generate(profile, 1));
    EXPECT_EQ(once, spelled(generate(profile, 1)));
    std::set<std::string> texts;
    std::size_t shared = 0;
    for (auto const seed : {1U, 2U}) {
        auto const made = generate(profile, seed);
        for (auto const& report : made.objects[0].reports) {
            shared += texts.insert(report.incoming.text).second ? 0 : 1;
        }
    }
    EXPECT_LT(shared, 20U);
}

TEST(SimulatedTexts, OfAnObjectDoNotDependOnTheOtherObjects)
{
    auto profile = profile_named("small");
    auto const before = generate(profile, 1);
    profile.objects[0].quota.accepted -= 1;
    auto const after = generate(profile, 1);
    EXPECT_EQ(
        before.objects[1].reports.back().incoming.text,
        after.objects[1].reports.back().incoming.text
    );
}

TEST(SimulatedTexts, AreTakenDownByTheIntakeWithoutTelephonesAndNames)
{
    std::size_t telephones = 0;
    std::size_t named = 0;
    for (auto const* name : {"small", large}) {
        auto const profile = profile_named(name);
        auto const& made = simulated(name, 1);
        for (std::size_t i = 0; i < made.objects.size(); ++i) {
            inspection::Placed const where{profile.inspection, profile.inspection.objects[i]};
            for (auto const& report : made.objects[i].reports) {
                auto const taken =
                    intake::working_report(report.incoming, where, report.incoming.occurred);
                ASSERT_TRUE(taken.has_value()) << to_line(taken.error());
                EXPECT_EQ(taken->own_id, report.incoming.own_id);
                EXPECT_FALSE(taken->text.contains("-00")) << taken->text;
                EXPECT_EQ(report.incoming.text.contains("-00"), taken->text.contains("【电话】"))
                    << report.incoming.text;
                telephones += taken->text.contains("【电话】") ? 1 : 0;
                named += report.incoming.reporter_name.contains("模拟") ? 1 : 0;
                EXPECT_FALSE(taken->text.contains("【车牌】")) << report.incoming.text;
                EXPECT_FALSE(taken->text.contains("【账号】")) << report.incoming.text;
            }
        }
    }
    EXPECT_GT(telephones, 100U);
    EXPECT_GT(named, 1000U);
}

TEST(SimulatedTexts, AreAcceptedByTheRuleUnlessTheyReportAStop)
{
    auto const profile = profile_named("small");
    auto const& made = simulated("small", 1);
    for (std::size_t i = 0; i < made.objects.size(); ++i) {
        inspection::Placed const where{profile.inspection, profile.inspection.objects[i]};
        for (auto const& report : made.objects[i].reports) {
            if (report.fate != Fate::valid) {
                continue;
            }
            intake::Matter matter;
            matter.kind = report.incoming.kind;
            matter.text = report.incoming.text;
            matter.of.reception_day = where.reception_day(report.incoming.occurred);
            matter.postmark = report.incoming.postmark;
            bool const is_stop = matter.kind == intake::ReportKind::stop_report;
            EXPECT_EQ(intake::rule_accepts(matter, where), !is_stop) << matter.text;
        }
    }
}

TEST(SimulatedTexts, AllSayThatTheyAreSimulated)
{
    auto const profile = profile_named("small");
    for (auto const& object : profile.inspection.objects) {
        EXPECT_TRUE(object.name_zh.ends_with("（模拟）"));
    }
    auto const made = generate(profile, 1);
    for (auto const& object : made.objects) {
        for (auto const& report : object.reports) {
            EXPECT_TRUE(report.incoming.text.starts_with("模拟")) << report.incoming.text;
            EXPECT_FALSE(report.incoming.title.empty());
            EXPECT_FALSE(report.incoming.text.contains('{')) << report.incoming.text;
        }
    }
}

TEST(SimulatedTexts, AreNearlyAllUnlikeEachOther)
{
    auto const& made = simulated(large, 1);
    std::set<std::string> texts;
    std::size_t reports = 0;
    for (auto const& object : made.objects) {
        for (auto const& report : object.reports) {
            ++reports;
            texts.insert(report.incoming.text);
        }
    }
    EXPECT_GT(texts.size(), reports * 99 / 100);
}

TEST(SimulatedPlaces, AreNoRealCityOrCounty)
{
    std::set<std::string> real;
    std::vector<std::string> open{""};
    auto const& tree = inspection::UnitTree::built_in();
    while (!open.empty()) {
        auto const parent = open.back();
        open.pop_back();
        for (auto const* const region : tree.below(parent)) {
            real.insert(region->name);
            open.push_back(region->code);
        }
    }
    EXPECT_EQ(real.contains("历下区"), true);
    for (auto const seed : {1U, 2U}) {
        auto const& made = simulated(large, seed);
        for (auto const& object : made.objects) {
            std::set<std::string> names;
            for (auto const& unit : object.units) {
                EXPECT_TRUE(names.insert(unit.name).second) << unit.name;
                auto const end = unit.name.find("市") + std::string_view{"市"}.size();
                EXPECT_FALSE(real.contains(unit.name.substr(0, end))) << unit.name;
                EXPECT_FALSE(real.contains(unit.name.substr(end))) << unit.name;
            }
        }
    }
}

TEST(SimulatedPlaces, LieAroundTheMiddleOfTheirProvince)
{
    auto const profile = profile_named(large);
    auto const& made = simulated(large, 1);
    for (std::size_t i = 0; i < made.objects.size(); ++i) {
        auto const& given = profile.objects[i];
        bool const is_group = profile.inspection.objects[i].kind == inspection::ObjectKind::group;
        for (auto const& problem : made.objects[i].problems) {
            auto const far =
                metres(problem.longitude, problem.latitude, given.longitude, given.latitude);
            EXPECT_LT(far, is_group ? 560'000 : 210'000);
        }
    }
}

TEST(SimulatedPins, AreNoMoreThanAKilometreOff)
{
    auto const profile = with(profile_named(large), &Noise::pin_off, 1);
    auto const made = generate(profile, 1);
    double within_half = 0;
    double all = 0;
    for (auto const& object : made.objects) {
        for (auto const& report : object.reports) {
            if (report.problem != no_problem) {
                auto const off = pin_distance(object, report);
                EXPECT_LE(off, 1000);
                within_half += off <= 500 ? 1 : 0;
                ++all;
            }
        }
    }
    // Evenly in the disc: half the radius holds a quarter.
    EXPECT_NEAR(within_half / all, 0.25, 0.02);
}

TEST(SimulatedNoise, IsAsMuchAsTheProfileSays)
{
    auto const profile = profile_named(large);
    auto const& noise = profile.noise;
    auto const& made = simulated(large, 1);
    auto const off = share_of(made, any, [](auto const& object, auto const& report) {
        return pin_distance(object, report) > 2;
    });
    auto const of_enterprise = [](bool repeats) {
        return [=](SimulatedObject const& object, SimulatedReport const& report, bool repeat) {
            return object.problems[report.problem].enterprise && repeat == repeats;
        };
    };
    auto const named_again = share_of(made, of_enterprise(true), names_its_enterprise);
    auto const named_first = share_of(made, of_enterprise(false), names_its_enterprise);
    auto const english =
        share_of(made, any, [](auto const&, auto const& report) { return is_english(report); });
    EXPECT_NEAR(share_of(made, any, is_wrong), noise.wrong_type, 0.02);
    EXPECT_NEAR(off, noise.pin_off, 0.02);
    EXPECT_NEAR(1 - named_again, noise.no_enterprise, 0.05);
    EXPECT_NEAR(1 - named_first, 0.15, 0.02);
    EXPECT_NEAR(english, noise.english, 0.004);
}

TEST(SimulatedNoise, IsNoneWhereNoneIsAskedFor)
{
    auto profile = profile_named("small");
    profile.noise = {
        .wrong_type = 0,
        .pin_off = 0,
        .no_enterprise = 0,
        .misspelt = 0,
        .same_person = 0,
        .alike_elsewhere = 0,
        .other_at_place = 0,
        .english = 0,
    };
    auto const made = generate(profile, 1);
    auto const repeats_of_firms = [](auto const& object, auto const& report, bool repeat) {
        return object.problems[report.problem].enterprise && repeat;
    };
    EXPECT_EQ(share_of(made, any, is_wrong), 0);
    EXPECT_EQ(share_of(made, repeats_of_firms, names_its_enterprise), 1);
    EXPECT_EQ(
        share_of(
            made,
            any,
            [](auto const& object, auto const& report) { return pin_distance(object, report) > 0; }
        ),
        0
    );
}

TEST(SimulatedNoise, RepeatsTheSameTitleOfTheSamePerson)
{
    auto const retold = [](double share) {
        auto const profile = with(profile_named(large), &Noise::same_person, share);
        auto const made = generate(profile, 1);
        std::map<std::pair<std::string, std::size_t>, std::string> titles;
        return share_of(
            made,
            [](auto const&, auto const&, bool) { return true; },
            [&](auto const& object, auto const& report) {
                auto const [first, is_new] =
                    titles.try_emplace({object.code, report.problem}, report.incoming.title);
                return !is_new && first->second == report.incoming.title;
            }
        );
    };
    EXPECT_GT(retold(1), 4 * retold(0));
}

TEST(SimulatedArrivals, AreCallsInTelephoneHoursAndLettersAlsoBehindTheCut)
{
    auto const profile = profile_named(large);
    auto const& made = simulated(large, 1);
    double calls = 0;
    double in_the_morning = 0;
    double late_letters = 0;
    double letters = 0;
    for (std::size_t i = 0; i < made.objects.size(); ++i) {
        double own_letters = 0;
        auto const& object = made.objects[i];
        for (auto const& report : object.reports) {
            auto const at = report.incoming.occurred;
            auto const minutes = static_cast<int>(
                (at.microseconds - office_instant(office_day(at), {}).microseconds) / minute
            );
            if (report.incoming.channel == Channel::call) {
                EXPECT_GE(minutes, 8 * 60);
                EXPECT_LT(minutes, 20 * 60);
                EXPECT_FALSE(report.incoming.postmark);
                ++calls;
                in_the_morning += minutes < 12 * 60 ? 1 : 0;
            } else {
                ASSERT_TRUE(report.incoming.postmark.has_value());
                EXPECT_LE(*report.incoming.postmark, office_day(at));
                ++own_letters;
                late_letters += minutes >= 20 * 60 ? 1 : 0;
            }
        }
        auto const share = own_letters / static_cast<double>(object.reports.size());
        EXPECT_NEAR(share, profile.objects[i].letters, 0.1) << object.code;
        letters += own_letters;
    }
    EXPECT_GT(in_the_morning, calls / 2);
    EXPECT_NEAR(late_letters / letters, 0.2, 0.03);
}

} // namespace
} // namespace ducha::simulation
