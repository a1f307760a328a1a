// The stable code names of enumerations: what is stored, exchanged and never translated.
#pragma once

#include "base/invariant.h"

#include <optional>
#include <string_view>

namespace ducha {

/// Specialised beside each enumeration that leaves the program:
///     template <> struct Codes<Channel> {
///         static constexpr CodeRow<Channel> table[] = {{Channel::call, "call", "来电", "calls"}};
///     };
template <class Enum>
struct Codes;

template <class Enum>
struct CodeRow {
    Enum value;
    std::string_view code;
    std::string_view zh;
    std::string_view en;
};

template <class Enum>
concept Coded = requires { Codes<Enum>::table; };

template <Coded Enum>
[[nodiscard]] constexpr CodeRow<Enum> const& code_row(Enum value)
{
    for (auto const& row : Codes<Enum>::table) {
        if (row.value == value) {
            return row;
        }
    }
    invariant_broken("every enumerator has a code");
}

template <Coded Enum>
[[nodiscard]] constexpr std::string_view code(Enum value)
{
    return code_row(value).code;
}

template <Coded Enum>
[[nodiscard]] constexpr std::optional<Enum> from_code(std::string_view code)
{
    for (auto const& row : Codes<Enum>::table) {
        if (row.code == code) {
            return row.value;
        }
    }
    return std::nullopt;
}

} // namespace ducha
