// An inspection that never happened.
#include "base/invariant.h"

#include "platform/json/text.h"

#include "simulation/gazetteer.h"
#include "simulation/outcomes.h"
#include "simulation/plan.h"
#include "simulation/telling.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace ducha::simulation {
namespace {

constexpr TimeOfDay hand_over_time{10 * 60};
constexpr std::int64_t farthest_pin = 995; // metres: a kilometre, with room for rounding
constexpr double late_letters = 0.2;       ///< come in behind the daily cut

/// Makes one inspected object with all that happens there.
class Making {
public:
    Making(Profile const& profile, std::size_t object, std::uint64_t seed)
        : profile_{profile},
          given_{profile.objects[object]},
          object_{profile.inspection.objects[object]},
          bank_{Bank::built_in()},
          dice_{seed},
          gazetteer_{object_, given_, bank_.names, dice_},
          teller_{bank_, profile.noise, gazetteer_.names(), dice_}
    {
        choose_scenes();
    }

    /// first_problem   how many problems the objects before it have
    SimulatedObject object(std::size_t first_problem)
    {
        made_.code = given_.code;
        make_units();
        auto const last = reception_day(profile_.as_of, profile_.inspection.daily_cut);
        auto const plan = plan_of(given_.quota, object_.first_day, last, profile_.noise, dice_);
        made_.reports.reserve(static_cast<std::size_t>(given_.quota.received));
        for (auto const& planned : plan.problems) {
            add_problem(planned, first_problem);
        }
        for (auto const day : plan.invalid) {
            add_invalid(day);
        }
        auto const handled = handled_problems(last);
        put_in_order();
        made_.results = results_of(handled, given_.quota, profile_.as_of, dice_);
        return std::move(made_);
    }

private:
    /// Scenes that this object can have, by their first pollution type.
    struct Choice {
        std::int64_t weight = 0;
        std::vector<Scene const*> scenes;
        Deck deck;
    };

    [[nodiscard]] bool is_group() const { return object_.kind == inspection::ObjectKind::group; }

    [[nodiscard]] bool fits(Scene const& scene) const
    {
        return (is_group() ? scene.of_groups : scene.of_provinces) && (!scene.sea || given_.coast);
    }

    void choose_scenes()
    {
        for (auto const& scene : bank_.scenes) {
            if (fits(scene)) {
                choices_[scene.types.front()].scenes.push_back(&scene);
            }
        }
        std::int64_t sum = 0;
        for (auto& [type, choice] : choices_) {
            auto const given = profile_.types.find(type);
            choice.weight = given == profile_.types.end()
                ? 0
                : static_cast<std::int64_t>(given->second * 1000 + 0.5);
            sum += choice.weight;
        }
        for (auto& [type, choice] : choices_) {
            choice.weight = sum == 0 ? 1 : choice.weight;
            weights_.push_back(choice.weight);
        }
    }

    Scene const& scene()
    {
        auto const place = dice_.weighted(weights_);
        auto& choice = std::next(choices_.begin(), static_cast<std::ptrdiff_t>(place))->second;
        return *choice.scenes[choice.deck.deal(choice.scenes.size(), dice_)];
    }

    /// One of those that cannot wait, or that order others to stop.
    Scene const& one_of(std::vector<Scene> const& scenes)
    {
        std::vector<Scene const*> fitting;
        for (auto const& scene : scenes) {
            if (fits(scene) || scene.stop) {
                fitting.push_back(&scene);
            }
        }
        return *dice_.one(fitting);
    }

    void make_units()
    {
        for (auto const& county : gazetteer_.counties()) {
            made_.units.push_back({
                .name = county.unit,
                .behaviour = county.behaviour,
                .longitude = degrees(county.centre.longitude),
                .latitude = degrees(county.centre.latitude),
            });
        }
    }

    Subject subject_of(Scene const& scene, Place place, std::string kind = {})
    {
        auto const& county = gazetteer_.counties()[place.county];
        return teller_.subject(scene, std::move(place), county, std::move(kind));
    }

    /// A county where all is stopped, if there is one.
    std::size_t stopping_county()
    {
        std::vector<std::size_t> stopping;
        for (std::size_t i = 0; i < made_.units.size(); ++i) {
            if (made_.units[i].behaviour == Behaviour::stop_everything) {
                stopping.push_back(i);
            }
        }
        return stopping.empty() ? dice_.below(made_.units.size()) : dice_.one(stopping);
    }

