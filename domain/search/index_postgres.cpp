// The index on PostgreSQL: GIN over the terms. It gives all texts with a term at once and in no
// order, which is quick for a rare one and slow for a common one; so the latest texts are asked for
// first, by the terms that say when they were recorded, and all only where these are not enough.
#include "domain/search/index.h"

#include "generated/search_sql.h"

#include <algorithm>

namespace ducha::search {
namespace {

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
          holds{postgres_patterns(postgres_checked(wanted.words))},
          lacks{postgres_patterns(wanted.words.unwanted)}
    {
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

/// Recorded at `from` or later, and before a cursor.
struct Span {
    Instant from;
    Cursor before;
    std::string recorded; ///< the expression for it
};

/// Spans of time before a cursor, the latest first: that of the newest texts, then such as ought to
/// hold what is still wanted, by what was found so far.
class LookBack {
public:
    /// newest   texts of the first span
    LookBack(db::Connection& connection, Cursor const& before, std::int64_t newest)
        : before_{before}
    {
        std::int64_t texts = 0;
        connection.each(
            sql::newest_postgres,
            {before.recorded, before.log, newest},
            [&](db::Row const& row) {
                texts = row.integer(2);
                if (texts > 0) {
                    last_ = row.instant(0);
                    from_ = row.instant(1);
                    oldest_ = row.instant(3);
                }
            }
        );
        is_all_ = texts < newest;
        looks_ = texts > 0 ? 0 : most_looks;
    }

    /// The next span; nothing where it is enough, or where the rest is better asked for at once:
    /// what is rare, and what reaches back to the oldest text.
    [[nodiscard]] std::optional<Span> next(std::int64_t found, std::int64_t wanted)
    {
        if (found >= wanted || looks_ == most_looks || (looks_ > 0 && (is_all_ || found == 0))) {
            return std::nullopt;
        }
        if (looks_++ > 0) {
            auto const length = last_.microseconds - from_.microseconds + 1;
            auto const times = std::max(least_widening, 5 * wanted / (4 * found) + 1);
            if (times >= (last_.microseconds - oldest_.microseconds) / length) {
                return std::nullopt;
            }
            before_ = {from_, LogId{0}};
            from_ = {last_.microseconds - (length * times) + 1};
        }
        return Span{from_, before_, postgres_recorded(from_, std::min(last_, before_.recorded))};
    }

    /// Whether the spans held all texts before the cursor.
    [[nodiscard]] bool held_all() const { return is_all_; }

private:
    static constexpr int most_looks = 4;
    static constexpr std::int64_t least_widening = 2;

    Cursor before_;
    Instant from_;
    Instant last_;
    Instant oldest_;
    bool is_all_ = false;
    int looks_ = 0;
};

class PostgresIndex final : public Index {
public:
    PostgresIndex(db::Connection& connection, std::int64_t newest)
        : connection_{connection}, newest_{newest}
    {
    }

    void add(Kept const& text) override
    {
        auto const terms = postgres_terms(text.words, text.recorded);
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
        auto const& [expression, logs, holds, lacks] = Bound{wanted};
        auto const first = wanted.first_day();
        auto const last = wanted.last_day();
        std::vector<Found> found;
        auto const take = [&](db::Row const& row) { found.push_back(found_in(row)); };
        auto const amount = [&] { return static_cast<std::int64_t>(found.size()); };
        auto const limit = static_cast<std::int64_t>(most);
        ByIndexOnly const by_index{connection_};
        LookBack spans{connection_, after, newest_};
        while (auto const span = spans.next(amount(), limit)) {
            auto const& [from, before, recorded] = *span;
            connection_.each(
                sql::find_within_postgres,
                {expression,
                 recorded,
                 from,
                 before.recorded,
                 before.log,
                 logs,
                 first,
                 last,
                 holds,
                 lacks,
                 limit - amount()},
                take
            );
        }
        if (amount() < limit && !spans.held_all()) {
            found.clear();
            connection_.each(
                sql::find_postgres,
                {expression, after.recorded, after.log, logs, first, last, holds, lacks, limit},
                take
            );
        }
        return found;
    }

    std::int64_t count(Wanted const& wanted, std::int64_t most) override
    {
        auto const& [expression, logs, holds, lacks] = Bound{wanted};
        auto const first = wanted.first_day();
        auto const last = wanted.last_day();
        std::int64_t counted = 0;
        ByIndexOnly const by_index{connection_};
        LookBack spans{connection_, beginning(), newest_};
        while (auto const span = spans.next(counted, most)) {
            auto const& [from, before, recorded] = *span;
            auto const here = connection_.integer(
                sql::count_within_postgres,
                {expression,
                 recorded,
                 from,
                 before.recorded,
                 before.log,
                 logs,
                 first,
                 last,
                 holds,
                 lacks,
                 most - counted}
            );
            counted += here.value_or(0);
        }
        if (counted >= most || spans.held_all()) {
            return counted;
        }
        auto const all = connection_.integer(
            sql::count_postgres, {expression, logs, first, last, holds, lacks, most}
        );
        return all.value_or(0);
    }

    bool is_whole() override { return true; }

private:
    db::Connection& connection_;
    std::int64_t newest_;
};

} // namespace

std::unique_ptr<Index> postgres_index(db::Connection& connection, std::int64_t newest)
{
    return std::make_unique<PostgresIndex>(connection, newest);
}

} // namespace ducha::search
