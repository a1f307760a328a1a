// 进展情况: counts, and the laws they obey.
#include "domain/bulletin/bulletin.h"

#include "platform/db/connection.h"

#include "domain/bulletin/packed.h"
#include "domain/bulletin/rollup.h"

#include "generated/bulletin_sql.h"

#include <algorithm>
#include <iterator>

namespace ducha::bulletin {
namespace {

db::Query const& query_for(Grouping by)
{
    switch (by) {
    case Grouping::type:
        return sql::count_by_type;
    case Grouping::channel:
        return sql::count_by_channel;
    case Grouping::day:
        return sql::count_by_day;
    case Grouping::none:
    case Grouping::object:
        break;
    }
    return sql::count_total;
}

std::string group_in(db::Row const& row, Counted const& of, Grouping by)
{
    switch (by) {
    case Grouping::object:
        return of.object;
    case Grouping::day:
        return to_text(row.day(0));
    case Grouping::type:
    case Grouping::channel:
        return std::string{row.text(0)};
    case Grouping::none:
        break;
    }
    return {};
}

/// Adds what the facts of the events from `first` on count.
void add_facts(
    Lines& lines, db::Connection& connection, Counted const& of, Question const& question, Seq first
)
{
    auto const known_at = question.known_at.value_or(Instant{INT64_MAX});
    connection.each(
        query_for(question.by),
        {of.may.object(), first, question.as_of, known_at},
        [&](db::Row const& row) {
            add(lines, group_in(row, of, question.by), row.text(1), row.integer(2));
        }
    );
}

/// Asks one query for two numbers that must be equal.
void check(
    db::Connection& connection,
    LogId log,
    db::Query const& query,
    Sentence const& law,
    std::vector<Breach>& breaches
)
{
    connection.each(query, {log}, [&](db::Row const& row) {
        if (row.integer(0) != row.integer(1)) {
            breaches.push_back({law, std::to_string(row.integer(0)), std::to_string(row.integer(1))}
            );
        }
    });
}

/// Asks one query for measures, each with what was counted and how many rows there are.
void check_counts(
    db::Connection& connection, LogId log, db::Query const& query, std::vector<Breach>& breaches
)
{
    connection.each(query, {log}, [&](db::Row const& row) {
        if (row.integer(1) != row.integer(2)) {
            auto const measure = std::string{row.text(0)};
            breaches.push_back(
                {{measure + " 的计数与数据行数一致",
                  "the count of " + measure + " is that of the rows"},
                 std::to_string(row.integer(1)),
                 std::to_string(row.integer(2))}
            );
        }
    });
}

} // namespace

std::int64_t Line::of(std::string_view measure) const
{
    auto const found = sums.find(std::string{measure});
    return found == sums.end() ? 0 : found->second;
}

std::int64_t Line::undecided() const
{
    return of("received") - of("accepted") - of("not_accepted") - of("forwarded");
}

std::vector<Line>
count(db::Connection& connection, std::vector<Counted> const& objects, Question const& question)
{
    Lines lines;
    for (auto const& of : objects) {
        auto const rest = add_packed(lines, connection, of, question);
        add_facts(lines, connection, of, question, rest);
    }
    return in_order(std::move(lines), question.by);
}

std::vector<Line> count_facts(
    db::Connection& connection, std::vector<Counted> const& objects, Question const& question
)
{
    Lines lines;
    for (auto const& of : objects) {
        add_facts(lines, connection, of, question, Seq{0});
    }
    return in_order(std::move(lines), question.by);
}

std::vector<Breach> conservation(db::Connection& connection, MayReadCounts const& may)
{
    std::vector<Breach> breaches;
    auto const log = may.object();
    check(
        connection,
        log,
        sql::matters_in_cases,
        {"受理的问题恰在一案之中", "an accepted matter is in exactly one case"},
        breaches
    );
    check(
        connection,
        log,
        sql::numbered_in_batches,
        {"编号的案件恰在一批之中", "a numbered case is in exactly one batch"},
        breaches
    );
    check(
        connection,
        log,
        sql::numbers_once,
        {"一号不用于两案", "no two cases have one number"},
        breaches
    );
    check(
        connection,
        log,
        sql::results_add_up,
        {"已办结、阶段性办结、正在办理之和等于有办理结果的件数，且不多于转办件数",
         "closed, phased and in progress make up the results, which are no more than transferred"},
        breaches
    );
    check(
        connection,
        log,
        sql::closed_cases,
        {"办理结果为已办结的案件恰为已办结案件", "a case is closed where its result says so"},
        breaches
    );
    for (auto const* counted :
         {&sql::reports_counted, &sql::matters_counted, &sql::cases_counted, &sql::results_counted
         }) {
        check_counts(connection, log, *counted, breaches);
    }
    std::ranges::move(check_quick_counts(connection, may), std::back_inserter(breaches));
    return breaches;
}

} // namespace ducha::bulletin
