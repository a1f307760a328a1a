// Lists of cases: newest or oldest first, filtered, a page at a time; and how many there are.
#pragma once

#include "domain/casefile/casefile.h"
#include "domain/guard/listing.h"

namespace ducha::casefile {

/// Which cases a list holds. What is not said does not matter; of several codes any one does.
struct Wanted {
    inspection::Where where;
    std::vector<Standing> standings;
    std::vector<Channel> channels;
    std::vector<intake::Type> types;
    std::optional<bool> watched;
    std::optional<Day> batch_day;
    std::optional<Day> from; ///< reception days
    std::optional<Day> until;

    /// With the object, and its answer is due before this day: before today, it is overdue.
    std::optional<Day> due_before;
};

/// A part of a list that is wished for.
struct Wish {
    Wanted wanted;
    guard::Order order = guard::Order::newest; ///< by the day on which the root was received
    std::optional<guard::Position> after;      ///< from the page before; none: the first one
    std::int64_t most = 100;
};

/// A case in a list.
struct ListedCase {
    identity::Place place;
    CaseFile file;
};

/// What the reader may see of what is wanted, of all logs.
///
/// cost   a page of each log; where a filter is rare, up to `guard::most_looked_at` rows of each,
///        and the page may hold fewer than there are
[[nodiscard]] guard::Portion<ListedCase>
list_cases(db::Connection& connection, MayListCases const& may, Wish const& wish);

/// How many that are in all.
/// cost   up to `guard::most_rows_counted` rows of each log where a filter is rare
[[nodiscard]] guard::Count
count_cases(db::Connection& connection, MayListCases const& may, Wanted const& wanted);

/// The place in a list of a case that a page ended with; nothing where there is no such case.
[[nodiscard]] std::optional<guard::Position>
position_of(db::Connection& connection, LogId log, CaseId id);

} // namespace ducha::casefile
