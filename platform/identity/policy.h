// Who may what: one table, from which the decision, the predicate of lists, the documentation and
// the tests are made.
//
// A row says which roles may do an act, with which units, on a thing in which states, seeing what,
// under which obligations. What no row says is denied. Each room brings the rows of its acts and
// questions (`guard::Room::policy`). Source: truth.md, "Who may what"; reliability.md 2c.
#pragma once

#include "base/refusal.h"

#include "platform/identity/principal.h"
#include "platform/identity/state.h"

#include <array>
#include <map>
#include <optional>

namespace ducha::identity {

/// One row of the table.
struct Rule {
    Roles roles;
    Relations units{Relation::none};
    States states = States::all();
    Fields sees{}; ///< of a question: what is shown

    /// Not empty: the act needs two people; one of `roles` proposes it, one of these approves.
    Roles second{};
    bool other_unit = false;     ///< the second is not of the first one's unit
    bool reauthenticate = false; ///< proof of at most `longest_proof` ago
};

/// The rows of one act or question.
struct ActRules {
    std::string_view act; ///< stable code, as in the log of acts
    std::string_view zh;
    std::string_view en;
    std::vector<Rule> rules;
};

/// How long a proof serves a formal act, and a proposal its approval.
inline constexpr std::int64_t longest_proof = 5 * minute;
inline constexpr std::int64_t longest_proposal = 24 * hour;

/// What the table says of one cell.
struct Verdict {
    bool may = false;
    bool second_person = false;
    bool approves = false; ///< may be the second person
    bool other_unit = false;
    bool reauthenticate = false;
    Fields sees;

    /// Whether a question is answered: what is only seen has no obligations.
    [[nodiscard]] bool answers() const { return may && !second_person && !reauthenticate; }

    bool operator==(Verdict const&) const = default;
};

struct Cell {
    Role role = Role::citizen;
    std::string_view act;
    Relation relation = Relation::none;
    State state = State::none;
};

/// The table, compiled. Immutable: any number of threads may ask it.
class Policy {
public:
    /// acts         no code twice
    /// everywhere   rows of every act: those of the local operator
    /// cost         one walk over acts x roles x relations x states, below 10 ms
    explicit Policy(std::vector<ActRules> acts, std::vector<Rule> everywhere = {});

    /// Denied where the table does not know the act.
    /// cost   one look-up of the act by name
    [[nodiscard]] Verdict verdict(Cell const& cell) const;

    /// As they were given.
    [[nodiscard]] std::vector<ActRules> const& acts() const { return acts_; }
    [[nodiscard]] std::vector<Rule> const& everywhere() const { return everywhere_; }

    /// The cells of which two rows speak: a table without them can be read row by row.
    [[nodiscard]] std::vector<Cell> said_twice() const;

    /// The same with one cell changed: to see what notices.
    /// Precondition: the table knows the act.
    [[nodiscard]] Policy with(Cell const& cell, Verdict const& verdict) const;

private:
    static constexpr std::size_t relations = std::size(Codes<Relation>::table);
    static constexpr std::size_t states = std::size(Codes<State>::table);
    static constexpr std::size_t roles = std::size(Codes<Role>::table);
    using Cells = std::array<Verdict, roles * relations * states>;

    static std::size_t place(Cell const& cell);
    static void state_rule(Cells& cells, Rule const& rule);

    std::vector<ActRules> acts_;
    std::vector<Rule> everywhere_;
    std::map<std::string_view, Cells> cells_;
};

/// Whose hand an act is in.
enum class Hand {
    alone,     ///< does it
    proposing, ///< the first of two
    approving, ///< the second of two
    refusing,  ///< the second of two, who says no
};

/// What is asked.
struct Question {
    std::string_view act;
    Place place;
    State state = State::none;
    Hand hand = Hand::alone;
};

/// A positive decision, and in which role it was given.
struct Decision {
    Role as = Role::citizen;
    UnitPath unit; ///< that the role is held in
    Verdict verdict;
};

enum class PolicyRefusal {
    not_permitted,
    roles_exclude,
    prove_again,
    needs_second_person,
    needs_no_second_person,
};

/// Whether a person may. Everyone is a citizen too; a staff role counts only for who has proved
/// who he is, a reporter's for who showed the receipt; nobody who holds roles that exclude each
/// other may anything. Of several roles that allow it the least bound one answers. Pure.
///
/// refuses   without saying whether the thing exists
/// cost      O(grants)
[[nodiscard]] Result<Decision>
decide(Policy const& policy, Principal const& principal, Question const& question, Instant now);

/// What is seen of a thing in each state; nothing where it may not be seen.
using Seen = std::array<std::optional<Fields>, std::size(Codes<State>::table)>;

/// What a person sees of the things of one place by asking `act`: of all roles that are answered
/// there, together.
/// refuses   where nothing may be seen in any state
[[nodiscard]] Result<Seen>
seen(Policy const& policy, Principal const& principal, std::string_view act, Place const& place);

/// The grants by which the policy may be asked for this person; none where roles exclude each
/// other.
[[nodiscard]] std::vector<Grant> grants_that_count(Principal const& principal);

} // namespace ducha::identity

template <>
struct ducha::Codes<ducha::identity::Hand> {
    using Hand = identity::Hand;
    static constexpr CodeRow<Hand> table[] = {
        {Hand::alone, "alone", "单独", "alone"},
        {Hand::proposing, "proposing", "提请", "proposing"},
        {Hand::approving, "approving", "批准", "approving"},
        {Hand::refusing, "refusing", "驳回", "refusing"},
    };
};
