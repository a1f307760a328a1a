// The events about one thing.
#include "domain/ledger/subjects.h"

#include "base/instant.h"

#include "platform/db/connection.h"

#include "generated/ledger_sql.h"

namespace ducha::ledger {
namespace {

db::Query query_of(Subject subject, bool is_sqlite)
{
    switch (subject) {
    case Subject::matter:
        return is_sqlite ? sql::events_of_matter_sqlite : sql::events_of_matter_postgres;
    case Subject::case_:
        return is_sqlite ? sql::events_of_case_sqlite : sql::events_of_case_postgres;
    case Subject::report:
        return is_sqlite ? sql::events_of_report_sqlite : sql::events_of_report_postgres;
    case Subject::batch:
        break;
    }
    return is_sqlite ? sql::events_of_batch_sqlite : sql::events_of_batch_postgres;
}

} // namespace

std::vector<Seq> events_about(
    db::Connection& connection, LogId log, Subject subject, std::int64_t thing, std::int64_t most
)
{
    auto const query = query_of(subject, connection.dialect() == db::Dialect::sqlite);
    std::vector<Seq> found;
    auto const take = [&](db::Row const& row) { found.push_back(row.id<Seq>(0)); };
    if (subject == Subject::batch) {
        auto const day = to_text(Day{static_cast<std::int32_t>(thing)});
        connection.each(query, {log, day, most}, take);
    } else {
        connection.each(query, {log, thing, most}, take);
    }
    return found;
}

} // namespace ducha::ledger
