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

/// The hash of a run of characters; a code point has 21 bits, so three fill a word. Two runs share
/// a hash with probability 2^-32.
[[nodiscard]] constexpr std::uint32_t hash_of(std::u32string_view run)
{
    std::uint64_t hash = 0;
    while (!run.empty()) {
        std::uint64_t packed = 0;
        for (auto const c : run.substr(0, 3)) {
            packed = packed << 21U | static_cast<std::uint64_t>(c);
        }
        hash = spread(hash + packed);
        run.remove_prefix(run.size() < 3 ? run.size() : 3);
    }
    return static_cast<std::uint32_t>(hash >> 32U);
}

} // namespace ducha::neardup