    Subject subject(Flavour flavour)
    {
        if (flavour == Flavour::urgent) {
            auto place = gazetteer_.place(false);
            return subject_of(one_of(bank_.urgent), std::move(place));
        }
        if (flavour == Flavour::stop_order) {
            auto place = gazetteer_.place_in(stopping_county());
            return subject_of(one_of(bank_.stop), std::move(place));
        }
        if (flavour != Flavour::plain && !plain_.empty()) {
            auto const& other = plain_[dice_.below(plain_.size())];
            if (flavour == Flavour::alike_elsewhere) {
                bool const same_county = dice_.chance(0.5);
                auto place = same_county ? gazetteer_.place_in(other.place.county)
                                         : gazetteer_.place(other.scene->sea);
                return subject_of(*other.scene, std::move(place), other.kind);
            }
            auto const& another = scene();
            if (&another != other.scene && !another.sea) {
                return subject_of(another, gazetteer_.place_beside(other.place));
            }
        }
        auto const& chosen = scene();
        return subject_of(chosen, gazetteer_.place(chosen.sea));
    }

    Problem problem_of(Subject const& subject, std::size_t number)
    {
        auto const& place = subject.place;
        Problem problem{
            .id = fmt::format("P{:06}", number),
            .unit = place.county,
            .enterprise = {},
            .place = subject.county->city + subject.county->name + place.town + place.near,
            .types = subject.scene->types,
            .longitude = degrees(place.position.longitude),
            .latitude = degrees(place.position.latitude),
        };
        if (!subject.name.empty()) {
            problem.enterprise = made_.enterprises.size();
            made_.enterprises.push_back({
                .name = subject.name + subject.kind,
                .sector = subject.scene->sector,
                .unit = place.county,
                .longitude = problem.longitude,
                .latitude = problem.latitude,
            });
        }
        return problem;
    }

    void add_problem(PlannedProblem const& planned, std::size_t first_problem)
    {
        auto const index = made_.problems.size();
        auto subject = this->subject(planned.flavour);
        made_.problems.push_back(problem_of(subject, first_problem + index + 1));
        std::vector<SimulatedReport> reports;
        for (auto const day : planned.days) {
            reports.push_back({.incoming = arrival(day), .problem = index});
        }
        std::ranges::stable_sort(reports, {}, [](SimulatedReport const& report) {
            return report.incoming.occurred;
        });
        bool repeat = false;
        for (auto& report : reports) {
            report.incoming.kind = subject.scene->stop ? intake::ReportKind::stop_report
                                                       : intake::ReportKind::complaint;
            teller_.tell(subject, repeat, report.incoming);
            pin(report, subject.place.position);
            repeat = true;
        }
        reports.front().urgent = subject.scene->ground;
        firsts_.push_back(reports.front().incoming.occurred);
        lasts_.push_back(reports.back().incoming.occurred);
        std::ranges::move(reports, std::back_inserter(made_.reports));
        if (!subject.scene->stop && !subject.scene->ground) {
            subject.told.clear();
            plain_.push_back(std::move(subject));
        }
    }

    void add_invalid(Day day)
    {
        auto const& phrase = dice_.one(bank_.invalid);
        SimulatedReport report{
            .incoming = arrival(day),
            .fate = phrase.fate,
            .reason = phrase.reason,
        };
        auto const place = gazetteer_.place(false);
        auto const& county = gazetteer_.counties()[place.county];
        teller_.tell_invalid(phrase, place, county, report.incoming);
        if (phrase.names_a_place) {
            pin(report, place.position);
        }
        made_.reports.push_back(std::move(report));
    }

    void pin(SimulatedReport& report, Position at)
    {
        if (dice_.chance(profile_.noise.pin_off)) {
            at = scattered(at, farthest_pin, dice_);
        }
        report.longitude = degrees(at.longitude);
        report.latitude = degrees(at.latitude);
    }

    /// A report of a reception day, with its channel and its time.
    intake::IncomingReport arrival(Day day)
    {
        intake::IncomingReport incoming;
        bool const letter = dice_.chance(given_.letters);
        incoming.channel = letter ? Channel::letter : Channel::call;
        incoming.occurred = moment(day, letter);
        if (letter) {
            auto const arrived = office_day(incoming.occurred);
            auto const posted = arrived + -static_cast<int>(dice_.between(0, 3));
            incoming.postmark = std::max(posted, std::min(object_.first_day, arrived));
        }
        return incoming;
    }

