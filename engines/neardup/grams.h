// Identities of n-grams: 27-bit hashes, the same on every machine.
#pragma once

#include <cstdint>

namespace ducha::neardup {

/// Spreads 64 bits (the finaliser of SplitMix64); a bijection.
[[nodiscard]] constexpr std::uint64_t spread(std::uint64_t x)
{
    x = (x ^ (x >> 30U)) * 0xBF58476D1CE4E5B9U;
    x = (x ^ (x >> 27U)) * 0x94D049BB133111EBU;
    return x ^ (x >> 31U);
}

/// Bits of an n-gram's identity: with five marks it fills one word, and a table by identity
/// stays within half a gigabyte. Two of them are taken for one with probability 2^-27.
inline constexpr unsigned gram_bits = 27;

/// The identity of a run of up to three tokens or sounds (0: none); `kind` keeps families of
/// n-grams apart. Never 0.
[[nodiscard]] constexpr std::uint32_t
gram_of(std::uint32_t a, std::uint32_t b = 0, std::uint32_t c = 0, std::uint32_t kind = 0)
{
    auto const mixed = a * 0x9E3779B97F4A7C15U + b * 0xC2B2AE3D27D4EB4FU + c * 0x165667B19E3779F9U +
        kind * 0xD6E8FEB86659FD93U;
    auto const id = static_cast<std::uint32_t>(spread(mixed) >> (64U - gram_bits));
    return id != 0 ? id : 1;
}

/// Two neighbours in any order: the characters of a name change places when it is misheard or
/// mistyped.
[[nodiscard]] constexpr std::uint32_t pair_of(std::uint32_t a, std::uint32_t b)
{
    return a < b ? gram_of(a, b) : gram_of(b, a);
}

/// What an n-gram is part of; a bit set beside its identity.
namespace gram_mark {
inline constexpr std::uint32_t headline = 1;
inline constexpr std::uint32_t place = 2;
inline constexpr std::uint32_t enterprise = 4;
inline constexpr std::uint32_t repeated = 8; ///< stands in the text more than once
} // namespace gram_mark

/// An n-gram of a report: identity and marks in one word.
class Gram {
public:
    constexpr Gram() = default;
    constexpr Gram(std::uint32_t id, std::uint32_t marks) : packed_(id << 5U | marks) {}

    constexpr explicit Gram(std::uint32_t packed) : packed_(packed) {}

    [[nodiscard]] constexpr std::uint32_t packed() const { return packed_; }
    [[nodiscard]] constexpr std::uint32_t id() const { return packed_ >> 5U; }
    [[nodiscard]] constexpr bool in(std::uint32_t mark) const { return (packed_ & mark) != 0; }

    constexpr void mark(std::uint32_t marks) { packed_ |= marks; }

private:
    std::uint32_t packed_ = 0;
};

} // namespace ducha::neardup
