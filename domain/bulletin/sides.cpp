// What the audit's formulas are made of.
#include "domain/bulletin/sides.h"

#include <algorithm>

namespace ducha::bulletin {

std::optional<Printed> Side::of(PublishedRow const& row) const
{
    Printed sum;
    for (auto const column : needed) {
        auto const found = row.figures.find(column);
        if (found == row.figures.end()) {
            return std::nullopt;
        }
        sum = sum + found->second;
    }
    for (auto const column : optional) {
        auto const found = row.figures.find(column);
        sum = found == row.figures.end() ? sum : sum + found->second;
    }
    return sum;
}

std::string Side::formula(PublishedRow const& row) const
{
    std::string text;
    auto const add = [&](std::string_view column) {
        text += (text.empty() ? "" : " + ") + std::string{column};
    };
    std::ranges::for_each(needed, add);
    for (auto const column : optional) {
        if (row.figures.contains(column)) {
            add(column);
        }
    }
    return text;
}

Printed figure(PublishedRow const& row, std::string_view column)
{
    auto const found = row.figures.find(column);
    return found == row.figures.end() ? Printed{} : found->second;
}

Printed sum_of(std::vector<Part> const& parts)
{
    Printed sum;
    for (auto const& part : parts) {
        sum = sum + part.count;
    }
    return sum;
}

Check check_of(PublishedRow const& row, std::string formula, Printed left, Printed right)
{
    return {
        .row = row.name,
        .line = row.line,
        .formula = std::move(formula),
        .found = to_text(left),
        .expected = to_text(right),
    };
}

Check broken(Check check, Printed left, Printed right, Sentence rule)
{
    check.verdict = Verdict::does_not_hold;
    check.difference = to_text(left - right);
    check.rule = std::move(rule);
    return check;
}

} // namespace ducha::bulletin
