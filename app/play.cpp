// A simulated inspection, played.
#include "app/play.h"

#include "base/invariant.h"

#include "domain/bulletin/issued.h"

#include "app/desk_of_verbs.h"
#include "app/interrupt.h"
#include "app/progress.h"
#include "app/result_table.h"

#include <algorithm>
#include <future>

namespace ducha::app {
namespace {

constexpr std::size_t results_an_act = 1000;

/// One object's part of the play.
class Part {
public:
    Part(
        Office& office,
        simulation::SimulatedObject const& object,
        inspection::Placed where,
        std::filesystem::path const& results
    )
        : office_{office},
          object_{object},
          where_{std::move(where)},
          stay_{office, where_.object.log},
          clerk_{office, stay_, object},
          table_{results / (object.code + ".csv")}
    {
    }

    Result<void> morning()
    {
        if (!sealed_) {
            return {};
        }
        auto const day = *sealed_;
        sealed_.reset();
        return stay_.hand_over(day);
    }

    /// What came until `now`, the daily cut of `day`.
    Result<void> evening(Day day, Instant now)
    {
        if (auto const reported = take_results(now); !reported) {
            return reported;
        }
        auto const first = next_report_;
        while (next_report_ < object_.reports.size() &&
               object_.reports[next_report_].incoming.occurred <= now) {
            ++next_report_;
        }
        if (auto const received = clerk_.receive(first, next_report_); !received) {
            return received;
        }
        if (auto const merged = clerk_.merge(); !merged) {
            return merged;
        }
        if (auto const sent = clerk_.send_urgent(); !sent) {
            return sent;
        }
        auto const sealed = stay_.seal(day);
        if (!sealed) {
            return std::unexpected{sealed.error()};
        }
        sealed_ = *sealed ? std::optional{day} : std::nullopt;
        return {};
    }

    void finish() { table_.commit(); }

    [[nodiscard]] std::size_t reports_done() const { return next_report_; }
    [[nodiscard]] std::int64_t results_done() const { return results_; }
    [[nodiscard]] SimulatedClerk& clerk() { return clerk_; }
    [[nodiscard]] simulation::SimulatedObject const& object() const { return object_; }
    [[nodiscard]] Stay const& stay() const { return stay_; }
    [[nodiscard]] LogId log() const { return where_.object.log; }
    [[nodiscard]] inspection::Placed const& where() const { return where_; }

private:
    Result<void> take_results(Instant now)
    {
        handling::ReportResults part;
        for (; next_result_ < object_.results.size(); ++next_result_) {
            auto const& result = object_.results[next_result_];
            if (result.occurred > now) {
                break;
            }
            part.results.push_back(
                {clerk_.case_number(result.problem), result.occurred, result.outcome}
            );
            table_.write(part.results.back());
            if (part.results.size() == results_an_act) {
                if (auto const taken = take(std::exchange(part, {})); !taken) {
                    return taken;
                }
            }
        }
        return part.results.empty() ? Result<void>{} : take(std::move(part));
    }

    Result<void> take(handling::ReportResults part)
    {
        results_ += static_cast<std::int64_t>(part.results.size());
        auto const outcome = std::make_shared<handling::ResultsOutcome>();
        auto const done = office_.pipeline().run(handling::report(log(), std::move(part), outcome));
        if (!done) {
            return std::unexpected{done.error()};
        }
        for (auto const& row : outcome->rows) {
            if (row.fate == handling::ResultsOutcome::Fate::refused) {
                return std::unexpected{row.refusal};
            }
        }
        return {};
    }

    Office& office_;
    simulation::SimulatedObject const& object_;
    inspection::Placed where_;
    Stay stay_;
    SimulatedClerk clerk_;
    ResultTable table_;
    std::size_t next_report_ = 0;
    std::size_t next_result_ = 0;
    std::int64_t results_ = 0;
    std::optional<Day> sealed_; ///< waits for the morning
};

/// Places of all objects, those of one log never meeting those of another.
class Scores {
public:
    void add(std::vector<CaseId> const& cases, std::vector<std::size_t> const& problems)
    {
        for (std::size_t i = 0; i < cases.size(); ++i) {
            auto const problem = static_cast<std::int64_t>(problems[i]);
            places_.push_back({apart(cases[i].get()), apart(problem)});
        }
        ++objects_;
    }

    [[nodiscard]] MergingScore score() const
    {
        return {simulation::cases_made(places_), simulation::b_cubed(places_)};
    }

private:
    [[nodiscard]] std::int64_t apart(std::int64_t id) const { return (objects_ << 40) | id; }

