// A few enumerators together: which roles, which states.
#pragma once

#include "base/code.h"

#include <cstdint>
#include <initializer_list>
#include <iterator>

namespace ducha {

/// A set of the enumerators of a coded enumeration of at most 32, numbered from 0. A value.
template <class Enum>
class Set {
public:
    constexpr Set() = default;
    constexpr Set(std::initializer_list<Enum> members)
    {
        for (auto const member : members) {
            bits_ |= bit(member);
        }
    }

    /// Every enumerator that has a code.
    [[nodiscard]] static constexpr Set all()
    {
        static_assert(std::size(Codes<Enum>::table) <= 32);
        Set set;
        for (auto const& row : Codes<Enum>::table) {
            set.bits_ |= bit(row.value);
        }
        return set;
    }

    [[nodiscard]] constexpr bool contains(Enum member) const { return (bits_ & bit(member)) != 0; }
    [[nodiscard]] constexpr bool contains(Set other) const { return (other - *this).empty(); }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }

    friend constexpr Set operator|(Set left, Set right) { return Set{left.bits_ | right.bits_}; }
    friend constexpr Set operator&(Set left, Set right) { return Set{left.bits_ & right.bits_}; }
    friend constexpr Set operator-(Set left, Set right) { return Set{left.bits_ & ~right.bits_}; }
    friend constexpr Set operator^(Set left, Set right) { return Set{left.bits_ ^ right.bits_}; }

    constexpr bool operator==(Set const&) const = default;

private:
    constexpr explicit Set(std::uint32_t bits) : bits_{bits} {}

    static constexpr std::uint32_t bit(Enum member)
    {
        return std::uint32_t{1} << static_cast<unsigned>(member);
    }

    std::uint32_t bits_ = 0;
};

} // namespace ducha
