// Fitting: the weights.
#include "engines/neardup/fit.h"

#include "base/invariant.h"

#include "engines/neardup/grams.h"

#include <algorithm>
#include <cmath>

namespace ducha::neardup {
namespace {

constexpr double case_size_rule = -0.1;

/// Which way an item of evidence may speak: 1 for a joining, -1 against it, 0 either way.
int sense_of(Evidence evidence)
{
    switch (evidence) {
    case Evidence::prior:
    case Evidence::case_has_core:
        return 0;
    case Evidence::place_differs:
    case Evidence::enterprise_differs:
    case Evidence::district_differs:
    case Evidence::issue_differs:
    case Evidence::source_differs:
    case Evidence::pins_apart:
    case Evidence::days_apart:
    case Evidence::case_size:
        return -1;
    default:
        return 1;
    }
}

double sigmoid(double x)
{
    return 1 / (1 + std::exp(-std::clamp(x, -30.0, 30.0)));
}

/// A symmetric system of the evidence that is fitted.
struct System {
    std::array<Values, evidence_count> matrix{};
    Values right{};
};

/// Solves by elimination with pivoting over the first `size` rows and columns.
Values solved(System system, std::size_t size)
{
    auto& [matrix, right] = system;
    for (std::size_t i = 0; i < size; ++i) {
        auto pivot = i;
        for (std::size_t r = i + 1; r < size; ++r) {
            pivot = std::abs(matrix[r][i]) > std::abs(matrix[pivot][i]) ? r : pivot;
        }
        std::swap(matrix[i], matrix[pivot]);
        std::swap(right[i], right[pivot]);
        for (std::size_t r = 0; r < size; ++r) {
            auto const factor = r == i ? 0 : matrix[r][i] / matrix[i][i];
            for (std::size_t c = i; c < size && factor != 0; ++c) {
                matrix[r][c] -= factor * matrix[i][c];
            }
            right[r] -= factor * right[i];
        }
    }
    for (std::size_t i = 0; i < size; ++i) {
        right[i] /= matrix[i][i];
    }
    return right;
}

System system_of(
    std::span<Example const> examples,
    Values const& weights,
    std::vector<std::size_t> const& active,
    double ridge
)
{
    System system;
    for (std::size_t i = 0; i < active.size(); ++i) {
        bool const is_prior = active[i] == 0;
        system.right[i] = is_prior ? 0 : -ridge * weights[active[i]];
        system.matrix[i][i] = is_prior ? 1e-9 : ridge;
    }
    for (auto const& example : examples) {
        double score = 0;
        for (std::size_t e = 0; e < evidence_count; ++e) {
            score += weights[e] * example.values[e];
        }
        auto const p = sigmoid(score);
        auto const slope = example.share * p * (1 - p);
        for (std::size_t i = 0; i < active.size(); ++i) {
            auto const value = example.values[active[i]];
            if (value == 0) {
                continue;
            }
            system.right[i] += example.share * (example.same - p) * value;
            for (std::size_t j = 0; j <= i; ++j) {
                system.matrix[i][j] += slope * value * example.values[active[j]];
            }
        }
    }
    for (std::size_t i = 0; i < active.size(); ++i) {
        for (std::size_t j = i + 1; j < active.size(); ++j) {
            system.matrix[i][j] = system.matrix[j][i];
        }
    }
    return system;
}

Values
newton(std::span<Example const> examples, std::vector<std::size_t> const& active, double ridge)
{
    constexpr int most_steps = 25;
    Values weights{};
    weights[static_cast<std::size_t>(Evidence::case_size)] = case_size_rule;
    for (int step = 0; step < most_steps; ++step) {
        auto const change = solved(system_of(examples, weights, active, ridge), active.size());
        double largest = 0;
        for (std::size_t i = 0; i < active.size(); ++i) {
            weights[active[i]] += change[i];
            largest = std::max(largest, std::abs(change[i]));
        }
        if (largest < 1e-7) {
            break;
        }
    }
    return weights;
}

} // namespace

Values fit_weights(std::span<Example const> examples, double ridge)
{
    invariant(ridge > 0, "a fit has a penalty");
    std::vector<std::size_t> active;
    for (std::size_t e = 0; e < evidence_count; ++e) {
        if (static_cast<Evidence>(e) != Evidence::case_size) {
            active.push_back(e);
        }
    }
    while (true) {
        auto weights = newton(examples, active, ridge);
        auto const wrong = [&](std::size_t e) {
            return sense_of(static_cast<Evidence>(e)) * weights[e] < 0 ? std::abs(weights[e]) : 0;
        };
        auto const worst = std::ranges::max_element(active, {}, wrong);
        if (wrong(*worst) == 0) {
            return weights;
        }
        active.erase(worst);
    }
}

std::size_t fold_of(std::uint64_t group, std::size_t folds)
{
    return static_cast<std::size_t>(spread(group) % folds);
}

std::vector<double>
held_out_log_odds(std::span<Example const> examples, double ridge, std::size_t folds)
{
    invariant(folds >= 2, "what is held out lies in one of two folds or more");
    std::vector<double> log_odds(examples.size());
    for (std::size_t fold = 0; fold < folds; ++fold) {
        std::vector<Example> others;
        for (auto const& example : examples) {
            if (fold_of(example.group, folds) != fold) {
                others.push_back(example);
            }
        }
        auto const weights = fit_weights(others, ridge);
        for (std::size_t i = 0; i < examples.size(); ++i) {
            if (fold_of(examples[i].group, folds) != fold) {
                continue;
            }
            for (std::size_t e = 0; e < evidence_count; ++e) {
                log_odds[i] += weights[e] * examples[i].values[e];
            }
        }
    }
    return log_odds;
}

} // namespace ducha::neardup
