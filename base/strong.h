// One value, one meaning: a CaseId given where a ReportId is expected does not compile.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>

namespace ducha {

/// A value that carries its meaning in its type.
///
/// Tag     any incomplete type; two tags make two unrelated types
/// Value   a regular type
template <class Tag, class Value = std::int64_t>
class Strong {
public:
    using value_type = Value;

    constexpr Strong() = default;
    constexpr explicit Strong(Value value) : value_{std::move(value)} {}

    [[nodiscard]] constexpr Value const& get() const { return value_; }

    friend constexpr auto operator<=>(Strong const&, Strong const&) = default;

private:
    Value value_{};
};

} // namespace ducha

template <class Tag, class Value>
struct std::hash<ducha::Strong<Tag, Value>> {
    std::size_t operator()(ducha::Strong<Tag, Value> const& strong) const noexcept
    {
        return std::hash<Value>{}(strong.get());
    }
};
