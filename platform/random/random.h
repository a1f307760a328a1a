// The port to chance.
#pragma once

#include <cstdint>
#include <numeric>
#include <span>
#include <utility>
#include <vector>

namespace ducha {

class Random {
public:
    Random() = default;
    Random(Random const&) = delete;
    Random& operator=(Random const&) = delete;
    virtual ~Random() = default;

    virtual void fill(std::span<std::uint8_t> bytes) = 0;

    /// Evenly from 0 to bound - 1; bound >= 1.
    [[nodiscard]] std::uint64_t below(std::uint64_t bound);

    /// The numbers 0 to count - 1 in an order drawn evenly from all orders.
    [[nodiscard]] std::vector<std::size_t> permutation(std::size_t count);
};

/// The operating system's generator: salts, keys, serial numbers.
class SystemRandom final : public Random {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

/// The same sequence for the same seed: simulations and tests only, never keys.
class SeededRandom final : public Random {
public:
    explicit SeededRandom(std::uint64_t seed) : state_{seed} {}

    void fill(std::span<std::uint8_t> bytes) override;

private:
    std::uint64_t state_;
};

} // namespace ducha
