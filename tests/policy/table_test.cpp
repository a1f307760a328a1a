// The table of permissions against the second statement of it, cell by cell; its invariants; and
// what every change of a cell does to that comparison.
#include "app/rooms.h"
#include "tests/policy/cells.h"
#include "tests/policy/statement.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <set>

namespace ducha::tests {
namespace {

using identity::ActRules;
using identity::Cell;
using identity::Field;
using identity::Fields;
using identity::Policy;
using identity::Relation;
using identity::Role;
using identity::Rule;
using identity::State;
using identity::Verdict;

bool is_question(ActRules const& act)
{
    return act.act.starts_with("read_");
}

/// The first cell of an act of which table and statement disagree.
std::optional<Cell> first_deviation(Policy const& policy, std::string_view act)
{
    for (auto const& cell : cells_of(act)) {
        if (policy.verdict(cell) != stated(cell)) {
            return cell;
        }
    }
    return std::nullopt;
}

TEST(TheTable, SaysWhatTheSecondStatementSays)
{
    std::size_t cells = 0;
    for (auto const& act : app::policy().acts()) {
        for (auto const& cell : cells_of(act.act)) {
            EXPECT_TRUE(app::policy().verdict(cell) == stated(cell)) << spelled(cell);
            ++cells;
        }
    }
    std::printf("%zu acts, %zu cells\n", app::policy().acts().size(), cells);
    EXPECT_GT(cells, 25'000U);
}

TEST(TheTable, SaysNothingTwice)
{
    for (auto const& cell : app::policy().said_twice()) {
        ADD_FAILURE() << spelled(cell);
    }
}

TEST(TheTable, DeniesWhatItDoesNotKnow)
{
    for (auto const& cell : cells_of("open_the_vault")) {
        EXPECT_EQ(app::policy().verdict(cell), Verdict{}) << spelled(cell);
    }
}

TEST(TheTable, HasAnEntryForEveryActThatCanBeNamed)
{
    std::set<std::string_view> known;
    for (auto const& act : app::policy().acts()) {
        known.insert(act.act);
        EXPECT_FALSE(act.zh.empty() || act.en.empty() || act.rules.empty()) << act.act;
    }
    std::size_t named = 0;
    for (auto const* room : app::rooms()) {
        for (auto const& act : room->acts) {
            auto const command = act.read(LogId{1}, act.example);
            ASSERT_TRUE(command.has_value()) << act.name << ": " << to_line(command.error());
            EXPECT_TRUE(known.contains(command->act)) << command->act;
            ++named;
        }
    }
    EXPECT_GT(named, 15U);
}

// What is proposed is read by its name, so the name is the code of the table.
TEST(TheTable, NamesActsOfTwoPeopleAsTheyCanBeNamed)
{
    std::set<std::string_view> names;
    for (auto const* room : app::rooms()) {
        for (auto const& act : room->acts) {
            names.insert(act.name);
        }
    }
    for (auto const& act : app::policy().acts()) {
        for (auto const& rule : act.rules) {
            EXPECT_TRUE(rule.second.empty() || names.contains(act.act)) << act.act;
        }
    }
}

// A list cannot ask for a second person, nor for a proof, row by row.
TEST(TheTable, AnswersQuestionsWithoutObligations)
{
    for (auto const& act : app::policy().acts()) {
        for (auto const& rule : act.rules) {
            if (is_question(act)) {
                EXPECT_TRUE(rule.second.empty() && !rule.reauthenticate) << act.act;
                EXPECT_FALSE(rule.sees.empty()) << act.act;
            } else {
                EXPECT_TRUE(rule.sees.empty()) << act.act;
            }
        }
    }
}

TEST(TheTable, NeverShowsTheReporterOrTheOriginal)
{
    for (auto const& act : app::policy().acts()) {
        for (auto const& cell : cells_of(act.act)) {
            auto const sees = app::policy().verdict(cell).sees;
            if (cell.role != Role::local_operator) {
                EXPECT_FALSE(sees.contains(Field::contact) || sees.contains(Field::original))
                    << spelled(cell);
            }
            if (identity::inspected_side.contains(cell.role)) {
                EXPECT_TRUE((sees & Fields{Field::working_text, Field::repeats}).empty())
                    << spelled(cell);
            }
        }
    }
}

// Who works in the office is all that they see.
TEST(TheTable, ShowsNoCasesToAdministrators)
{
    for (auto const& act : app::policy().acts()) {
        for (auto const& cell : cells_of(act.act)) {
            bool const is_administrator = identity::administrators.contains(cell.role);
            // Who is there, what was done by whom, how it is kept: none says a word of a case.
            bool const is_theirs =
                act.act == "read_staff" || act.act == "read_ledger" || act.act == "read_operations";
            if (is_administrator && is_question(act) && !is_theirs) {
                EXPECT_FALSE(app::policy().verdict(cell).may) << spelled(cell);
            }
        }
    }
}

// clause B21-05: what has not been handed over is not there for the inspected side.
TEST(TheTable, ShowsTheInspectedSideOnlyWhatReachedIt)
{
    for (auto const& act : app::policy().acts()) {
        for (auto const& cell : cells_of(act.act)) {
            bool const inside = cell.state == State::undecided || cell.state == State::accepted ||
                cell.state == State::sealed || cell.state == State::gone;
            bool const strange = cell.relation == Relation::sibling ||
                cell.relation == Relation::unrelated || cell.relation == Relation::descendant;
            if (identity::inspected_side.contains(cell.role) && is_question(act)) {
                EXPECT_FALSE(app::policy().verdict(cell).may && (inside || strange))
                    << spelled(cell);
            }
        }
    }
}

// --- what a changed table would do ----------------------------------------------------------

/// Changes one thing of one row, calls `visitor` with the changed act and what was changed.
template <class Visitor>
void each_changed_row(ActRules const& act, Visitor const& visitor)
{
    auto const flip = [&](std::size_t row, auto member, auto const& table) {
        for (auto const& enumerator : table) {
            auto changed = act;
            auto& set = changed.rules[row].*member;
            set = set ^ std::remove_reference_t<decltype(set)>{enumerator.value};
            visitor(changed, "row " + std::to_string(row) + " " + std::string{enumerator.code});
        }
    };
    for (std::size_t row = 0; row < act.rules.size(); ++row) {
        flip(row, &Rule::roles, Codes<Role>::table);
        flip(row, &Rule::second, Codes<Role>::table);
        flip(row, &Rule::units, Codes<Relation>::table);
        flip(row, &Rule::states, Codes<State>::table);
        flip(row, &Rule::sees, Codes<Field>::table);
        for (auto const member : {&Rule::reauthenticate, &Rule::other_unit}) {
            auto changed = act;
            changed.rules[row].*member = !(changed.rules[row].*member);
            visitor(changed, "row " + std::to_string(row) + " an obligation");
        }
        auto shorter = act;
        shorter.rules.erase(shorter.rules.begin() + static_cast<std::ptrdiff_t>(row));
        visitor(shorter, "row " + std::to_string(row) + " left out");
    }
}

struct Score {
    std::size_t changes = 0;
    std::size_t found = 0;
    std::size_t same = 0; ///< changes after which the table says the same as before
    std::vector<std::string> survivors;
};

void hold(Score& score, Policy const& table, ActRules const& changed, std::string const& what)
{
    Policy const mutant{{changed}, table.everywhere()};
    ++score.changes;
    if (first_deviation(mutant, changed.act)) {
        ++score.found;
        return;
    }
    auto const cells = cells_of(changed.act);
    bool const same = std::ranges::all_of(cells, [&](Cell const& cell) {
        return mutant.verdict(cell) == table.verdict(cell);
    });
    if (same) {
        ++score.same;
    } else {
        score.survivors.push_back(std::string{changed.act} + ": " + what);
    }
}

TEST(AChangedTable, IsFoundWhicheverPartOfARowIsChanged)
{
    Score score;
    auto const& table = app::policy();
    std::size_t rows = 0;
    for (auto const& act : table.acts()) {
        rows += act.rules.size();
        ASSERT_FALSE(first_deviation(table, act.act)) << "what deviates already finds nothing";
        each_changed_row(act, [&](ActRules const& changed, std::string const& what) {
            hold(score, table, changed, what);
        });
    }
    std::printf(
        "%zu rows, %zu changes: %zu found, %zu say the same, %zu survive\n",
        rows,
        score.changes,
        score.found,
        score.same,
        score.survivors.size()
    );
    for (auto const& change : score.survivors) {
        ADD_FAILURE() << change;
    }
    EXPECT_GT(score.found, 1'000U);
}

/// What can be changed of one cell.
std::vector<Verdict> changes_of(Verdict const& verdict)
{
    std::vector<Verdict> changed;
    for (auto const member :
         {&Verdict::may, &Verdict::approves, &Verdict::second_person, &Verdict::reauthenticate}) {
        changed.push_back(verdict);
        changed.back().*member = !(verdict.*member);
    }
    for (auto const& field : Codes<Field>::table) {
        changed.push_back(verdict);
        changed.back().sees = verdict.sees ^ Fields { field.value };
    }
    return changed;
}

TEST(AChangedTable, IsFoundWhicheverCellIsChanged)
{
    auto const& table = app::policy();
    std::size_t changes = 0;
    std::size_t found = 0;
    for (auto const& act : table.acts()) {
        Policy const alone{{act}, table.everywhere()};
        ASSERT_FALSE(first_deviation(alone, act.act)) << "what deviates already finds nothing";
        for (auto const& cell : cells_of(act.act)) {
            for (auto const& changed : changes_of(alone.verdict(cell))) {
                auto const mutant = alone.with(cell, changed);
                ++changes;
                found += first_deviation(mutant, act.act) ? 1 : 0;
            }
        }
    }
    std::printf("%zu changes of cells: %zu found\n", changes, found);
    EXPECT_EQ(found, changes);
}

} // namespace
} // namespace ducha::tests
