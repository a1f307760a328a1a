// Who may what, by person.
#include "tests/policy/statement.h"

#include <algorithm>
#include <initializer_list>

namespace ducha::tests {
namespace {

using identity::Cell;
using identity::Field;
using identity::Fields;
using identity::Relation;
using identity::Role;
using identity::State;
using Acts = std::initializer_list<std::string_view>;

bool is(Cell const& cell, Acts acts)
{
    return std::ranges::find(acts, cell.act) != acts.end();
}

/// The unit concerned learns of a case by its hand-over, not before (B21-05).
bool has_reached_the_object(State state)
{
    return state == State::handed_over || state == State::closed ||
        state == State::withdrawn_after_hand_over;
}

/// What is no secret is read by all, who works here by those who keep the accounts, and what a
/// reporter asks or tells of threats by neither.
bool reads_of_the_inspection(Cell const& cell)
{
    return cell.act.starts_with("read_") &&
        !is(cell,
            {"read_bulletins",
             "read_inspections",
             "read_staff",
             "read_receipt",
             "read_threats",
             "read_ledger",
             "read_operations"});
}

// reliability.md 2a.6: whoever has the code looks, adds, tells; who calls is served at the counter.
bool comes_with_a_receipt(Cell const& cell)
{
    return is(cell, {"add_to_report", "tell_threat"});
}

// web.md 3.4: the intake officer writes down what he hears, accepts, marks what is urgent, and sees
// what resembles it. B21-03: a person declines, and that is not whoever took the call.
bool intake_officer_may(Cell const& cell)
{
    return is(cell, {"receive_reports", "accept_matters", "mark_urgent", "add_attachment"}) ||
        is(cell, {"read_matters", "read_texts", "read_attachments", "read_cases", "read_counts"}) ||
        comes_with_a_receipt(cell);
}

// web.md 3.5: the triage desk judges, splits, merges, batches, sends out.
bool triage_officer_may(Cell const& cell)
{
    bool const judges =
        is(cell,
           {"accept_matters",
            "decline_matter",
            "forward_matter",
            "withdraw_matter",
            "mark_urgent",
            "split_report"});
    bool const merges = is(cell, {"place_matters", "join_matter", "refuse_join", "part_matter"});
    bool const sends =
        is(cell,
           {"watch_case", "handle_jointly", "seal_batch", "hand_over_batch", "issue_urgent_notice"}
        );
    bool const reads = reads_of_the_inspection(cell);
    return judges || merges || sends || reads ||
        is(cell, {"add_attachment", "remove_attachment", "erase_words"});
}

// The leader watches, has cases handled jointly, signs what leaves, answers for the engine's model.
bool team_leader_may(Cell const& cell)
{
    bool const signs =
        is(cell,
           {"watch_case", "handle_jointly", "hand_over_batch", "issue_urgent_notice", "adopt_model"}
        );
    bool const reads = reads_of_the_inspection(cell);
    return signs || reads;
}

// An inspector checks on the spot: he reads everything of the cases, and decides nothing here.
bool inspector_may(Cell const& cell)
{
    return reads_of_the_inspection(cell);
}

// web.md 3.8 (B1): figures with their drill-down, and the bulletin; not the words of the public.
bool bulletin_editor_may(Cell const& cell)
{
    return is(
        cell, {"issue_bulletin", "correct_bulletin", "read_counts", "read_cases", "read_results"}
    );
}

// web.md S1: the situation on a wall, which nobody sits at; figures, and no way from them to a
// case.
bool wall_may(Cell const& cell)
{
    return is(cell, {"read_counts"});
}

// L21-15: results of each case are published; what has not left the office is not.
bool disclosure_editor_may(Cell const& cell)
{
    return is(cell, {"read_results"}) ||
        (is(cell, {"read_cases"}) && has_reached_the_object(cell.state));
}

// web.md 3.7 (L1): receives the batch of his own place, passes it on, follows its units.
bool liaison_may(Cell const& cell)
{
    bool const own = cell.relation == Relation::self;
    bool const own_or_below = own || cell.relation == Relation::ancestor;
    return (own && is(cell, {"acknowledge_batch"})) ||
        (own && is(cell, {"read_batches"}) && cell.state == State::handed_over) ||
        (own_or_below && is(cell, {"report_results"})) ||
        (own_or_below && is(cell, {"read_cases", "read_results"}) &&
         has_reached_the_object(cell.state));
}

// web.md 3.6: answers for the unit's own cases.
bool unit_clerk_may(Cell const& cell)
{
    bool const own = cell.relation == Relation::self;
    return own &&
        (is(cell, {"report_results"}) ||
         (is(cell, {"read_cases", "read_results"}) && has_reached_the_object(cell.state)));
}

// L21-14: each reply names who answers for it: the head signs for the unit, and follows those
// below.
bool unit_head_may(Cell const& cell)
{
    bool const own_or_below =
        cell.relation == Relation::self || cell.relation == Relation::ancestor;
    bool const reads =
        is(cell, {"read_cases", "read_results"}) && has_reached_the_object(cell.state);
    return (cell.relation == Relation::self && is(cell, {"report_results"})) ||
        (own_or_below && reads);
}

// Supervises those below; does not act in their place.
bool supervisor_may(Cell const& cell)
{
    return cell.relation == Relation::ancestor && is(cell, {"read_cases", "read_results"}) &&
        has_reached_the_object(cell.state);
}

// GB/T 22239: one administrator keeps the accounts, another says what they may, a third looks on.
bool administrator_may(Cell const& cell)
{
    bool const sees = is(cell, {"read_staff"});
    switch (cell.role) {
    case Role::system_administrator:
        return sees ||
            is(cell,
               {"open_inspection",
                "admit_person",
                "suspend_person",
                "keep_credentials",
                "read_operations"});
    case Role::security_administrator:
        return sees ||
            is(cell, {"grant_role", "revoke_role", "suspend_person", "reinstate_person"});
    default: // the third: all that was done, and none of the words
        return sees || is(cell, {"read_ledger"});
    }
}

/// What the role may, if its unit stands so; the inspection's own people have none.
bool role_may(Cell const& cell)
{
    bool const without_unit = cell.relation == Relation::none;
    switch (cell.role) {
    case Role::citizen:
        return without_unit &&
            is(cell, {"read_bulletins", "read_inspections", "receive_web_report", "read_receipt"});
    case Role::reporter:
        return without_unit && comes_with_a_receipt(cell);
    // L21-13: threats against a reporter are for the discipline officer.
    case Role::discipline_officer:
        return without_unit && is(cell, {"read_threats"});
    case Role::intake_officer:
        return without_unit && intake_officer_may(cell);
    case Role::triage_officer:
        return without_unit && triage_officer_may(cell);
    case Role::team_leader:
        return without_unit && team_leader_may(cell);
    case Role::inspector:
        return without_unit && inspector_may(cell);
    case Role::bulletin_editor:
        return without_unit && bulletin_editor_may(cell);
    case Role::wall:
        return without_unit && wall_may(cell);
    case Role::disclosure_editor:
        return without_unit && disclosure_editor_may(cell);
    case Role::system_administrator:
    case Role::security_administrator:
    case Role::auditor:
        return without_unit && administrator_may(cell);
    case Role::liaison:
        return liaison_may(cell);
    case Role::unit_clerk:
        return unit_clerk_may(cell);
    case Role::unit_head:
        return unit_head_may(cell);
    case Role::supervisor:
        return supervisor_may(cell);
    case Role::local_operator:
        return true;
    // Theirs is not built: the vault.
    case Role::vault_holder:
        break;
    }
    return false;
}

/// truth.md: publishing needs two people, and so do grants of roles; so does what is destroyed for
/// good.
bool needs_two(Cell const& cell)
{
    return is(
        cell,
        {"issue_bulletin",
         "correct_bulletin",
         "erase_words",
         "remove_attachment",
         "admit_person",
         "grant_role",
         "reinstate_person"}
    );
}

bool role_approves(Cell const& cell)
{
    if (cell.relation != Relation::none || !needs_two(cell)) {
        return false;
    }
    if (is(cell, {"erase_words", "remove_attachment"})) {
        return cell.role == Role::discipline_officer;
    }
    if (is(cell, {"grant_role", "reinstate_person"})) {
        return cell.role == Role::system_administrator;
    }
    return cell.role ==
        (is(cell, {"admit_person"}) ? Role::security_administrator : Role::team_leader);
}

/// A batch that leaves, and a reply that is signed, are formal acts.
bool is_formal(Cell const& cell)
{
    return is(cell, {"hand_over_batch", "revoke_role", "suspend_person"}) ||
        (is(cell, {"report_results"}) && cell.role == Role::unit_head);
}

/// Who works on the words of the public knows who repeats whom; nobody else does.
bool works_on_reports(Role role)
{
    return role == Role::intake_officer || role == Role::triage_officer ||
        role == Role::team_leader || role == Role::inspector;
}

Fields shown(Cell const& cell)
{
    Fields const repeats = works_on_reports(cell.role) ? Fields{Field::repeats} : Fields{};
    if (is(cell, {"read_matters", "read_texts", "read_attachments"})) {
        return Fields{Field::summary, Field::working_text} | repeats;
    }
    if (is(cell, {"read_cases", "read_merges", "read_batches"})) {
        return Fields{Field::summary} | repeats;
    }
    if (is(cell, {"read_threats"})) {
        return {Field::summary, Field::working_text};
    }
    if (is(cell, {"read_results", "read_receipt"})) {
        return {Field::summary, Field::result};
    }
    if (is(cell, {"read_counts", "read_bulletins"})) {
        return {Field::figures};
    }
    bool const shows_the_whole =
        is(cell, {"read_inspections", "read_staff", "read_ledger", "read_operations"});
    return shows_the_whole ? Fields{Field::summary} : Fields{};
}

} // namespace

identity::Verdict stated(Cell const& cell)
{
    if (cell.role == Role::local_operator) {
        return {.may = true, .sees = Fields::all()};
    }
    identity::Verdict verdict{.may = role_may(cell), .approves = role_approves(cell)};
    if (verdict.may) {
        verdict.second_person = needs_two(cell);
        verdict.reauthenticate = is_formal(cell);
        verdict.sees = shown(cell);
    }
    return verdict;
}

} // namespace ducha::tests
