// A model fitted to what people decided.
#include "domain/merge/learning.h"

#include "base/invariant.h"

#include "engines/neardup/evidence.h"
#include "engines/neardup/fit.h"

#include "domain/merge/merge_refusals.h"
#include "domain/merge/models.h"

#include <algorithm>
#include <cmath>

namespace ducha::merge {
namespace {

using neardup::Example;

/// Of the accepted reports of the second round's fourth batch about one in five was a repeat.
constexpr double share_of_repeats = 0.2;

/// What a walk of the log gives to learn from.
struct Lessons {
    std::vector<Example> decisions; ///< people's
    std::vector<Example> stood;     ///< the engine's joinings that nobody undid
    std::vector<Example> looked;    ///< all rulings of the engine, of unknown truth
    Seq last{-1};                   ///< ruling
};

class Collector {
public:
    Collector(Replay const& replay, double engine_share)
        : replay_{replay}, engine_share_{engine_share}
    {
    }

    void take(Ruled const& ruled)
    {
        last_ = ruled.seq;
        bool const by_person = ruled.ruling == Ruling::joined_by_person ||
            ruled.ruling == Ruling::refused || ruled.ruling == Ruling::parted;
        if (!ruled.of || ruled.ruling == Ruling::taken_along) {
            return;
        }
        auto const evidence = replay_.against(ruled.matter, *ruled.of);
        if (!evidence) {
            return; // a founder was parted: nobody is left to compare it with
        }
        Example const example{
            .values = evidence->values,
            .same = ruled.ruling == Ruling::joined_by_person ? 1.0 : 0.0,
            .group = static_cast<std::uint64_t>(ruled.of->get()),
        };
        auto const key = std::pair{ruled.matter, *ruled.of};
        if (by_person) {
            decisions_[key] = example;
            return;
        }
        looked_[key] = example;
        if (ruled.ruling == Ruling::joined_by_engine) {
            joined_[key] = example;
        }
    }

    /// When the walk has ended.
    [[nodiscard]] Lessons lessons() const
    {
        Lessons lessons{.decisions = {}, .stood = {}, .looked = {}, .last = last_};
        for (auto const& [key, example] : decisions_) {
            lessons.decisions.push_back(example);
        }
        for (auto const& [key, example] : looked_) {
            lessons.looked.push_back(example);
        }
        for (auto const& [key, example] : joined_) {
            if (stands(key.first, key.second) && !decisions_.contains(key)) {
                lessons.stood.push_back(example);
                lessons.stood.back().same = 1;
                lessons.stood.back().share = engine_share_;
            }
        }
        return lessons;
    }

private:
    using Examples = std::map<std::pair<MatterId, CaseId>, Example>;

    [[nodiscard]] bool stands(MatterId matter, CaseId in) const
    {
        auto const standing = replay_.standing(in);
        bool const is_out =
            standing == casefile::Standing::handed_over || standing == casefile::Standing::closed;
        return is_out && replay_.case_of(matter) == in;
    }

