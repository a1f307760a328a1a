// The figures of a bulletin: every measure of every object, their total, and what changed.
#pragma once

#include "domain/bulletin/bulletin.h"
#include "domain/bulletin/measures.h"

#include <functional>

namespace ducha::bulletin {

/// Measures by code; what is not there is 0. Fines in fen.
using Sums = std::map<std::string, std::int64_t, std::less<>>;

[[nodiscard]] std::int64_t value(Sums const& sums, std::string_view measure);

struct Row {
    std::string object; ///< its code
    Sums sums;

    bool operator==(Row const&) const = default;
};

/// What a bulletin states.
struct Figures {
    std::vector<Row> rows; ///< in the order of the objects
    Sums total;            ///< of the inspection
    Sums types;            ///< transferred cases by pollution type, as the rules have it

    bool operator==(Figures const&) const = default;
};

/// Where counts come from: the tables, or a roll-up that has caught up with them.
using Counter = std::function<std::vector<Line>(std::vector<Counted> const&, Question const&)>;

[[nodiscard]] Counter from_facts(db::Connection& connection);

/// An object, and how much of its log is looked at.
struct Asked {
    Counted of;
    std::optional<Instant> known_at; ///< none: everything that is known now
};

/// Counts every measure as of an instant.
///
/// The rule of joint cases moves transferred cases between objects: `each` adds to every partner
/// what its lead has, so that objects add up to more than the total; `apart` takes them from their
/// leads, so that objects add up to less, by the measure `joint_transferred`.
///
/// cost   two counts an object
[[nodiscard]] Figures figures(
    Counter const& counter,
    std::vector<Asked> const& objects,
    Instant as_of,
    inspection::CountingRules const& rules
);

/// A rate in ten thousandths, rounded half up; nothing where the whole is 0.
[[nodiscard]] std::optional<std::int64_t> value(Sums const& sums, Rate const& rate);

/// A measure of an object, or of the total (empty), that two bulletins state differently.
struct Change {
    std::string object;
    std::string measure;
    std::int64_t before = 0;
    std::int64_t after = 0;

    bool operator==(Change const&) const = default;
};

/// Every difference, objects in order, the total last, measures in the order of bulletins.
[[nodiscard]] std::vector<Change> changes(Figures const& before, Figures const& after);

/// What must hold of any figures, of every object and of the total, and does not: channels make up
/// the received, judgements too, states the results, kinds of detention the detained; received >=
/// accepted, cases >= transferred >= results >= findings. What the rules of counting suspend is
/// left out. source   domain.md 2.5, 8 (arithmetic to enforce)
[[nodiscard]] std::vector<Breach>
contradictions(Figures const& figures, inspection::CountingRules const& rules);

/// One thing that a measure counts.
struct Counting {
    std::string object;
    std::int64_t subject = 0; ///< the report or the case
    std::int64_t amount = 0;  ///< how much of the measure; never 0
};

/// What is behind a figure: amounts add up to it. By object, then by subject.
[[nodiscard]] std::vector<Counting> behind(
    db::Connection& connection,
    std::vector<Asked> const& objects,
    Instant as_of,
    Measure const& measure
);

} // namespace ducha::bulletin
