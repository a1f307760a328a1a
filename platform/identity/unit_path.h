// Where a unit stands in the tree of units, as a path that can be compared and indexed.
#pragma once

#include "base/code.h"
#include "base/set.h"

#include <compare>
#include <string>
#include <string_view>

namespace ducha::identity {

/// How the unit of a person stands to the unit that a thing is with.
enum class Relation {
    self,
    ancestor,   ///< the person's unit is above
    descendant, ///< the person's unit is below
    sibling,    ///< both are directly below the same unit
    unrelated,
    none, ///< one of them has no unit: the inspection's own people
};

using Relations = Set<Relation>;

/// The codes of a unit and of all above it, each followed by a slash: `37/3701/370102/`. What
/// lies below a unit is the range [path, path_end) of texts. Empty: no unit.
class UnitPath {
public:
    UnitPath() = default;

    /// region   GB/T 2260: 2, 4 or 6 digits; others have no path
    [[nodiscard]] static UnitPath of_region(std::string_view region);

    /// A path as it is stored.
    [[nodiscard]] static UnitPath stored(std::string_view text);

    /// The unit directly below with this code.
    /// code   not empty, without a slash
    [[nodiscard]] UnitPath below(std::string_view code) const;

    /// The unit directly above; empty above the top.
    [[nodiscard]] UnitPath above() const;

    [[nodiscard]] bool empty() const { return text_.empty(); }
    [[nodiscard]] std::string const& text() const { return text_; }

    /// The first text behind everything that lies in or below the unit. Precondition: not empty.
    [[nodiscard]] std::string range_end() const;

    /// How many units deep, from 1; 0 for no unit.
    [[nodiscard]] int depth() const;

    auto operator<=>(UnitPath const&) const = default;

private:
    explicit UnitPath(std::string text) : text_{std::move(text)} {}

    std::string text_;
};

/// cost   O(length)
[[nodiscard]] Relation relation(UnitPath const& persons, UnitPath const& things);

} // namespace ducha::identity

template <>
struct ducha::Codes<ducha::identity::Relation> {
    using Relation = identity::Relation;
    static constexpr CodeRow<Relation> table[] = {
        {Relation::self, "self", "本单位", "own unit"},
        {Relation::ancestor, "ancestor", "下级单位", "units below"},
        {Relation::descendant, "descendant", "上级单位", "units above"},
        {Relation::sibling, "sibling", "平级单位", "units beside"},
        {Relation::unrelated, "unrelated", "无关单位", "unrelated units"},
        {Relation::none, "none", "不分单位", "of the inspection"},
    };
};
