// The port to chance.
#include "platform/random/random.h"

#include "base/invariant.h"

#include "platform/trouble.h"

#include <sys/random.h>

#include <algorithm>
#include <array>
#include <bit>

namespace ducha {

std::uint64_t Random::below(std::uint64_t bound)
{
    invariant(bound >= 1, "a draw has at least one outcome");
    // The draws above the largest multiple of `bound` are thrown away: the rest is even.
    auto const rest = (~bound + 1) % bound;
    while (true) {
        std::array<std::uint8_t, 8> bytes{};
        fill(bytes);
        auto const draw = std::bit_cast<std::uint64_t>(bytes);
        if (draw >= rest) {
            return draw % bound;
        }
    }
}

std::vector<std::size_t> Random::permutation(std::size_t count)
{
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    for (std::size_t left = count; left > 1; --left) {
        std::swap(order[left - 1], order[below(left)]);
    }
    return order;
}

void SystemRandom::fill(std::span<std::uint8_t> bytes)
{
    while (!bytes.empty()) {
        auto const got = ::getrandom(bytes.data(), std::min<std::size_t>(bytes.size(), 256), 0);
        if (got <= 0) {
            throw Trouble{Trouble::Kind::io, "the operating system gives no random bytes"};
        }
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
}

void SeededRandom::fill(std::span<std::uint8_t> bytes)
{
    // SplitMix64 (Steele, Lea, Flood 2014).
    while (!bytes.empty()) {
        state_ += 0x9E3779B97F4A7C15ULL;
        auto mixed = state_;
        mixed = (mixed ^ mixed >> 30U) * 0xBF58476D1CE4E5B9ULL;
        mixed = (mixed ^ mixed >> 27U) * 0x94D049BB133111EBULL;
        mixed ^= mixed >> 31U;
        auto const word = std::bit_cast<std::array<std::uint8_t, 8>>(mixed);
        auto const take = std::min(bytes.size(), word.size());
        std::ranges::copy_n(word.begin(), static_cast<std::ptrdiff_t>(take), bytes.begin());
        bytes = bytes.subspan(take);
    }
}

} // namespace ducha
