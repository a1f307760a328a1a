// Paths of units.
#include "platform/identity/unit_path.h"

#include <algorithm>

namespace ducha::identity {

UnitPath UnitPath::of_region(std::string_view region)
{
    UnitPath path;
    if (region.size() != 2 && region.size() != 4 && region.size() != 6) {
        return path;
    }
    for (std::size_t length = 2; length <= region.size(); length += 2) {
        path = path.below(region.substr(0, length));
    }
    return path;
}

UnitPath UnitPath::stored(std::string_view text)
{
    return UnitPath{std::string{text}};
}

UnitPath UnitPath::below(std::string_view code) const
{
    invariant(!code.empty() && !code.contains('/'), "a unit's code stands between slashes");
    return UnitPath{text_ + std::string{code} + "/"};
}

UnitPath UnitPath::above() const
{
    if (text_.empty()) {
        return {};
    }
    auto const end = text_.rfind('/', text_.size() - 2);
    return UnitPath{end == std::string::npos ? std::string{} : text_.substr(0, end + 1)};
}

std::string UnitPath::range_end() const
{
    invariant(!text_.empty(), "no unit has no range");
    auto end = text_;
    end.back() = '/' + 1;
    return end;
}

int UnitPath::depth() const
{
    return static_cast<int>(std::ranges::count(text_, '/'));
}

Relation relation(UnitPath const& persons, UnitPath const& things)
{
    if (persons.empty() || things.empty()) {
        return Relation::none;
    }
    if (persons == things) {
        return Relation::self;
    }
    if (things.text().starts_with(persons.text())) {
        return Relation::ancestor;
    }
    if (persons.text().starts_with(things.text())) {
        return Relation::descendant;
    }
    return persons.above() == things.above() ? Relation::sibling : Relation::unrelated;
}

} // namespace ducha::identity
