// Everything of which a person may ask one question, and the same as a predicate for a query: a
// list holds exactly the rows that could be read one by one.
#pragma once

#include "platform/identity/policy.h"

namespace ducha::identity {

/// What one grant reaches in one relation.
struct ReachPart {
    Scope scope;
    Relation relation = Relation::none;
    Seen seen;
};

/// The union of its parts.
struct Reach {
    std::vector<ReachPart> parts;

    /// What of a thing is seen; nothing where the thing is not in the list.
    [[nodiscard]] std::optional<Fields> seen(Place const& place, State state) const;

    /// Whether the list may hold a thing of this inspection and object, whichever unit's it is.
    [[nodiscard]] bool touches(Place const& place) const;
};

[[nodiscard]] Reach reach(Policy const& policy, Principal const& principal, std::string_view act);

/// The columns of a query that say where a row's thing is and stands.
struct Columns {
    /// A code of the room, as stored, and the state that it is.
    struct StateCode {
        std::string_view code;
        State state;
    };

    std::string_view inspection;
    std::string_view object;
    std::string_view unit; ///< UnitPath::text, compared byte by byte; empty where there is none
    std::string_view state;
    std::vector<StateCode> states; ///< every code that the column may hold
};

/// A condition for a `where`, and the texts that it binds from `$first` on. Texts are bound, never
/// spliced in; the codes of states are constants of the program.
struct Predicate {
    std::string sql;
    std::vector<std::string> texts;
};

/// cost   as many disjuncts as parts; each compares whole columns or a range, so an index serves
[[nodiscard]] Predicate predicate(Reach const& reach, Columns const& columns, int first);

} // namespace ducha::identity
