// What comes back of the cases that were handed over.
#include "simulation/outcomes.h"

#include "base/invariant.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace ducha::simulation {
namespace {

using handling::Outcome;
using handling::RectificationClass;
using handling::Status;
using handling::Truth;

constexpr double earlier_share = 0.2;    ///< of closed ones: a result on the way before
constexpr double on_the_way_share = 0.3; ///< of open ones: a result on the way

/// How long a unit takes, in days: a sham one closes at once, a slow one late.
std::int64_t days_to_close(Behaviour behaviour, Dice& dice)
{
    switch (behaviour) {
    case Behaviour::prompt:
        return dice.between(1, 8);
    case Behaviour::slow:
        return dice.between(6, 20);
    case Behaviour::sham:
        return dice.between(0, 2);
    case Behaviour::stop_everything:
        break;
    }
    return dice.between(1, 4);
}

/// In the share of what was found in Hainan at the end of 2023 (of 1,427; domain.md 2.6).
Truth truth_of(Dice& dice)
{
    constexpr std::int64_t weights[] = {440, 108, 779, 100};
    return Codes<Truth>::table[dice.weighted(weights)].value;
}

RectificationClass class_of(Status status, Dice& dice)
{
    constexpr std::int64_t closed[] = {70, 20, 10};
    constexpr std::int64_t others[] = {5, 65, 30};
    auto const place = dice.weighted(status == Status::closed ? closed : others);
    return Codes<RectificationClass>::table[place].value;
}

Outcome outcome_of(Status status, Dice& dice)
{
    Outcome outcome{.status = status};
    if (status != Status::in_progress || dice.chance(0.5)) {
        outcome.truth = truth_of(dice);
        if (*outcome.truth != Truth::not_at_all) {
            outcome.rectification = class_of(status, dice);
        }
    }
    return outcome;
}

/// An instant in (after, before], at office hours where there are any in between.
Instant moment_between(Instant after, Instant before, Dice& dice)
{
    auto from = after;
    auto until = before;
    for (auto day = office_day(after); day <= office_day(before); day = day + 1) {
        auto const opens = std::max(after, office_instant(day, {9 * 60}));
        auto const closes = std::min(before, office_instant(day, {18 * 60}));
        if (opens.microseconds + second <= closes.microseconds) {
            from = opens;
            until = closes;
            break;
        }
    }
    auto const seconds = (until.microseconds - from.microseconds) / second;
    return {from.microseconds + dice.between(1, seconds) * second};
}

/// The case of a problem as it stands in the end, and a result on the way to it.
struct Course {
    Handled const* of = nullptr;
    Instant ripe; ///< when the unit would be done, were there no bulletin
    std::optional<SimulatedResult> before;
    std::optional<SimulatedResult> last;
};

/// In the order in which the quota finishes them: first those that are ripe before the bulletin, in
/// any order, so that some are finished on every day; then the others, the ripest first.
std::vector<Course> courses_of(std::vector<Handled> const& handled, Instant as_of, Dice& dice)
{
    std::vector<Course> courses;
    for (auto const& one : handled) {
        auto const days = days_to_close(one.behaviour, dice);
        Instant const ripe{one.handed_over.microseconds + days * 24 * hour - 20 * hour};
        courses.push_back({.of = &one, .ripe = std::max({ripe, one.handed_over, one.last_report})});
    }
    std::ranges::stable_sort(courses, {}, &Course::ripe);
    auto const unripe = std::ranges::find_if(courses, [as_of](Course const& course) {
        return course.ripe.microseconds + hour >= as_of.microseconds;
    });
    std::vector<Course> const others{unripe, courses.end()};
    courses.erase(unripe, courses.end());
    dice.shuffle(courses);
    courses.insert(courses.end(), others.begin(), others.end());
    return courses;
}

void finish(Course& course, Status status, Instant as_of, Dice& dice)
{
    auto const earliest = std::max(course.of->handed_over, course.of->last_report);
    invariant(earliest < as_of, "a result has room before the bulletin");
    // What is not ripe by then is closed all the same where the quota says so.
    auto const after =
        course.ripe.microseconds + hour < as_of.microseconds ? course.ripe : earliest;
    auto const until = std::min(as_of, Instant{after.microseconds + 40 * hour});
    auto const occurred = moment_between(after, until, dice);
    course.last = {course.of->problem, occurred, outcome_of(status, dice)};
    Instant const eve{occurred.microseconds - hour};
    if (dice.chance(earlier_share) && course.of->handed_over < eve) {
        bool const phased = status == Status::closed && dice.chance(0.25);
        auto const earlier = moment_between(course.of->handed_over, eve, dice);
        course.before = {
            course.of->problem,
            earlier,
            outcome_of(phased ? Status::phased : Status::in_progress, dice)
        };
    }
}

void begin(Course& course, Instant as_of, Dice& dice)
{
    auto const after = course.of->handed_over;
    auto const until = std::min(as_of, Instant{after.microseconds + 72 * hour});
    auto const occurred = moment_between(after, until, dice);
    course.last = {course.of->problem, occurred, outcome_of(Status::in_progress, dice)};
}

/// What units did, dealt out to the cases in which something was found.
class Measures {
public:
    Measures(std::vector<Course>& courses, Dice& dice) : dice_{&dice}
    {
        for (auto& course : courses) {
            if (course.last && is_found(course.last->outcome)) {
                found_.push_back(&course);
            }
        }
        dice.shuffle(found_);
        std::ranges::stable_partition(found_, [](Course const* course) {
            return course->of->has_enterprise;
        });
    }

