// 进展情况: counts, and the laws they obey.
#include "domain/bulletin/bulletin.h"

#include "platform/db/connection.h"
#include "platform/db/migration.h"

#include "generated/bulletin_sql.h"

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
    auto const known_at = question.known_at.value_or(Instant{INT64_MAX});
    std::map<std::string, Line> lines;
    for (auto const& of : objects) {
        connection.each(
            query_for(question.by),
            {of.may.object(), question.as_of, known_at},
            [&](db::Row const& row) {
                auto const group = group_in(row, of, question.by);
                auto& line = lines[group];
                line.group = group;
                line.sums[std::string{row.text(1)}] += row.integer(2);
            }
        );
    }
    if (lines.empty() && question.by == Grouping::none) {
        lines.try_emplace("");
    }
    std::vector<Line> result;
    for (auto& [group, line] : lines) {
        result.push_back(std::move(line));
    }
    return result;
}

Sentence sentence(Line const& total, Instant as_of)
{
    auto const n = [&](std::string_view measure) { return std::to_string(total.of(measure)); };
    auto const when = to_text(as_of).substr(0, 16);
    bool const some_withdrawn = total.of("withdrawn_after_hand_over") != 0;
    auto const withdrawn = n("withdrawn_after_hand_over");
    return {
        .zh = "截至" + when + "，收到群众举报" + n("received") + "件，受理有效举报" +
            n("accepted") + "件，经梳理合并重复举报，形成交办件" + n("cases") + "件，累计转办" +
            n("transferred") + "件" +
            (some_withdrawn ? "（其中" + withdrawn + "件转办后撤回）" : "") + "。",
        .en = "As of " + when + ", " + n("received") + " reports were received and " +
            n("accepted") + " valid reports accepted; after combining repeated reports there are " +
            n("cases") + " cases, of which " + n("transferred") +
            " were transferred to the inspected object" +
            (some_withdrawn ? " (" + withdrawn + " of them withdrawn afterwards)" : "") + ".",
    };
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
    for (auto const* counted :
         {&sql::reports_counted, &sql::matters_counted, &sql::cases_counted}) {
        check_counts(connection, log, *counted, breaches);
    }
    return breaches;
}

guard::Room const& room()
{
    static guard::Room const room{
        .name = "bulletin",
        .folds = {},
        .acts = {},
        .schema = [] { return std::span<db::Migration const>{}; },
        .queries = sql::all,
    };
    return room;
}

} // namespace ducha::bulletin
