// Lists of matters: newest or oldest first, filtered, a page at a time; and how many there are.
#pragma once

#include "domain/guard/listing.h"
#include "domain/intake/intake.h"

namespace ducha::intake {

/// Which matters a list holds. What is not said does not matter; of several codes any one does.
struct Wanted {
    inspection::Where where;
    std::vector<MatterState> states;
    std::vector<Channel> channels;
    std::vector<Type> types;
    std::vector<ReportKind> kinds;
    std::optional<bool> urgent;
    std::optional<Day> from; ///< reception days
    std::optional<Day> until;
};

/// A part of a list that is wished for.
struct Wish {
    Wanted wanted;
    guard::Order order = guard::Order::newest; ///< by when the reporter called, wrote, came
    std::optional<guard::Position> after;      ///< from the page before; none: the first one
    std::int64_t most = 100;
};

/// A matter in a list.
struct ListedMatter {
    identity::Place place;
    std::string own_id; ///< of its report
    Matter matter;      ///< without its words where these may not be seen
};

/// What the reader may see of what is wanted, of all logs.
///
/// cost   a page of each log; where a filter is rare, up to `guard::most_looked_at` rows of each,
///        and the page may hold fewer than there are
[[nodiscard]] guard::Portion<ListedMatter>
list_matters(db::Connection& connection, MayListMatters const& may, Wish const& wish);

/// How many that are in all.
/// cost   up to `guard::most_rows_counted` rows of each log where a filter is rare
[[nodiscard]] guard::Count
count_matters(db::Connection& connection, MayListMatters const& may, Wanted const& wanted);

/// The place in a list of a matter that a page ended with; nothing where there is no such matter.
[[nodiscard]] std::optional<guard::Position>
position_of(db::Connection& connection, LogId log, MatterId matter);

} // namespace ducha::intake
