// Choices of a simulation.
#include "simulation/dice.h"

#include "base/invariant.h"

#include <algorithm>
#include <numeric>

namespace ducha::simulation {
namespace {

/// The remainder of `value * numerator / denominator`, for the largest remainders.
std::int64_t remainder_of(std::int64_t value, std::int64_t numerator, std::int64_t denominator)
{
    return (value % denominator) * (numerator % denominator) % denominator;
}

} // namespace

std::size_t Dice::weighted(std::span<std::int64_t const> weights)
{
    auto const sum = std::reduce(weights.begin(), weights.end(), std::int64_t{0});
    invariant(sum > 0, "something can be drawn");
    auto left = between(0, sum - 1);
    std::size_t place = 0;
    while (left >= weights[place]) {
        left -= weights[place];
        ++place;
    }
    return place;
}

std::size_t Deck::deal(std::size_t size, Dice& dice)
{
    if (rest_.empty()) {
        rest_.resize(size);
        std::iota(rest_.begin(), rest_.end(), 0U);
        dice.shuffle(rest_);
    }
    auto const card = rest_.back();
    rest_.pop_back();
    return card;
}

std::int64_t in_proportion(std::int64_t value, std::int64_t numerator, std::int64_t denominator)
{
    return value / denominator * numerator + value % denominator * numerator / denominator;
}

std::vector<std::int64_t> apportioned(std::int64_t whole, std::span<std::int64_t const> weights)
{
    std::vector<std::int64_t> parts(weights.size());
    auto const sum = std::reduce(weights.begin(), weights.end(), std::int64_t{0});
    if (sum == 0) {
        parts.front() = whole;
        return parts;
    }
    auto left = whole;
    std::vector<std::size_t> order(weights.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (auto const i : order) {
        parts[i] = in_proportion(whole, weights[i], sum);
        left -= parts[i];
    }
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        return remainder_of(whole, weights[a], sum) > remainder_of(whole, weights[b], sum);
    });
    for (std::size_t i = 0; i < static_cast<std::size_t>(left); ++i) {
        ++parts[order[i]];
    }
    return parts;
}

} // namespace ducha::simulation
