// The index of either database, asked alike.
#pragma once

#include "platform/db/connection.h"

#include "domain/search/lookup.h"

#include <memory>

namespace ducha::search {

/// A text that was found.
struct Found {
    Cursor at; ///< the greater, the newer
    MatterId matter;
    ReportId report;
    Day day;
};

/// Of a row that begins with log, matter, report, reception day and instant of recording.
[[nodiscard]] Found found_in(db::Row const& row);

/// A text on its way into the index.
struct Kept {
    LogId log;
    MatterId matter;
    ReportId report;
    Day day;
    Instant recorded;  ///< later than all that was recorded in its log before
    std::string words; ///< searched_words
};

/// Before all texts.
[[nodiscard]] Cursor beginning();

class Index {
public:
    Index() = default;
    Index(Index const&) = delete;
    Index& operator=(Index const&) = delete;
    virtual ~Index() = default;

    virtual void add(Kept const& text) = 0;

    /// Takes a text out, so that its words are in no page of the database that is kept.
    virtual void drop(LogId log, MatterId matter) = 0;

    /// Forgets all terms; the rows are cleared by whoever folds them anew.
    virtual void clear() = 0;

    /// The newest texts behind a cursor, at most `most`, the newest first.
    [[nodiscard]] virtual std::vector<Found>
    find(Wanted const& wanted, Cursor const& after, std::size_t most) = 0;

    /// How many there are in all, or `most` where there are as many or more.
    [[nodiscard]] virtual std::int64_t count(Wanted const& wanted, std::int64_t most) = 0;

    /// Whether the terms are those of the rows.
    [[nodiscard]] virtual bool is_whole() = 0;
};

[[nodiscard]] std::unique_ptr<Index> sqlite_index(db::Connection& connection);

/// newest   texts that are looked at before older ones are, span of time by span of time
[[nodiscard]] std::unique_ptr<Index>
postgres_index(db::Connection& connection, std::int64_t newest = 4096);

/// The one of this connection's database.
[[nodiscard]] std::unique_ptr<Index> index_of(db::Connection& connection);

} // namespace ducha::search
