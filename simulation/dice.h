// Choices of a simulation: the same seed gives the same ones on every machine, as nothing but whole
// numbers and the multiplication of doubles goes into them.
#pragma once

#include "platform/random/random.h"

#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

namespace ducha::simulation {

class Dice {
public:
    explicit Dice(std::uint64_t seed) : random_{seed} {}

    /// 0 to bound - 1.
    [[nodiscard]] std::size_t below(std::size_t bound)
    {
        return static_cast<std::size_t>(random_.below(bound));
    }

    /// low to high, both included.
    [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high)
    {
        return low + static_cast<std::int64_t>(below(static_cast<std::size_t>(high - low + 1)));
    }

    [[nodiscard]] bool chance(double share)
    {
        constexpr std::uint64_t parts = std::uint64_t{1} << 53U;
        return static_cast<double>(random_.below(parts)) < share * static_cast<double>(parts);
    }

    template <class Items>
    [[nodiscard]] auto const& one(Items const& items)
    {
        return std::data(items)[below(std::size(items))];
    }

    /// The place of a weight, drawn in proportion to the weights; at least one is above 0.
    [[nodiscard]] std::size_t weighted(std::span<std::int64_t const> weights);

    template <class T>
    void shuffle(std::vector<T>& items)
    {
        for (auto left = items.size(); left > 1; --left) {
            std::swap(items[left - 1], items[below(left)]);
        }
    }

private:
    SeededRandom random_;
};

/// Deals the numbers 0 to size - 1 like cards: none comes again before all the others did.
class Deck {
public:
    [[nodiscard]] std::size_t deal(std::size_t size, Dice& dice);

private:
    std::vector<std::uint32_t> rest_;
};

/// Splits a whole number in proportion to weights: the parts add up to `whole`, and none is off its
/// exact share by one or more.
///
/// weights   none negative; where all are 0 the first part gets all
/// cost      O(n log n)
[[nodiscard]] std::vector<std::int64_t>
apportioned(std::int64_t whole, std::span<std::int64_t const> weights);

/// `value * numerator / denominator`, rounded down, without overflow on the way; all at least 0 and
/// denominator above 0.
[[nodiscard]] std::int64_t
in_proportion(std::int64_t value, std::int64_t numerator, std::int64_t denominator);

} // namespace ducha::simulation
