// Lists of matters.
#include "domain/intake/lists.h"

#include "base/invariant.h"

#include "domain/guard/list_queries.h"
#include "domain/intake/matter_row.h"

#include "generated/intake_sql.h"

namespace ducha::intake {
namespace {

using guard::Position;

identity::Columns columns_of_list()
{
    identity::Columns columns{
        .inspection = "o.inspection_id",
        .object = "o.code",
        .unit = "o.unit",
        .state = "m.state",
        .states = {},
    };
    for (auto const& row : Codes<MatterState>::table) {
        columns.states.push_back({row.code, state_of(row.value)});
    }
    return columns;
}

/// What of the report a filter looks at; looked up by its key, row by row.
std::string of_report(std::string_view column)
{
    return "(select r." + std::string{column} +
        " from report r where r.log_id = m.log_id and r.report_id = m.report_id)";
}

/// An instant between that and the next one's beginning is received on `day` or on the next,
/// depending on when the inspection's days end.
std::string not_before(Day day)
{
    return "w.occurred >= " + std::to_string(office_instant(day + -1, {}).microseconds);
}

std::string not_behind(Day day)
{
    return "w.occurred < " + std::to_string(office_instant(day + 1, {}).microseconds);
}

/// What an index finds.
std::string walked_over(Wanted const& wanted)
{
    std::vector<std::string> terms;
    if (wanted.states.size() == 1) {
        terms.push_back(guard::is_one_of("w.state", wanted.states));
    }
    if (wanted.urgent.value_or(false)) {
        terms.emplace_back("w.urgent <> ''");
    }
    if (wanted.from) {
        terms.push_back(not_before(*wanted.from));
    }
    if (wanted.until) {
        terms.push_back(not_behind(*wanted.until));
    }
    return guard::all_of(terms);
}

/// What is looked for row by row; empty where there is nothing.
std::vector<std::string> looked_for(Wanted const& wanted)
{
    std::vector<std::string> terms;
    if (wanted.states.size() > 1) {
        terms.push_back(guard::is_one_of("m.state", wanted.states));
    }
    if (wanted.urgent && !*wanted.urgent) {
        terms.emplace_back("m.urgent = ''");
    }
    if (!wanted.channels.empty()) {
        terms.push_back(guard::is_one_of(of_report("channel"), wanted.channels));
    }
    if (!wanted.kinds.empty()) {
        terms.push_back(guard::is_one_of(of_report("kind"), wanted.kinds));
    }
    if (wanted.from || wanted.until) {
        auto const day = of_report("reception_day");
        auto const from = wanted.from.value_or(Day{INT32_MIN}).number;
        auto const until = wanted.until.value_or(Day{INT32_MAX}).number;
        terms.push_back(day + " between " + std::to_string(from) + " and " + std::to_string(until));
    }
    if (!wanted.types.empty()) {
        terms.push_back(guard::holds_one_of("m.types", wanted.types));
    }
    return terms;
}

guard::Walk walk_of(Wanted const& wanted, guard::Order order)
{
    return {
        .log = "w.log_id",
        .time = "w.occurred",
        .thing = "w.matter_id",
        .wanted = walked_over(wanted),
        .order = order,
    };
}

Position position_in(LogId log, Matter const& matter)
{
    return {matter.occurred.microseconds, log, matter.of.matter.get()};
}

ListedMatter listed(MayListMatters const& may, identity::Place const& place, db::Row const& row)
{
    ListedMatter listed{.place = place, .own_id = std::string{row.text(14)}, .matter = {}};
    listed.matter = matter_in(row);
    auto const fields = may.object().seen(place, state_of(listed.matter.state));
    invariant(fields.has_value(), "a list holds what may be seen");
    if (!fields->contains(identity::Field::working_text)) {
        remove_words(listed.matter);
    }
    return listed;
}

} // namespace

guard::Portion<ListedMatter>
list_matters(db::Connection& connection, MayListMatters const& may, Wish const& wish)
{
    auto const condition = identity::predicate(may.object(), columns_of_list(), 6);
    auto terms = looked_for(wish.wanted);
    terms.push_back(condition.sql);
    auto const walk = guard::walked(walk_of(wish.wanted, wish.order));
    auto const wanted = guard::all_of(terms);
    guard::ListQueries const queries{
        .listing = {sql::listed_matters, {{"{walk}", walk}, {"{may}", wanted}}},
        .last = {sql::last_walked_matter, {{"{walk}", walk}}},
        .texts = condition.texts,
    };
    auto const objects = inspection::places(connection, wish.wanted.where);
    return guard::list_of<ListedMatter>(
        connection,
        objects,
        queries,
        {wish.order, wish.after, wish.most},
        [&may](identity::Place const& object, db::Row const& row) {
            auto one = listed(may, object, row);
            auto const at = position_in(object.log, one.matter);
            return std::pair{at, std::move(one)};
        }
    );
}

guard::Count
count_matters(db::Connection& connection, MayListMatters const& may, Wanted const& wanted)
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
            .counted = {sql::count_listed_matters, {{"{walk}", walk}, {"{may}", all}}},
            .walked = {sql::count_walked_matters, {{"{walk}", walk}}},
            .texts = condition.texts,
            .is_looked_for = is_looked_for,
        }
    );
}

std::optional<Position> position_of(db::Connection& connection, LogId log, MatterId matter)
{
    auto const time = connection.integer(sql::occurred_of_matter, {log, matter});
    return time ? std::optional{Position{*time, log, matter.get()}} : std::nullopt;
}

} // namespace ducha::intake