    [[nodiscard]] bool possible() const { return !found_.empty(); }

    void deal(Quota const& quota)
    {
        deal(quota.ordered, &Outcome::ordered, 1);
        deal(quota.penalised, &Outcome::penalised, 1);
        deal_fine(quota.fine);
        dice_->shuffle(found_);
        deal(quota.criminal, &Outcome::criminal, 1);
        auto const administrative = in_proportion(quota.detained, 3, 5);
        deal(administrative, &Outcome::detained_administrative, 2);
        deal(quota.detained - administrative, &Outcome::detained_criminal, 3);
        dice_->shuffle(found_);
        deal(quota.interviewed, &Outcome::interviewed, 4);
        dice_->shuffle(found_);
        deal(quota.accountable, &Outcome::accountable, 5);
    }

private:
    static bool is_found(Outcome const& outcome)
    {
        return outcome.truth && *outcome.truth != Truth::not_at_all;
    }

    void deal(std::int64_t count, std::int64_t Outcome::* what, std::int64_t most_at_once)
    {
        for (std::size_t i = 0; count > 0; i = (i + 1) % found_.size()) {
            auto const some = std::min(count, dice_->between(1, most_at_once));
            found_[i]->last->outcome.*what += some;
            count -= some;
        }
    }

    /// In hundreds of yuan, as fines are; what is left over goes to the first.
    void deal_fine(Fen fine)
    {
        std::vector<Outcome*> fined;
        std::vector<std::int64_t> weights;
        for (auto* const course : found_) {
            if (course->last->outcome.penalised > 0) {
                fined.push_back(&course->last->outcome);
                auto const weight = dice_->between(1, 12);
                weights.push_back(weight * dice_->between(1, 12));
            }
        }
        if (fined.empty()) {
            return;
        }
        constexpr std::int64_t hundred_yuan = 10'000;
        auto const parts = apportioned(fine.get() / hundred_yuan, weights);
        for (std::size_t i = 0; i < fined.size(); ++i) {
            auto const rest = i == 0 ? fine.get() % hundred_yuan : 0;
            fined[i]->fine = Fen{parts[i] * hundred_yuan + rest};
            fined[i]->seized = dice_->chance(0.08) ? 1 : 0;
        }
    }

    Dice* dice_;
    std::vector<Course*> found_;
};

bool has_measures(Quota const& quota)
{
    return quota.ordered + quota.penalised + quota.criminal + quota.detained + quota.interviewed +
        quota.accountable >
        0;
}

} // namespace

std::vector<SimulatedResult>
results_of(std::vector<Handled> const& handled, Quota const& quota, Instant as_of, Dice& dice)
{
    auto courses = courses_of(handled, as_of, dice);
    auto const closed = static_cast<std::size_t>(quota.closed);
    auto const done = closed + static_cast<std::size_t>(quota.phased);
    for (std::size_t i = 0; i < courses.size(); ++i) {
        if (i < done) {
            finish(courses[i], i < closed ? Status::closed : Status::phased, as_of, dice);
        } else if (dice.chance(on_the_way_share)) {
            begin(courses[i], as_of, dice);
        }
    }
    if (has_measures(quota)) {
        if (!Measures{courses, dice}.possible()) {
            // Measures are taken where something was found: so it was, in the first case.
            auto& first = courses.front();
            if (!first.last) {
                begin(first, as_of, dice);
            }
            first.last->outcome.truth = Truth::partly;
        }
        Measures{courses, dice}.deal(quota);
    }
    std::vector<SimulatedResult> results;
    for (auto const& course : courses) {
        for (auto const& result : {course.before, course.last}) {
            if (result) {
                results.push_back(*result);
            }
        }
    }
    std::ranges::stable_sort(results, {}, [](SimulatedResult const& result) {
        return std::pair{result.occurred, result.problem};
    });
    return results;
}

} // namespace ducha::simulation
