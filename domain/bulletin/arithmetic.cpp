// Does a published bulletin add up?
#include "domain/bulletin/arithmetic.h"

#include "domain/bulletin/sides.h"

#include <algorithm>
#include <array>

namespace ducha::bulletin {
namespace {

enum class Relation { equal, at_least };

/// Another whole that a sum may make, and what that means.
struct Otherwise {
    Side right;
    Sentence rule;
};

struct Law {
    Side left;
    Relation relation;
    Side right;
    std::vector<Otherwise> otherwise = {};
};

std::vector<Law> const& laws_of(Layout layout)
{
    static std::vector<Law> const national = {
        {{{"calls", "letters"}, {}}, Relation::equal, {{"received"}, {}}},
        {{{"received"}, {}}, Relation::at_least, {{"valid_accepted"}, {}}},
        {{{"valid_accepted"}, {}}, Relation::at_least, {{"transferred"}, {}}},
        {{{"transferred"}, {}}, Relation::at_least, {{"closed"}, {"phased_closed"}}},
        {{{"transferred"}, {}}, Relation::at_least, {{"closed_or_phased"}, {}}},
        {{{"detained_admin", "detained_criminal"}, {}}, Relation::equal, {{"detained_total"}, {}}},
    };
    static std::vector<Law> const regional = {
        {{{"letters", "calls"}, {}}, Relation::equal, {{"total"}, {}}},
        {{{"total"}, {}}, Relation::at_least, {{"key"}, {}}},
    };
    static std::vector<Law> const batches = {
        {{{"calls", "letters"}, {}}, Relation::equal, {{"cases"}, {}}},
        {{{"cases"}, {}}, Relation::at_least, {{"key"}, {}}},
        {{{"cases", "duplicates_removed"}, {}}, Relation::equal, {{"received"}, {}}},
    };
    static std::vector<Law> const status = {
        {{{"calls", "letters"}, {}}, Relation::equal, {{"cases"}, {}}},
        {{{"closed", "in_progress"}, {"phased"}}, Relation::equal, {{"cases"}, {}}},
        {{{"true", "untrue"}, {"basically_true", "partly_true"}},
         Relation::equal,
         {{"cases"}, {}},
         {{{{"closed"}, {}}, {"是否属实只统计已办结件", "truth is counted for closed cases only"}},
          {{{"closed", "phased"}, {}},
           {"是否属实只统计办结和阶段办结件", "truth is counted for closed and phased cases only"}}}
        },
    };
    switch (layout) {
    case Layout::national:
        return national;
    case Layout::regional:
        return regional;
    case Layout::batches:
        return batches;
    case Layout::status:
        break;
    }
    return status;
}

bool holds(Printed left, Relation relation, Printed right)
{
    return relation == Relation::equal ? left == right : left >= right;
}

std::optional<Check> held_against(PublishedRow const& row, Law const& law)
{
    auto const left = law.left.of(row);
    auto const right = law.right.of(row);
    if (!left || !right) {
        return std::nullopt;
    }
    auto const sign = law.relation == Relation::equal ? " = " : " >= ";
    auto const sum = law.left.formula(row);
    auto check = check_of(row, sum + sign + law.right.formula(row), *left, *right);
    if (holds(*left, law.relation, *right)) {
        return check;
    }
    for (auto const& other : law.otherwise) {
        if (auto const whole = other.right.of(row); whole && *whole == *left) {
            check.verdict = Verdict::holds_otherwise;
            check.formula = sum + sign + other.right.formula(row);
            check.expected = to_text(*whole);
            check.rule = other.rule;
            return check;
        }
    }
    return broken(std::move(check), *left, *right);
}

/// What adds up otherwise where the row says so: split and joint cases (domain.md 2.3).
struct StatedRule {
    std::string_view column;
    bool on_the_left; ///< counted apart from the parts, instead of in several of them
    Sentence rule;
};

std::vector<StatedRule> const& stated_rules()
{
    static std::vector<StatedRule> const rules = {
        {"split", false, {"拆分件各计一件", "each part of a split case is counted"}},
        {"joint_twice", false, {"合办件在各地各计一件", "joint cases are counted in each place"}},
        {"joint_apart", true, {"合办件单列", "joint cases stand on a line of their own"}},
    };
    return rules;
}

/// What would make parts and whole agree.
Sentence explanation_of(Printed sum, Printed cases)
{
    if (sum > cases) {
        auto const many = to_text(sum - cases);
        return {
            "如有合办或拆分件" + many + "件在各处各计，则成立",
            "would hold if " + many + " joint or split cases are counted in each place"
        };
    }
    auto const many = to_text(cases - sum);
    return {
        "如有" + many + "件另列，则成立",
        "would hold if " + many + " cases stand on a line of their own"
    };
}

/// Parts that must make the cases, plainly or by a rule that the row states.
Check parts_make_cases(PublishedRow const& row, std::string const& name, Printed sum)
{
    auto const cases = figure(row, "cases");
    auto check = check_of(row, name + " = cases", sum, cases);
    if (sum == cases) {
        return check;
    }
    for (auto const& stated : stated_rules()) {
        auto const amount = figure(row, stated.column);
        auto const left = stated.on_the_left ? sum + amount : sum;
        auto const right = stated.on_the_left ? cases : cases + amount;
        if (amount > Printed{} && left == right) {
            auto const column = std::string{stated.column};
            check.formula = stated.on_the_left ? name + " + " + column + " = cases"
                                               : name + " = cases + " + column;
            check.verdict = Verdict::holds_otherwise;
            check.found = to_text(left);
            check.expected = to_text(right);
            check.rule = stated.rule;
            return check;
        }
    }
    return broken(std::move(check), sum, cases, explanation_of(sum, cases));
}

/// One type a case, or several: both are in use.
Check types_cover(PublishedRow const& row, Printed sum, Printed cases, std::string_view whole)
{
    auto const right = std::string{whole};
    auto check = check_of(row, "types = " + right, sum, cases);
    if (sum == cases) {
        return check;
    }
    if (sum > cases) {
        check.formula = "types >= " + right;
        check.verdict = Verdict::holds_otherwise;
        check.rule = {"一件可涉及多个类型", "a case may have several types"};
        return check;
    }
    auto const missing = to_text(cases - sum);
    return broken(
        std::move(check),
        sum,
        cases,
        {"有" + missing + "件没有类型", missing + " cases have no type"}
    );
}

bool is_total(PublishedRow const& row)
{
    return row.name == "合计" || row.name == "总计" || row.name == "total";
}

void check_columns(Published const& table, PublishedRow const& total, std::vector<Check>& checks)
{
    for (auto const& [column, printed] : total.figures) {
        Printed sum;
        for (auto const& row : table.rows) {
            sum = is_total(row) ? sum : sum + figure(row, column);
        }
        auto check = check_of(total, "sum of " + column + " = " + total.name, sum, printed);
        checks.push_back(sum == printed ? check : broken(check, sum, printed));
    }
}

void check_regional(Published const& table, PublishedRow const& row, std::vector<Check>& checks)
{
    constexpr auto no_types =
        std::to_array<std::string_view>({"region", "letters", "calls", "total", "key"});
    Printed types;
    for (auto const& [column, count] : row.figures) {
        types = std::ranges::find(no_types, column) == no_types.end() ? types + count : types;
    }
    checks.push_back(types_cover(row, types, figure(row, "total"), "total"));
    if (is_total(row)) {
        check_columns(table, row, checks);
    }
}

void check_against_text(PublishedRow const& row, std::vector<Check>& checks)
{
    auto const in_table = row.parts.find("types");
    auto const in_text = row.parts.find("types_in_text");
    if (in_table == row.parts.end() || in_text == row.parts.end()) {
        return;
    }
    std::map<std::string, std::pair<Printed, Printed>> both;
    for (auto const& part : in_table->second) {
        both[part.name].first = part.count;
    }
    for (auto const& part : in_text->second) {
        both[part.name].second = part.count;
    }
    for (auto const& [name, sides] : both) {
        auto const& [table, text] = sides;
        auto check = check_of(row, name + ": table = text", table, text);
        checks.push_back(table == text ? check : broken(check, table, text));
    }
}

void check_running_totals(
    PublishedRow const& before, PublishedRow const& row, std::vector<Check>& checks
)
{
    if (!before.day || !row.day || *row.day - *before.day != 1) {
        return;
    }
    for (auto const& [daily, running] :
         {std::pair{"cases", "cumulative_cases"}, std::pair{"key", "cumulative_key"}}) {
        if (!row.figures.contains(running) || !before.figures.contains(running)) {
            continue;
        }
        auto const left = figure(before, running) + figure(row, daily);
        auto const right = figure(row, running);
        auto const name = std::string{running};
        auto check =
            check_of(row, name + " of the day before + " + daily + " = " + name, left, right);
        checks.push_back(left == right ? check : broken(check, left, right));
    }
}

void check_batch(PublishedRow const& row, std::vector<Check>& checks)
{
    auto const cases = figure(row, "cases");
    if (auto const types = row.parts.find("types"); types != row.parts.end()) {
        auto const sum = sum_of(types->second);
        bool const split = figure(row, "split") > Printed{};
        checks.push_back(
            split ? parts_make_cases(row, "types", sum) : types_cover(row, sum, cases, "cases")
        );
        check_shares(row, types->second, checks);
    }
    if (auto const cities = row.parts.find("cities"); cities != row.parts.end()) {
        checks.push_back(parts_make_cases(row, "cities", sum_of(cities->second)));
    }
    check_against_text(row, checks);
}

} // namespace

std::vector<Check> audit(Published const& table)
{
    std::vector<Check> checks;
    PublishedRow const* before = nullptr;
    for (auto const& row : table.rows) {
        for (auto const& law : laws_of(table.layout)) {
            if (auto check = held_against(row, law)) {
                checks.push_back(std::move(*check));
            }
        }
        if (table.layout == Layout::regional) {
            check_regional(table, row, checks);
        } else if (table.layout == Layout::batches) {
            check_batch(row, checks);
            if (before != nullptr) {
                check_running_totals(*before, row, checks);
            }
        }
        for (auto const& rate : row.rates) {
            check_rate(row, rate, checks);
        }
        before = &row;
    }
    return checks;
}

} // namespace ducha::bulletin
