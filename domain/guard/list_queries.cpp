// Counting a list over several logs.
#include "domain/guard/list_queries.h"

namespace ducha::guard {

Count count_of(
    db::Connection& connection,
    std::vector<identity::Place> const& objects,
    CountQueries const& queries
)
{
    Count count;
    for (auto const& object : objects) {
        auto const values =
            db::bound({object.log, most_rows_counted, office_log, most_counted + 1}, queries.texts);
        connection.each(queries.counted.query(), values, [&](db::Row const& row) {
            count.amount += row.integer(0);
        });
        if (queries.is_looked_for && count.amount <= most_counted) {
            auto const walked =
                connection.integer(queries.walked.query(), {object.log, most_rows_counted});
            count.is_all = count.is_all && walked.value_or(0) < most_rows_counted;
        }
    }
    count.is_all = count.is_all && count.amount <= most_counted;
    count.amount = std::min(count.amount, most_counted);
    return count;
}

} // namespace ducha::guard
