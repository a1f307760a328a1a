// The index on PostgreSQL: GIN over the terms. It gives all texts with a term at once and in no
// order, which is quick for a rare one and slow for a common one; so the latest texts are asked for
// first, by the terms that say when they were recorded, and all only where these are not enough.
#include "base/text.h"

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

/// Where in time the texts lie, by the server's statistics: between two neighbouring instants as
/// many as between any other two. Texts come in bursts, and for years none.
class Spread {
public:
    explicit Spread(db::Connection& connection)
    {
        connection.each(sql::spread_postgres, {}, [&](db::Row const& row) {
            auto listed = row.text(1); // {1,2,3}
            listed = listed.substr(1, listed.size() - 2);
            for (auto const instant : split(listed, ',')) {
                instants_.push_back({parse_integer(instant).value_or(0)});
            }
            between_ = row.integer(0) / std::max<std::int64_t>(std::ssize(instants_) - 1, 1);
        });
    }

    /// Since when about so many texts were recorded until `last`, and more than since `from`.
    /// Nothing where these are all, or nothing is known.
    [[nodiscard]] std::optional<Instant> since(Instant last, std::int64_t texts, Instant from) const
    {
        auto const steps = between_ > 0 ? (texts / between_) + 1 : std::ssize(instants_);
        auto const at = std::ranges::lower_bound(instants_, last) - instants_.begin();
        auto const older = std::ranges::lower_bound(instants_, from) - instants_.begin();
        auto const found = std::min(at - steps, older - 1);
        return found > 0 ? std::optional{instants_[static_cast<std::size_t>(found)]} : std::nullopt;
    }

private:
    std::vector<Instant> instants_; ///< ascending
    std::int64_t between_ = 0;      ///< texts, about
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
        : connection_{connection}, before_{before}, texts_{newest}
    {
        connection.each(
            sql::newest_postgres,
            {before.recorded, before.log, newest},
            [&](db::Row const& row) {
                left_ = row.integer(2) > 0;
                is_all_ = row.integer(2) < newest;
                if (left_) {
                    last_ = row.instant(0);
                    from_ = row.instant(1);
                }
            }
        );
    }

    /// The next span; nothing where it is enough, or where the rest is better asked for at once.
    [[nodiscard]] std::optional<Span> next(std::int64_t found, std::int64_t wanted)
    {
        if (found >= wanted || !left_) {
            return std::nullopt;
        }
        ++looks_;
        left_ = !is_all_ && looks_ < most_looks;
        if (looks_ > 1) {
            if (!spread_) {
                spread_.emplace(connection_);
            }
            texts_ *= found == 0 ? blind_widening
                                 : std::max(least_widening, (5 * wanted / (4 * found)) + 1);
            auto const since = spread_->since(last_, texts_, from_);
            if (!since) {
                return std::nullopt;
            }
            before_ = {from_, LogId{0}};
            from_ = *since;
        }
        return Span{from_, before_, postgres_recorded(from_, std::min(last_, before_.recorded))};
    }

    /// Whether the spans held all texts before the cursor.
    [[nodiscard]] bool held_all() const { return is_all_; }

private:
    static constexpr int most_looks = 4;
    static constexpr std::int64_t least_widening = 2;
    /// Where nothing says how common it is: a common word may be missing from the newest texts
    /// alone, and all that a span finds of it is read.
    static constexpr std::int64_t blind_widening = 4;

    db::Connection& connection_;
    Cursor before_;
    Instant from_;
    Instant last_;
    std::optional<Spread> spread_;
    std::int64_t texts_; ///< in all spans so far, about
    bool is_all_ = false;
    bool left_ = false; ///< there are spans to look at
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
