// Lists of cases.
#include "domain/casefile/lists.h"

#include "domain/casefile/file_row.h"
#include "domain/guard/list_queries.h"

#include "generated/casefile_sql.h"

namespace ducha::casefile {
namespace {

using guard::Position;

identity::Columns columns_of_list()
{
    identity::Columns columns{
        .inspection = "o.inspection_id",
        .object = "o.code",
        .unit = "o.unit",
        .state = "c.standing",
        .states = {},
    };
    for (auto const& row : Codes<Standing>::table) {
        columns.states.push_back({row.code, state_of(row.value)});
    }
    return columns;
}

std::string number_of(Day day)
{
    return std::to_string(day.number);
}

/// What an index finds.
std::string walked_over(Wanted const& wanted)
{
    std::vector<std::string> terms;
    if (wanted.due_before) {
        terms.push_back("w.standing = 'handed_over' and w.due < " + number_of(*wanted.due_before));
    } else if (wanted.standings.size() == 1) {
        terms.push_back(guard::is_one_of("w.standing", wanted.standings));
    }
    if (wanted.watched.value_or(false)) {
        terms.emplace_back("w.watched = 1");
    }
    if (wanted.batch_day) {
        terms.push_back("w.batch_day = " + number_of(*wanted.batch_day));
    }
    if (wanted.from) {
        terms.push_back("w.reception_day >= " + number_of(*wanted.from));
    }
    if (wanted.until) {
        terms.push_back("w.reception_day <= " + number_of(*wanted.until));
    }
    return guard::all_of(terms);
}

/// What is looked for row by row; empty where there is nothing.
std::vector<std::string> looked_for(Wanted const& wanted)
{
    std::vector<std::string> terms;
    if (wanted.standings.size() > 1 || (wanted.due_before && !wanted.standings.empty())) {
        terms.push_back(guard::is_one_of("c.standing", wanted.standings));
    }
    if (wanted.watched && !*wanted.watched) {
        terms.emplace_back("c.watched = 0");
    }
    if (!wanted.channels.empty()) {
        terms.push_back(guard::is_one_of("c.channel", wanted.channels));
    }
    if (!wanted.types.empty()) {
        terms.push_back(guard::holds_one_of("c.types", wanted.types));
    }
    return terms;
}

/// What is due soon is few, and is put in order when it was found; all else is found in order.
guard::Walk walk_of(Wanted const& wanted, guard::Order order)
{
    std::string const by_itself = wanted.due_before ? " + 0" : "";
    return {
        .log = "w.log_id",
        .time = "w.reception_day" + by_itself,
        .thing = "w.case_id" + by_itself,
        .wanted = walked_over(wanted),
        .order = order,
    };
}

} // namespace

guard::Portion<ListedCase>
list_cases(db::Connection& connection, MayListCases const& may, Wish const& wish)
{
    auto const condition = identity::predicate(may.object(), columns_of_list(), 6);
    auto terms = looked_for(wish.wanted);
    terms.push_back(condition.sql);
    auto const walk = guard::walked(walk_of(wish.wanted, wish.order));
    auto const wanted = guard::all_of(terms);
    guard::ListQueries const queries{
        .listing = {sql::listed_cases, {{"{walk}", walk}, {"{may}", wanted}}},
        .last = {sql::last_walked_case, {{"{walk}", walk}}},
        .texts = condition.texts,
    };
    auto const objects = inspection::places(connection, wish.wanted.where);
    return guard::list_of<ListedCase>(
        connection,
        objects,
        queries,
        {wish.order, wish.after, wish.most},
        [](identity::Place const& object, db::Row const& row) {
            ListedCase one{object, file_in(row)};
            Position const at{one.file.reception_day.number, object.log, one.file.id.get()};
            return std::pair{at, std::move(one)};
        }
    );
}

guard::Count count_cases(db::Connection& connection, MayListCases const& may, Wanted const& wanted)
{
    auto const condition = identity::predicate(may.object(), columns_of_list(), 5);
    auto terms = looked_for(wanted);
    bool const is_looked_for = !terms.empty();
    terms.push_back(condition.sql);
    auto const walk = "w.log_id = $1 and " + walked_over(wanted);
    auto const all = guard::all_of(terms);
    return guard::count_of(
        connection,
        inspection::places(connection, wanted.where),
        {
            .counted = {sql::count_listed_cases, {{"{walk}", walk}, {"{may}", all}}},
            .walked = {sql::count_walked_cases, {{"{walk}", walk}}},
            .texts = condition.texts,
            .is_looked_for = is_looked_for,
        }
    );
}

std::optional<Position> position_of(db::Connection& connection, LogId log, CaseId id)
{
    auto const time = connection.integer(sql::day_of_case, {log, id});
    return time ? std::optional{Position{*time, log, id.get()}} : std::nullopt;
}

} // namespace ducha::casefile
