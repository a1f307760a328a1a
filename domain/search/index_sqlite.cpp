// The index on SQLite: FTS5, whose rows are in the order of log and matter: of one log the newest
// come first without sorting, and a question is over as soon as a page is full.
#include "platform/json/text.h"
#include "platform/trouble.h"

#include "domain/search/index.h"

#include "generated/search_sql.h"

#include <algorithm>

namespace ducha::search {
namespace {

constexpr int bits_of_a_matter = 40;

/// Log and matter as one number. Those of one log are as dense as its events, which keeps the index
/// small. There is room for a million million events a log, and for eight million logs.
std::int64_t place_of(LogId log, MatterId matter)
{
    return (log.get() << bits_of_a_matter) + matter.get();
}

std::string as_json(std::vector<std::string> const& words)
{
    std::vector<std::string> texts;
    for (auto const& word : words) {
        texts.push_back(json::quoted(word));
    }
    return json::array_text(texts);
}

/// What is bound, kept for as long as a query runs.
struct Bound {
    explicit Bound(Wanted const& wanted)
        : there{wanted_phrases(wanted.words.wanted)},
          not_there{unwanted_phrases(wanted.words.unwanted)},
          expression{sqlite_expression(wanted, there, not_there)},
          holds{as_json(there.checked)},
          lacks{as_json(not_there.checked)},
          proved{there.checked.empty() && not_there.checked.empty() && !wanted.by_day()}
    {
    }

    Phrases there;
    Phrases not_there;
    std::string expression;
    std::string holds;
    std::string lacks;
    bool proved; ///< by the index alone
};

class SqliteIndex final : public Index {
public:
    explicit SqliteIndex(db::Connection& connection) : connection_{connection} {}

    void add(Kept const& text) override
    {
        auto const place = place_of(text.log, text.matter);
        connection_.run(
            sql::add_text_sqlite,
            {place, text.log, text.matter, text.report, text.day, text.recorded, text.words}
        );
        connection_.run(sql::add_terms_sqlite, {place, text.words});
    }

    void drop(LogId log, MatterId matter) override
    {
        // The terms first: they are read from the row.
        connection_.run(sql::drop_terms_sqlite, {place_of(log, matter)});
        connection_.run(sql::drop_text, {log, matter});
    }

    void clear() override { connection_.run(sql::clear_terms_sqlite, {}); }

    /// Each log is asked for as many as are wanted of all: its newest are among them.
    std::vector<Found> find(Wanted const& wanted, Cursor const& after, std::size_t most) override
    {
        Bound const bound{wanted};
        std::vector<Found> found;
        for (auto const log : wanted.logs) {
            connection_.each(
                sql::find_sqlite,
                {bound.expression,
                 place_of(log, MatterId{0}),
                 place_of(log, last_behind(after, log)),
                 wanted.first_day(),
                 wanted.last_day(),
                 bound.holds,
                 bound.lacks,
                 static_cast<std::int64_t>(most)},
                [&](db::Row const& row) { found.push_back(found_in(row)); }
            );
        }
        std::ranges::sort(found, std::ranges::greater{}, &Found::at);
        found.resize(std::min(found.size(), most));
        return found;
    }

    std::int64_t count(Wanted const& wanted, std::int64_t most) override
    {
        Bound const bound{wanted};
        std::int64_t counted = 0;
        for (auto const log : wanted.logs) {
            counted += count_in(log, wanted, bound, most - counted);
        }
        return counted;
    }

    bool is_whole() override
    {
        try {
            connection_.run(sql::check_terms_sqlite, {});
            return true;
        } catch (Trouble const& trouble) {
            // SQLite says by its error for corruption that rows and index differ.
            if (trouble.kind() != Trouble::Kind::database) {
                throw;
            }
            return false;
        }
    }

private:
    static constexpr MatterId last_matter{(std::int64_t{1} << bits_of_a_matter) - 1};

    /// The last matter of a log that stands behind the cursor; -1 where none does.
    MatterId last_behind(Cursor const& cursor, LogId log)
    {
        if (cursor == beginning()) {
            return last_matter;
        }
        // At the same instant the greater log comes first.
        Instant const before{cursor.recorded.microseconds + (log < cursor.log ? 1 : 0)};
        return MatterId{connection_.integer(sql::last_before_sqlite, {log, before}).value_or(-1)};
    }

    std::int64_t count_in(LogId log, Wanted const& wanted, Bound const& bound, std::int64_t most)
    {
        auto const first = place_of(log, MatterId{0});
        auto const last = place_of(log, last_matter);
        auto const counted = bound.proved
            ? connection_.integer(sql::count_sqlite, {bound.expression, first, last, most})
            : connection_.integer(
                  sql::count_checked_sqlite,
                  {bound.expression,
                   first,
                   last,
                   wanted.first_day(),
                   wanted.last_day(),
                   bound.holds,
                   bound.lacks,
                   most}
              );
        return counted.value_or(0);
    }

    db::Connection& connection_;
};

} // namespace

std::unique_ptr<Index> sqlite_index(db::Connection& connection)
{
    return std::make_unique<SqliteIndex>(connection);
}

} // namespace ducha::search