    /// Most in the morning; a letter in five behind the cut of the day before.
    Instant moment(Day day, bool letter)
    {
        auto const& settings = profile_.inspection;
        auto const cut = settings.daily_cut.minutes;
        constexpr std::int64_t hours[] = {9, 16, 15, 11, 5, 5, 8, 9, 8, 6, 4, 4};
        auto const seconds = dice_.between(1, 59);
        if (letter && day > object_.first_day && cut < 24 * 60 - 1 && dice_.chance(late_letters)) {
            auto const minutes = dice_.between(cut, 24 * 60 - 1);
            auto const begin = office_instant(day + -1, {static_cast<int>(minutes)});
            return {begin.microseconds + seconds * second};
        }
        auto const from = settings.reception_from.minutes;
        auto const window = std::max(1, std::min(settings.reception_until.minutes, cut) - from);
        auto const slot = static_cast<std::int64_t>(dice_.weighted(hours));
        auto const low = slot * window / 12;
        auto const high = std::max(low, (slot + 1) * window / 12 - 1);
        auto const minutes = from + dice_.between(low, high);
        auto const begin = office_instant(day, {static_cast<int>(minutes)});
        return {begin.microseconds + seconds * second};
    }

    /// In the order of arrival, each with its own id and with the pin among what came with it.
    void put_in_order()
    {
        // Sorts places, not reports: these are large.
        std::vector<std::size_t> order(made_.reports.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::stable_sort(order, {}, [&](std::size_t place) {
            return made_.reports[place].incoming.occurred;
        });
        std::vector<SimulatedReport> sorted;
        sorted.reserve(order.size());
        for (auto const place : order) {
            sorted.push_back(std::move(made_.reports[place]));
        }
        made_.reports = std::move(sorted);
        std::size_t number = 0;
        for (auto& report : made_.reports) {
            report.incoming.own_id = fmt::format("{}{:06}", given_.code, ++number);
            json::ObjectText rest;
            bool const pinned = report.longitude != 0 || report.latitude != 0;
            auto const spelled = [&](double value) {
                return json::quoted(pinned ? fmt::format("{:.6f}", value) : "");
            };
            rest.put("longitude", spelled(report.longitude));
            rest.put("latitude", spelled(report.latitude));
            report.incoming.reporter_rest = rest.take();
        }
    }

    [[nodiscard]] std::vector<Handled> handled_problems(Day last) const
    {
        std::vector<Handled> handled;
        for (std::size_t i = 0; i < made_.problems.size(); ++i) {
            auto const day = reception_day(firsts_[i], profile_.inspection.daily_cut);
            if (day < last) {
                auto const& problem = made_.problems[i];
                handled.push_back({
                    .problem = i,
                    .behaviour = made_.units[problem.unit].behaviour,
                    .has_enterprise = problem.enterprise.has_value(),
                    .handed_over = office_instant(day + 1, hand_over_time),
                    .last_report = lasts_[i],
                });
            }
        }
        return handled;
    }

    Profile const& profile_;
    Profile::Object const& given_;
    inspection::InspectedObject const& object_;
    Bank const& bank_;
    Dice dice_;
    Gazetteer gazetteer_;
    Teller teller_;
    std::map<intake::Type, Choice> choices_;
    std::vector<std::int64_t> weights_; ///< of the choices
    std::vector<Subject> plain_;        ///< what hard negatives are made after
    std::vector<Instant> firsts_;       ///< of each problem
    std::vector<Instant> lasts_;
    SimulatedObject made_;
};

/// Each object has chances of its own: what is said of one does not depend on the others.
std::uint64_t seed_of(std::uint64_t seed, std::string_view code)
{
    constexpr std::uint64_t prime = 0x100000001B3; // FNV-1a
    for (auto const c : code) {
        seed = (seed ^ static_cast<unsigned char>(c)) * prime;
    }
    return seed;
}

} // namespace

Simulated generate(Profile const& profile, std::uint64_t seed, ReportsDone const& made)
{
    Simulated simulated;
    std::size_t problems = 0;
    for (std::size_t i = 0; i < profile.objects.size(); ++i) {
        Making making{profile, i, seed_of(seed, profile.objects[i].code)};
        simulated.objects.push_back(making.object(problems));
        problems += simulated.objects.back().problems.size();
        if (made) {
            made(static_cast<std::int64_t>(simulated.objects.back().reports.size()));
        }
    }
    return simulated;
}

} // namespace ducha::simulation