    Replay const& replay_;
    double engine_share_;
    Examples decisions_;
    Examples looked_;
    Examples joined_;
    Seq last_{-1};
};

std::int64_t count_same(std::vector<Example> const& examples)
{
    return std::ranges::count(examples, 1.0, &Example::same);
}

/// How well probabilities fit decisions; both in the same order, at least one.
Held held(std::vector<Example> const& decisions, std::vector<double> const& found, double bar)
{
    Held sum;
    for (std::size_t i = 0; i < decisions.size(); ++i) {
        auto const p = std::clamp(found[i], 0.001, 0.999);
        bool const same = decisions[i].same > 0;
        sum.log_loss -= std::log(same ? p : 1 - p);
        sum.brier += (found[i] - decisions[i].same) * (found[i] - decisions[i].same);
        sum.agreed += (found[i] >= bar) == same ? 1 : 0;
    }
    auto const count = static_cast<double>(decisions.size());
    return {sum.log_loss / count, sum.brier / count, sum.agreed / count};
}

std::vector<double> probabilities(std::vector<Example> const& examples, neardup::Model const& model)
{
    std::vector<double> found;
    for (auto const& example : examples) {
        auto const log_odds = neardup::log_odds_of(example.values, model);
        found.push_back(neardup::probability_of(log_odds, model));
    }
    return found;
}

/// The knots from the examples that are not in `fold`; from all where the fold is none of them.
std::vector<neardup::Knot> knots_without(
    std::vector<Example> const& examples,
    std::vector<double> const& log_odds,
    std::size_t fold,
    std::size_t folds
)
{
    std::vector<Example> others;
    std::vector<double> scores;
    for (std::size_t i = 0; i < examples.size(); ++i) {
        if (neardup::fold_of(examples[i].group, folds) != fold) {
            others.push_back(examples[i]);
            scores.push_back(log_odds[i]);
        }
    }
    return neardup::calibrated(others, scores);
}

/// Weights and calibration of `model`, from examples; what they show nothing of stays as it was.
///
/// returns   of each example, what a fit without those of its fold says; its calibration too
std::vector<double>
learn(neardup::Model& model, std::vector<Example> const& examples, Fitting const& fitting)
{
    auto const fitted = neardup::fit_weights(examples, fitting.ridge);
    for (std::size_t e = 0; e < neardup::evidence_count; ++e) {
        bool const seen = std::ranges::any_of(examples, [&](Example const& example) {
            return example.values[e] != 0;
        });
        model.weights[e] = seen ? fitted[e] : model.weights[e];
    }
    auto const scores = neardup::held_out_log_odds(examples, fitting.ridge, fitting.folds);
    model.calibration = knots_without(examples, scores, fitting.folds, fitting.folds);
    std::vector<double> found(examples.size());
    for (std::size_t fold = 0; fold < fitting.folds; ++fold) {
        neardup::Model without = model;
        without.calibration = knots_without(examples, scores, fold, fitting.folds);
        for (std::size_t i = 0; i < examples.size(); ++i) {
            if (neardup::fold_of(examples[i].group, fitting.folds) == fold) {
                found[i] = neardup::probability_of(scores[i], without);
            }
        }
    }
    return found;
}

void describe(
    Fitted& fitted,
    inspection::Placed const& where,
    Lessons const& lessons,
    bool unlabelled,
    Instant now
)
{
    auto& model = fitted.model;
    auto const day = to_text(office_day(now));
    model.name = where.inspection.id + "-" + where.object.code;
    model.version = day + "." + std::to_string(lessons.last.get());
    model.described = "fitted " + day + " on " + where.inspection.id + ", " + where.object.code +
        ": " +
        (unlabelled
             ? std::to_string(fitted.looked) + " rulings without labels"
             : std::to_string(fitted.same) + " joined and " + std::to_string(fitted.not_same) +
                 " kept apart by people, " + std::to_string(fitted.stood) + " joinings that stood");
    model.figures = {
        {"decisions.same", static_cast<double>(fitted.same)},
        {"decisions.not_same", static_cast<double>(fitted.not_same)},
        {"engine.stood", static_cast<double>(fitted.stood)},
        {"engine.looked", static_cast<double>(fitted.looked)},
    };
    auto const add = [&](std::string const& when, std::optional<Held> const& figures) {
        if (figures) {
            model.figures.push_back({"held_out.log_loss_" + when, figures->log_loss});
            model.figures.push_back({"held_out.brier_" + when, figures->brier});
            model.figures.push_back({"held_out.agreed_" + when, figures->agreed});
        }
    };
    add("before", fitted.before);
    add("after", fitted.after);
}

/// Counts are named as in the model's figures, the same in both languages.
Result<void> enough(Fitted const& fitted, Fitting const& fitting)
{
    auto const least = std::to_string(fitting.least);
    if (fitting.unlabelled && fitted.looked < 2 * fitting.least) {
        return refuse(
            refusals,
            MergeRefusal::too_few_decisions,
            "looked " + std::to_string(fitted.looked),
            "looked " + std::to_string(2 * fitting.least)
        );
    }
    if (!fitting.unlabelled && std::min(fitted.same, fitted.not_same) < fitting.least) {
        return refuse(
            refusals,
            MergeRefusal::too_few_decisions,
            "same " + std::to_string(fitted.same) + ", not_same " + std::to_string(fitted.not_same),
            "same " + least + ", not_same " + least
        );
    }
    return {};
}

/// Without labels first: how likely each ruling's case is the right one.
std::vector<Example> estimated(std::vector<Example> examples)
{
    auto const likely = neardup::likely_same(examples, share_of_repeats);
    for (std::size_t i = 0; i < examples.size(); ++i) {
        examples[i].same = likely[i];
    }
    return examples;
}

} // namespace

Result<Fitted>
fit(db::Connection& connection,
    intake::MayReadMatters const& may,
    inspection::Placed const& where,
    Fitting const& fitting,
    Instant now)
{
    invariant(fitting.least >= 1, "a fit needs an example of each kind");
    auto const in_force = model_in_force(connection, may.object());
    Replay replay{connection, may, in_force};
    Collector collector{replay, fitting.engine_share};
    replay.walk([&](Ruled const& ruled) {
        collector.take(ruled);
        return true;
    });
    auto const lessons = collector.lessons();
    auto const decided = static_cast<std::int64_t>(lessons.decisions.size());
    auto const same = count_same(lessons.decisions);
    Fitted fitted{
        .model = in_force,
        .same = same,
        .not_same = decided - same,
        .stood = static_cast<std::int64_t>(lessons.stood.size()),
        .looked = static_cast<std::int64_t>(lessons.looked.size()),
        .before = {},
        .after = {},
    };
    if (auto const is_enough = enough(fitted, fitting); !is_enough) {
        return std::unexpected{is_enough.error()};
    }
    auto examples = fitting.unlabelled ? estimated(lessons.looked) : lessons.decisions;
    if (!fitting.unlabelled) {
        examples.insert(examples.end(), lessons.stood.begin(), lessons.stood.end());
    }
    auto found = learn(fitted.model, examples, fitting);
    if (decided > 0) {
        auto const bar = static_cast<double>(where.inspection.merge.join_ppm) / 1e6;
        // Without labels no decision was seen by the fit: all of them are held out.
        found = fitting.unlabelled ? probabilities(lessons.decisions, fitted.model) : found;
        fitted.before = held(lessons.decisions, probabilities(lessons.decisions, in_force), bar);
        fitted.after = held(lessons.decisions, found, bar);
    }
    describe(fitted, where, lessons, fitting.unlabelled, now);
    return fitted;
}

} // namespace ducha::merge
