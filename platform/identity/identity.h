// Who acts, and what the policy lets them do.
#pragma once

#include "base/ids.h"

#include <string>

namespace ducha::identity {

/// Who does an act, as the ledger records it. Names of people stay out of the ledger.
struct Actor {
    std::string pseudonym;      ///< keyed hash of the person's name
    bool authenticated = false; ///< `--as NAME` on the command line proves nothing
};

class LocalOperator;

/// The permission to do `Act` on `Object`. Only a policy makes one; store functions ask for it,
/// so that an act nobody was asked about does not compile.
///
/// Act      the command or query, as a type
/// Object   what it is done on: LogId, CaseId ...
template <class Act, class Object>
class Authorized {
public:
    [[nodiscard]] Object const& object() const { return object_; }

private:
    friend class LocalOperator;

    explicit Authorized(Object object) : object_{std::move(object)} {}

    Object object_;
};

/// The one policy until the server exists: whoever can open the database file may do everything,
/// and every act says under which unproved name.
class LocalOperator {
public:
    explicit LocalOperator(Actor actor) : actor_{std::move(actor)} {}

    template <class Act, class Object>
    [[nodiscard]] Authorized<Act, Object> authorize(Object object) const
    {
        return Authorized<Act, Object>{std::move(object)};
    }

    [[nodiscard]] Actor const& actor() const { return actor_; }

private:
    Actor actor_;
};

} // namespace ducha::identity