    std::vector<simulation::Placing> places_;
    std::int64_t objects_ = 0;
};

/// The problems of the valid reports, in order of arrival.
std::vector<std::size_t> problems_of(simulation::SimulatedObject const& object)
{
    std::vector<std::size_t> problems;
    for (auto const& report : object.reports) {
        if (report.fate == simulation::Fate::valid) {
            problems.push_back(report.problem);
        }
    }
    return problems;
}

/// The valid reports of an object as merging will read them, in order of arrival.
std::vector<intake::Matter>
matters_of(simulation::SimulatedObject const& object, inspection::Placed const& where)
{
    std::vector<intake::Matter> matters;
    for (auto const& report : object.reports) {
        if (report.fate != simulation::Fate::valid) {
            continue;
        }
        auto const& incoming = report.incoming;
        auto const working = intake::working_report(incoming, where, incoming.occurred);
        invariant(working.has_value(), "a simulated report passes the door");
        matters.push_back({
            .of =
                {.matter = MatterId{static_cast<std::int64_t>(matters.size())},
                 .types = working->types},
            .occurred = incoming.occurred,
            .title = working->title,
            .text = working->text,
            .place = working->place,
            .enterprise = working->enterprise,
        });
    }
    return matters;
}

Result<inspection::Inspection> opened(Office& office, inspection::Inspection const& inspection)
{
    auto const done = office.pipeline().run(inspection::open_inspection(inspection));
    if (!done) {
        return std::unexpected{done.error()};
    }
    auto const all = inspection::load_all(
        office.connection(), office.policy().authorize<inspection::ReadInspections>(office_log)
    );
    return inspection::choose(all, inspection.id);
}

class Play {
public:
    Play(Office& office, SetClock& clock, simulation::Profile const& profile)
        : office_{office}, clock_{clock}, profile_{profile}
    {
    }

    Result<Played> run(simulation::Simulated const& simulated, std::filesystem::path const& results)
    {
        auto const inspection = opened(office_, profile_.inspection);
        if (!inspection) {
            return std::unexpected{inspection.error()};
        }
        played_.inspection = *inspection;
        std::size_t reports = 0;
        for (auto const& object : simulated.objects) {
            reports += object.reports.size();
            parts_.push_back(
                std::make_unique<Part>(office_, object, place_of(*inspection, object.code), results)
            );
        }
        // The engine alone, on the other core: it needs the reports and nothing of the office.
        auto alone = std::async(std::launch::async, [this] {
            std::vector<std::vector<CaseId>> cases;
            for (auto const& part : parts_) {
                auto const matters = matters_of(part->object(), part->where());
                cases.push_back(merge::engine_alone(matters, played_.inspection));
            }
            return cases;
        });
        if (auto const days = all_days(static_cast<std::int64_t>(reports)); !days) {
            return std::unexpected{days.error()};
        }
        score(alone.get());
        return std::move(played_);
    }

private:
    static inspection::Placed
    place_of(inspection::Inspection const& inspection, std::string const& code)
    {
        auto const object = inspection::choose_object(inspection, code);
        invariant(object.has_value(), "a simulation has the objects of its profile");
        return {.inspection = inspection, .object = *object};
    }

    Result<void> all_days(std::int64_t reports)
    {
        Progress progress{"模拟督察 simulated inspection", reports};
        auto const cut = profile_.inspection.daily_cut;
        auto const last = office_day(profile_.as_of);
        auto first = last;
        for (auto const& object : profile_.inspection.objects) {
            first = std::min(first, object.first_day);
        }
        std::int64_t drawn = 0;
        for (auto day = first; day <= last; day = day + 1) {
            end_if_asked();
            if (auto const done = one_day(day, office_instant(day, cut)); !done) {
                return done;
            }
            std::int64_t so_far = 0;
            for (auto const& part : parts_) {
                so_far += static_cast<std::int64_t>(part->reports_done());
            }
            progress.advance(so_far - drawn);
            drawn = so_far;
        }
        progress.done();
        return {};
    }

    Result<void> one_day(Day day, Instant cut)
    {
        clock_.set(office_instant(day, hand_over_at));
        for (auto const& part : parts_) {
            if (auto const done = part->morning(); !done) {
                return done;
            }
        }
        clock_.set(cut);
        for (auto const& part : parts_) {
            if (day < part->where().object.first_day) {
                continue;
            }
            if (auto const done = part->evening(day, cut); !done) {
                return done;
            }
        }
        auto const issued = office_.pipeline().run(
            bulletin::issue({played_.inspection.id, cut, std::nullopt}, tally_)
        );
        return issued ? Result<void>{} : std::unexpected{issued.error()};
    }

    void score(std::vector<std::vector<CaseId>> const& alone)
    {
        Scores by_engine;
        Scores together;
        for (std::size_t i = 0; i < parts_.size(); ++i) {
            auto& part = *parts_[i];
            auto& clerk = part.clerk();
            part.finish();
            played_.corrections += clerk.corrections();
            played_.results += part.results_done();
            played_.accepted += static_cast<std::int64_t>(clerk.accepted().size());
            auto const& refused = part.stay().refused();
            played_.refused.insert(played_.refused.end(), refused.begin(), refused.end());
            std::vector<CaseId> cases;
            std::vector<std::size_t> problems;
            for (auto const& known : clerk.accepted()) {
                cases.push_back(clerk.case_of(known.matter));
                problems.push_back(known.problem);
            }
            together.add(cases, problems);
            by_engine.add(alone[i], problems_of(part.object()));
        }
        played_.alone = by_engine.score();
        played_.together = together.score();
    }

    Office& office_;
    SetClock& clock_;
    simulation::Profile const& profile_;
    std::vector<std::unique_ptr<Part>> parts_;
    std::shared_ptr<bulletin::Tally> tally_ = std::make_shared<bulletin::Tally>();
    Played played_;
};

} // namespace

Result<Played> play(
    Office& office,
    SetClock& clock,
    simulation::Profile const& profile,
    simulation::Simulated const& simulated,
    std::filesystem::path const& results
)
{
    return Play{office, clock, profile}.run(simulated, results);
}

} // namespace ducha::app
