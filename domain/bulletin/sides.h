// What the audit's formulas are made of. Included by the audit only.
#pragma once

#include "domain/bulletin/arithmetic.h"

namespace ducha::bulletin {

/// A sum of columns. What is optional counts as nothing where it was not printed.
struct Side {
    std::vector<std::string_view> needed;
    std::vector<std::string_view> optional;

    /// Nothing where a needed figure was not printed.
    [[nodiscard]] std::optional<Printed> of(PublishedRow const& row) const;

    /// Its columns as far as they were printed.
    [[nodiscard]] std::string formula(PublishedRow const& row) const;
};

/// A printed figure; 0 where it was not printed.
[[nodiscard]] Printed figure(PublishedRow const& row, std::string_view column);

[[nodiscard]] Printed sum_of(std::vector<Part> const& parts);

/// A check that holds.
[[nodiscard]] Check
check_of(PublishedRow const& row, std::string formula, Printed left, Printed right);

/// The same check as one that does not hold; `rule` is what would explain it.
[[nodiscard]] Check broken(Check check, Printed left, Printed right, Sentence rule = {});

/// The percentages printed beside parts, of the cases or of all types.
void check_shares(
    PublishedRow const& row, std::vector<Part> const& parts, std::vector<Check>& checks
);

/// A rate by its name: the formula under which it holds, or what each formula would give.
void check_rate(PublishedRow const& row, PrintedRate const& rate, std::vector<Check>& checks);

} // namespace ducha::bulletin
