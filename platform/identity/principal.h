// Who asks: a person, how he proved it, and the roles that he holds where.
#pragma once

#include "base/ids.h"
#include "base/instant.h"

#include "platform/identity/role.h"
#include "platform/identity/unit_path.h"

#include <string>
#include <vector>

namespace ducha::identity {

/// Where a thing is: the log that holds it, of which inspection and object, with which unit.
struct Place {
    LogId log;
    std::string inspection; ///< its id; empty: the office's own
    std::string object;     ///< code of the inspected object; empty: of the whole inspection
    UnitPath unit;          ///< whose business it is; empty: the inspection's own
};

/// How far a role reaches.
struct Scope {
    std::string inspection; ///< its id; empty: all
    std::string object;     ///< code of an object; empty: all of the inspection
    UnitPath unit;          ///< of a role of the inspected side: the unit that it is held in

    [[nodiscard]] bool covers(Place const& place) const;
    [[nodiscard]] bool is_everywhere() const;

    bool operator==(Scope const&) const = default;
};

/// A role and where it is held.
struct Grant {
    Role role = Role::citizen;
    Scope scope;
};

/// What a person has shown of being who he says.
enum class Proof {
    none,        ///< a name on the command line, or no name at all
    receipt,     ///< the code of a receipt
    password,    ///< one factor
    two_factors, ///< one of them cryptographic
};

/// A person. A value; holds no name.
struct Principal {
    std::string pseudonym; ///< keyed hash of the person's name
    Proof proof = Proof::none;
    Instant proved; ///< when; formal acts ask for it anew
    std::vector<Grant> grants;

    [[nodiscard]] Roles roles() const;
};

/// Whoever works on the command line: may do everything, and has proved nothing.
[[nodiscard]] Principal local_operator(std::string pseudonym);

} // namespace ducha::identity
