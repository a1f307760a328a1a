// Identities of character n-grams: 32-bit hashes, the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace ducha::neardup {

/// Spreads 64 bits (the finaliser of SplitMix64); a bijection.
[[nodiscard]] constexpr std::uint64_t spread(std::uint64_t x)
{
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

/// The hash of a run of characters. Two runs share one with probability 2^-32.
[[nodiscard]] constexpr std::uint32_t hash_of(std::u32string_view run)
{
    std::uint64_t hash = run.size();
    for (auto const c : run) {
        hash = spread(hash * 0x9E3779B97F4A7C15U + static_cast<std::uint64_t>(c));
    }
    return static_cast<std::uint32_t>(hash >> 32U);
}

} // namespace ducha::neardup
