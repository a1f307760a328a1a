// The index on PostgreSQL: GIN over the terms. It gives all texts with a term at once and in no
// order, which is quick for a rare one and slow for a common one; so the newest texts are looked
// through first, where a common one is soon found.
#include "domain/search/index.h"

#include "generated/search_sql.h"

#include <limits>

namespace ducha::search {
namespace {

/// Texts that are looked through before the index is asked.
constexpr std::int64_t first_look = 2000;

/// Where so great a share of them are hits, counting goes on in their order rather than by the
/// index: as far as it takes to find more than are counted, and some more.
constexpr std::int64_t common_share_percent = 40;

std::string array_of_logs(std::vector<LogId> const& logs)
{
    std::string text;
    for (auto const log : logs) {
        text += (text.empty() ? "" : ",") + std::to_string(log.get());
    }
    return "{" + text + "}";
}

/// What is bound, kept for as long as a query runs.
struct Bound {
    explicit Bound(Wanted const& wanted)
        : expression{postgres_expression(wanted)},
          logs{array_of_logs(wanted.logs)},
          lacks{postgres_patterns(wanted.words.unwanted)}
    {
        auto must = wanted.words.wanted;
        for (auto const& mark : wanted.marks()) {
            must.push_back(mark);
        }
        holds = postgres_patterns(must);
    }

    std::string expression;
    std::string logs;
    std::string holds;
    std::string lacks;
};

/// While it lasts, the server reads by the index, whatever it believes about common terms: it
/// cannot know that neighbouring pairs come together. One process is quick enough.
class ByIndexOnly {
public:
    explicit ByIndexOnly(db::Connection& connection) : connection_{connection}
    {
        connection_.each(sql::settings_postgres, {}, [&](db::Row const& row) {
            scanning_ = row.text(0);
            workers_ = row.text(1);
        });
        connection_.run(sql::set_settings_postgres, {"off", "0"});
    }
    ByIndexOnly(ByIndexOnly const&) = delete;
    ByIndexOnly& operator=(ByIndexOnly const&) = delete;
    ~ByIndexOnly()
    {
        // Trouble that led here is on its way; a lost connection needs no settings.
        try {
            connection_.run(sql::set_settings_postgres, {scanning_, workers_});
        } catch (std::exception const&) { // NOLINT(bugprone-empty-catch)
        }
    }

private:
    db::Connection& connection_;
    std::string scanning_; ///< as it was
    std::string workers_;  ///< as it was
};

class PostgresIndex final : public Index {
public:
    explicit PostgresIndex(db::Connection& connection) : connection_{connection} {}

    void add(Kept const& text) override
    {
        auto const terms = postgres_terms(text.words);
        connection_.run(
            sql::add_text_postgres,
            {text.log, text.matter, text.report, text.day, text.recorded, text.words, terms}
        );
    }

    void drop(LogId log, MatterId matter) override
    {
        connection_.run(sql::drop_text, {log, matter});
    }

    /// The terms lie in the rows.
    void clear() override {}

    std::vector<Found> find(Wanted const& wanted, Cursor const& after, std::size_t most) override
    {
        Bound const bound{wanted};
        std::vector<Found> found;
        auto const take = [&](db::Row const& row) { found.push_back(found_in(row)); };
        auto const limit = static_cast<std::int64_t>(most);
        auto const first = wanted.first_day();
        auto const last = wanted.last_day();
        auto const& [recorded, log] = after;
        auto const& [expression, logs, holds, lacks] = bound;
        connection_.each(
            sql::newest_postgres,
            {recorded, log, first_look, logs, first, last, holds, lacks, limit},
            take
        );
        if (found.size() < most) {
            found.clear();
            ByIndexOnly const by_index{connection_};
            connection_.each(
                sql::find_postgres,
                {expression, recorded, log, logs, first, last, holds, lacks, limit},
                take
            );
        }
        return found;
    }

    std::int64_t count(Wanted const& wanted, std::int64_t most) override
    {
        Bound const bound{wanted};
        auto const within = [&](std::int64_t newest) {
            return connection_
                .integer(
                    sql::count_newest_postgres,
                    {newest,
                     bound.logs,
                     wanted.first_day(),
                     wanted.last_day(),
                     bound.holds,
                     bound.lacks,
                     most}
                )
                .value_or(0);
        };
        bool const common = within(first_look) * 100 >= first_look * common_share_percent;
        if (common && within(most * 150 / common_share_percent) >= most) {
            return most;
        }
        ByIndexOnly const by_index{connection_};
        auto const counted = connection_.integer(
            sql::count_postgres,
            {bound.expression,
             bound.logs,
             wanted.first_day(),
             wanted.last_day(),
             bound.holds,
             bound.lacks,
             most}
        );
        return counted.value_or(0);
    }

    bool is_whole() override { return true; }

private:
    db::Connection& connection_;
};

} // namespace

std::unique_ptr<Index> postgres_index(db::Connection& connection)
{
    return std::make_unique<PostgresIndex>(connection);
}

} // namespace ducha::search
