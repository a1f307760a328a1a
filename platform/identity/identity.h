// What the policy lets a person do, as values that only its decision makes.
//
// Store functions ask for `Authorized<Question, Object>`: a question that nobody was asked about
// does not compile. Source: truth.md, "Who may what".
#pragma once

#include "platform/identity/policy.h"
#include "platform/identity/reach.h"

#include <algorithm>
#include <concepts>
#include <functional>

namespace ducha::identity {

class Permissions;
class Permit;

/// The permission to ask `Act` of `Object`. Only a policy's decision makes one.
///
/// Act      the question, a type with `static constexpr std::string_view code`, as in the table
/// Object   of what: LogId, or Reach, which is everything that the person may read and says
///          itself what is seen of each thing
template <class Act, class Object>
class Authorized {
public:
    [[nodiscard]] Object const& object() const { return object_; }

    /// Whether a thing in this state may be seen. What may not is as if it were not there.
    [[nodiscard]] bool covers(State state) const
        requires(!std::same_as<Object, Reach>)
    {
        return seen_[static_cast<std::size_t>(state)].has_value();
    }

    /// Whether this of a thing in this state may be seen.
    [[nodiscard]] bool sees(State state, Field field) const
        requires(!std::same_as<Object, Reach>)
    {
        auto const& fields = seen_[static_cast<std::size_t>(state)];
        return fields && fields->contains(field);
    }

    /// Whether this of everything that may be seen may be seen.
    [[nodiscard]] bool sees(Field field) const
        requires(!std::same_as<Object, Reach>)
    {
        return std::ranges::all_of(seen_, [field](std::optional<Fields> const& fields) {
            return !fields || fields->contains(field);
        });
    }

private:
    friend class Permissions;
    friend class Permit;

    Authorized(Object object, Seen const& seen) : object_{std::move(object)}, seen_{seen} {}

    Object object_;
    Seen seen_;
};

/// An act that was permitted, on its way to be decided: the program reads for it whatever its
/// decision needs. None of that is shown to the person.
class Permit {
public:
    template <class Act, class Object>
    [[nodiscard]] Authorized<Act, Object> authorize(Object object) const
    {
        return {std::move(object), everything()};
    }

    [[nodiscard]] Decision const& decision() const { return decision_; }

private:
    friend class Permissions;

    explicit Permit(Decision decision) : decision_{std::move(decision)} {}

    [[nodiscard]] static Seen everything();

    Decision decision_;
};

/// Where a log's things are. Asked only for whose roles are bounded.
using Places = std::function<Place(LogId)>;

/// One person before the policy, at one instant. Keep it no longer than a request or a command.
class Permissions {
public:
    /// policy   must outlive this
    Permissions(Policy const& policy, Principal principal, Places places, Instant now);

    /// Whether the person may ask `Act` of things of this log, and in which states.
    /// refuses   where none may be seen in any state
    template <class Act>
    [[nodiscard]] Result<Authorized<Act, LogId>> authorize(LogId log) const
    {
        auto const seen = seen_in(Act::code, log);
        if (!seen) {
            return std::unexpected{seen.error()};
        }
        return Authorized<Act, LogId>{log, *seen};
    }

    /// Everything of which the person may ask `Act`: for lists. May be nothing at all.
    template <class Act>
    [[nodiscard]] Authorized<Act, Reach> authorize_all() const
    {
        return {reach(policy_, principal_, Act::code), Seen{}};
    }

    /// Whether the person may do an act.
    [[nodiscard]] Result<Permit> permit(Question const& question) const;

    /// The place of a log; of a person whose roles are not bounded, the log alone.
    [[nodiscard]] Place place(LogId log) const;

    [[nodiscard]] Principal const& principal() const { return principal_; }

private:
    [[nodiscard]] Result<Seen> seen_in(std::string_view act, LogId log) const;

    Policy const& policy_;
    Principal principal_;
    Places places_;
    Instant now_;
};

/// The person of the command line, who may do everything: a question cannot be refused.
class LocalOperator {
public:
    /// policy   must outlive this; allows a local operator everything
    LocalOperator(Policy const& policy, std::string pseudonym);

    template <class Act>
    [[nodiscard]] Authorized<Act, LogId> authorize(LogId log) const
    {
        auto may = permissions_.authorize<Act>(log);
        invariant(may.has_value(), "the table lets the local operator do everything");
        return std::move(*may);
    }

    [[nodiscard]] Principal const& principal() const { return permissions_.principal(); }

private:
    Permissions permissions_;
};

} // namespace ducha::identity
