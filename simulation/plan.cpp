// How much happens when.
#include "simulation/plan.h"

#include <algorithm>
#include <numeric>

namespace ducha::simulation {
namespace {

constexpr double urgent_share = 0.006;
constexpr double stop_share = 0.008;

/// How much comes in on each day: a third of a full day on the first, a full one from the fifth.
std::vector<std::int64_t> days_of(Day first, Day last, Dice& dice)
{
    std::vector<std::int64_t> weights;
    for (auto day = first; day <= last; day = day + 1) {
        auto const risen = std::min<std::int64_t>(100, 35 + 16 * (day - first));
        weights.push_back(risen * dice.between(85, 115));
    }
    return weights;
}

/// How often a problem that is reported again is reported again.
std::int64_t tail(Dice& dice)
{
    constexpr std::int64_t weights[] = {600, 200, 90, 45, 30, 35};
    constexpr std::int64_t lows[] = {1, 2, 3, 4, 5, 6};
    constexpr std::int64_t highs[] = {1, 2, 3, 4, 5, 50};
    auto const band = dice.weighted(weights);
    auto const most = dice.between(lows[band], highs[band]);
    // Of two draws the lower: twenty is rare, fifty rarer.
    return std::min(most, dice.between(lows[band], highs[band]));
}

/// Problems that begin on the last day are sealed with it and handed over the morning after.
std::int64_t not_handed_over(Quota const& quota, std::vector<std::int64_t> const& weights)
{
    auto const surplus = quota.accepted - quota.transferred;
    if (quota.transferred == 0) {
        return surplus - surplus / 5;
    }
    auto const before = std::reduce(weights.begin(), weights.end() - 1, std::int64_t{0});
    return std::min((surplus + 1) / 2, in_proportion(quota.transferred, weights.back(), before));
}

/// A day on which a problem is reported again: most often soon.
Day again(Day first, Day last, Dice& dice)
{
    constexpr std::int64_t delays[] = {20, 24, 17, 12, 8, 6, 5, 4, 4};
    auto const day = first + static_cast<int>(dice.weighted(delays));
    return day <= last ? day : first + static_cast<int>(dice.between(0, last - first));
}

void add_repeats(Plan& plan, std::int64_t repeats, Day last, Dice& dice)
{
    std::vector<std::size_t> order(plan.problems.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    dice.shuffle(order);
    for (std::size_t turn = 0; repeats > 0; turn = (turn + 1) % order.size()) {
        auto& days = plan.problems[order[turn]].days;
        // What is reported dozens of times needs days for it.
        bool const late = last - days.front() < 5;
        auto count = std::min(repeats, tail(dice));
        count = late ? std::min<std::int64_t>(count, 3) : count;
        for (auto left = count; left > 0; --left) {
            days.push_back(again(days.front(), last, dice));
        }
        repeats -= count;
    }
}

Flavour flavour_of(bool is_first, bool may_be_urgent, Noise const& noise, Dice& dice)
{
    if (dice.chance(urgent_share) && may_be_urgent) {
        return Flavour::urgent;
    }
    if (dice.chance(stop_share)) {
        return Flavour::stop_order;
    }
    if (dice.chance(noise.alike_elsewhere) && !is_first) {
        return Flavour::alike_elsewhere;
    }
    return dice.chance(noise.other_at_place) && !is_first ? Flavour::other_at_place
                                                          : Flavour::plain;
}

} // namespace

Plan plan_of(Quota const& quota, Day first, Day last, Noise const& noise, Dice& dice)
{
    auto const weights = days_of(first, last, dice);
    auto const late = not_handed_over(quota, weights);
    auto begun = apportioned(quota.transferred, std::span{weights}.first(weights.size() - 1));
    begun.push_back(late);
    Plan plan;
    for (std::size_t i = 0; i < begun.size(); ++i) {
        auto const day = first + static_cast<int>(i);
        for (auto left = begun[i]; left > 0; --left) {
            auto const flavour = flavour_of(plan.problems.empty(), day < last, noise, dice);
            plan.problems.push_back({.flavour = flavour, .days = {day}});
        }
    }
    add_repeats(plan, quota.accepted - quota.transferred - late, last, dice);
    auto const invalid = apportioned(quota.received - quota.accepted, weights);
    for (std::size_t i = 0; i < invalid.size(); ++i) {
        plan.invalid.insert(
            plan.invalid.end(), static_cast<std::size_t>(invalid[i]), first + static_cast<int>(i)
        );
    }
    return plan;
}

} // namespace ducha::simulation
