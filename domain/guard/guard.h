// The door of the house: what every act must state, and what never passes.
//
// Every event goes out through the gate with the facts by which it is judged. The gate refuses
// only what the source documents rule out outright; everything else it would note.
#pragma once

#include "base/refusal.h"

#include "domain/ledger/ledger.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

namespace ducha::guard {

/// A plan to put something right: what L21-04 asks of it.
struct PlanFacts {
    bool immediate = false; ///< solved at once, with a result
    std::string objective;
    std::string measures;
    std::optional<Day> time_limit;
    std::string responsible_unit;
    std::string result; ///< what was done, where it is immediate
};

/// The facts by which an event is judged. An event without any judges itself: its room says so
/// in one line, `Facts guard_facts(Event const&)`; there is no default, so that no event is
/// forgotten.
struct Facts {
    std::optional<PlanFacts> plan;
};

/// Why the gate does not open.
enum class GuardRefusal {
    plan_without_objective,
    plan_without_measures,
    plan_without_time_limit,
    plan_without_responsible_unit,
    immediate_without_result,
};

/// An event with its facts.
struct Proposed {
    ledger::Draft draft;
    Facts facts;
};

/// What an act wants to record, in order.
class Proposal {
public:
    /// Event   has a codec and a `guard_facts` overload in its room
    template <class Event>
    void add(Event const& event, Instant occurred)
    {
        events_.push_back({ledger::Codec<Event>::write(event, occurred), guard_facts(event)});
    }

    /// Adds what another decision of the same act wants to record.
    void append(Proposal more) { std::ranges::move(more.events_, std::back_inserter(events_)); }

    [[nodiscard]] std::vector<Proposed> const& events() const { return events_; }
    [[nodiscard]] bool empty() const { return events_.empty(); }

private:
    std::vector<Proposed> events_;
};

/// The only maker of `Guarded`.
class Gate {
public:
    /// Passes the whole proposal or refuses it with the first rule it breaks.
    /// source   clause L21-04
    [[nodiscard]] static Result<ledger::Guarded<ledger::Drafts>> pass(Proposal const& proposal);
};

/// Clause L21-04: objective, measures, time limit and responsible unit are all stated, unless
/// the problem is solved at once and the result is.
[[nodiscard]] std::optional<GuardRefusal> judge(PlanFacts const& plan);

} // namespace ducha::guard
