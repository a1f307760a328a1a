// From grants and rows to a predicate.
#include "platform/identity/reach.h"

#include <algorithm>
#include <utility>

namespace ducha::identity {
namespace {

/// Builds one condition; numbers what it binds.
class Condition {
public:
    Condition(Predicate& predicate, int first) : predicate_{predicate}, first_{first} {}

    /// Binds a text and says under which number.
    std::string bound(std::string text)
    {
        predicate_.texts.push_back(std::move(text));
        return "$" + std::to_string(first_ + static_cast<int>(predicate_.texts.size()) - 1);
    }

    void also(std::string const& term) { sql_ += (sql_.empty() ? "" : " and ") + term; }

    [[nodiscard]] std::string const& sql() const { return sql_; }

private:
    Predicate& predicate_;
    int first_;
    std::string sql_;
};

std::string in_range(Condition& condition, std::string const& column, UnitPath const& path)
{
    return "(" + column + " >= " + condition.bound(path.text()) + " and " + column + " < " +
        condition.bound(path.range_end()) + ")";
}

std::string is_above(Condition& condition, std::string const& column, UnitPath const& path)
{
    std::string terms;
    for (auto up = path.above(); !up.empty(); up = up.above()) {
        terms += (terms.empty() ? "" : " or ") + column + " = " + condition.bound(up.text());
    }
    return terms.empty() ? "1 = 0" : "(" + terms + ")";
}

/// Below the same unit, as deep as the path, and another.
std::string is_beside(Condition& condition, std::string const& column, UnitPath const& path)
{
    auto const up = path.above();
    auto const depth = "length(" + column + ") - length(replace(" + column +
        ", '/', '')) = " + std::to_string(path.depth());
    auto const within = up.empty() ? std::string{} : in_range(condition, column, up) + " and ";
    return "(" + within + depth + " and " + column + " <> " + condition.bound(path.text()) + ")";
}

std::string
is_related(Condition& condition, std::string const& column, UnitPath const& path, Relation relation)
{
    switch (relation) {
    case Relation::self:
        return column + " = " + condition.bound(path.text());
    case Relation::ancestor:
        return "(" + in_range(condition, column, path) + " and " + column + " <> " +
            condition.bound(path.text()) + ")";
    case Relation::descendant:
        return is_above(condition, column, path);
    case Relation::sibling:
        return is_beside(condition, column, path);
    case Relation::unrelated:
        return "(" + column + " <> '' and not " + in_range(condition, column, path) + " and not " +
            is_above(condition, column, path) + " and not " + is_beside(condition, column, path) +
            ")";
    case Relation::none:
        break;
    }
    return column + " = ''";
}

std::string is_in_states(Columns const& columns, Seen const& seen)
{
    std::string codes;
    for (auto const& [code, state] : columns.states) {
        if (seen[static_cast<std::size_t>(state)]) {
            codes += (codes.empty() ? "'" : ", '") + std::string{code} + "'";
        }
    }
    return codes.empty() ? "1 = 0" : std::string{columns.state} + " in (" + codes + ")";
}

} // namespace

std::optional<Fields> Reach::seen(Place const& place, State state) const
{
    std::optional<Fields> all;
    for (auto const& part : parts) {
        auto const& fields = part.seen[static_cast<std::size_t>(state)];
        if (fields && part.scope.covers(place) &&
            part.relation == relation(part.scope.unit, place.unit)) {
            all = all.value_or(Fields{}) | *fields;
        }
    }
    return all;
}

bool Reach::touches(Place const& place) const
{
    return std::ranges::any_of(parts, [&](ReachPart const& part) {
        return part.scope.covers(place);
    });
}

Reach reach(Policy const& policy, Principal const& principal, std::string_view act)
{
    Reach reach;
    for (auto const& [role, scope] : grants_that_count(principal)) {
        for (auto const& relation : Codes<Relation>::table) {
            ReachPart part{scope, relation.value, {}};
            bool any = false;
            for (auto const& state : Codes<State>::table) {
                auto const verdict = policy.verdict({role, act, relation.value, state.value});
                if (verdict.answers()) {
                    part.seen[static_cast<std::size_t>(state.value)] = verdict.sees;
                    any = true;
                }
            }
            if (any) {
                reach.parts.push_back(std::move(part));
            }
        }
    }
    return reach;
}

Predicate predicate(Reach const& reach, Columns const& columns, int first)
{
    Predicate predicate;
    for (auto const& part : reach.parts) {
        if (part.scope.unit.empty() && part.relation != Relation::none) {
            continue; // without a unit nothing is near or far
        }
        Condition condition{predicate, first};
        if (!part.scope.inspection.empty()) {
            condition.also(
                std::string{columns.inspection} + " = " + condition.bound(part.scope.inspection)
            );
        }
        if (!part.scope.object.empty()) {
            condition.also(
                std::string{columns.object} + " = " + condition.bound(part.scope.object)
            );
        }
        std::string const unit{columns.unit};
        if (!part.scope.unit.empty()) {
            condition.also(is_related(condition, unit, part.scope.unit, part.relation));
        }
        condition.also(is_in_states(columns, part.seen));
        predicate.sql += (predicate.sql.empty() ? "(" : " or (") + condition.sql() + ")";
    }
    predicate.sql = predicate.sql.empty() ? "1 = 0" : "(" + predicate.sql + ")";
    return predicate;
}

} // namespace ducha::identity
