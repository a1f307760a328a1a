// How rooms ask for a list over several logs, and count it. Included by .cpp files only.
#pragma once

#include "platform/db/built_query.h"
#include "platform/db/connection.h"
#include "platform/identity/principal.h"

#include "domain/guard/listing.h"

namespace ducha::guard {

/// Reads one log's part of a list. The queries bind the log as $1 and `Behind` as $2 and $3.
struct ListQueries {
    db::BuiltQuery
        listing;         ///< $4 is how many rows are looked at, $5 the office's log, then `texts`
    db::BuiltQuery last; ///< time and number of a row; $4 is how many rows stand before it
    std::vector<std::string> texts; ///< that the reader's condition binds
};

/// Which part of a list is wished for.
struct Part {
    Order order = Order::newest;
    std::optional<Position> after;
    std::int64_t most = 0;
};

/// read   makes of a row the thing and its place in the list
template <class T, class Read>
[[nodiscard]] Portion<T> list_of(
    db::Connection& connection,
    std::vector<identity::Place> const& objects,
    ListQueries const& queries,
    Part const& part,
    Read const& read
)
{
    std::vector<Stretch<T>> stretches;
    for (auto const& object : objects) {
        Walking<T> const walking{
            .read =
                [&](Behind const& from, std::int64_t rows) {
                    std::vector<std::pair<Position, T>> found;
                    auto const values = db::bound(
                        {object.log, from.time, from.thing, rows, office_log}, queries.texts
                    );
                    connection.each(queries.listing.query(), values, [&](db::Row const& row) {
                        found.push_back(read(object, row));
                    });
                    return found;
                },
            .last = [&](Behind const& from, std::int64_t rows) -> std::optional<Position> {
                std::optional<Position> at;
                connection.each(
                    queries.last.query(),
                    {object.log, from.time, from.thing, rows - 1},
                    [&](db::Row const& row) { at = {row.integer(0), object.log, row.integer(1)}; }
                );
                return at;
            },
        };
        auto const from = behind(part.after, object.log, part.order);
        stretches.push_back(walk(walking, from, part.order, part.most));
    }
    return merged(std::move(stretches), part.order, part.most);
}

/// Counts one log's part of a list. The queries bind the log as $1 and, as $2, how many rows are
/// looked at.
struct CountQueries {
    db::BuiltQuery counted; ///< $3 is the office's log, $4 the most that is counted, then `texts`
    db::BuiltQuery walked;  ///< how many rows there are to look at
    std::vector<std::string> texts;
    bool is_looked_for = false; ///< row by row: what is behind the last row is not known
};

[[nodiscard]] Count count_of(
    db::Connection& connection,
    std::vector<identity::Place> const& objects,
    CountQueries const& queries
);

} // namespace ducha::guard
