// A page of a list reads a page, not a log: what the databases say of how they would answer.
#include "domain/casefile/lists.h"
#include "domain/history/audited.h"
#include "domain/history/history.h"
#include "domain/intake/lists.h"

#include "tests/journeys/test_office.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <charconv>

namespace ducha::tests {
namespace {

/// Asks the database how it answers each question, beside asking it.
class ExplainingConnection final : public db::Connection {
public:
    explicit ExplainingConnection(db::Connection& asked) : asked_{asked} {}

    [[nodiscard]] std::vector<std::string> const& plans() const { return plans_; }

    void run(db::Query const& query, std::span<db::Value const> values) override
    {
        asked_.run(query, values);
    }
    void each(db::Query const& query, std::span<db::Value const> values, db::Visitor const& visitor)
        override
    {
        bool const is_sqlite = dialect() == db::Dialect::sqlite;
        std::string const text =
            (is_sqlite ? "explain query plan "
                       : "explain (analyze, timing off, summary off, costs off) ") +
            std::string{query.text};
        std::string plan{query.name};
        asked_.each({query.name, text, true}, values, [&](db::Row const& row) {
            plan += "\n" + std::string{row.text(is_sqlite ? 3 : 0)};
        });
        plans_.push_back(std::move(plan));
        asked_.each(query, values, visitor);
    }
    void insert(db::TableShape const& table, std::span<db::Value const> rows) override
    {
        asked_.insert(table, rows);
    }
    void run_script(std::string_view sql) override { asked_.run_script(sql); }
    void flush() override { asked_.flush(); }
    [[nodiscard]] std::unique_ptr<db::Connection> twin() override { return asked_.twin(); }
    [[nodiscard]] db::Dialect dialect() const override { return asked_.dialect(); }

private:
    db::Connection& asked_;
    std::vector<std::string> plans_;
};

constexpr std::int64_t most = 50;

class ListCost : public testing::TestWithParam<db::Dialect> {
protected:
    TestOffice test{GetParam()};
    ExplainingConnection connection{test.office().connection()};

    /// Thirty thousand of each: rows alone, as no reading looks at the ledger.
    void SetUp() override
    {
        std::string const numbers = "with recursive number(n) as (select cast(1000 as bigint) "
                                    "union all select n + 1 from number"
                                    " where n < 30999) ";
        auto& rows = test.office().connection();
        rows.run_script(
            "insert into report (log_id, report_id, own_id, channel, kind, occurred, reception_day,"
            " original, original_digest, row_digest) " +
            numbers +
            "select 1, n, 'N' || n, 'call', 'complaint', 1629907200000000 + n * 86400000,"
            " 18865 + n / 1000, 0, '', '' from number;"
            "insert into matter (log_id, matter_id, report_id, state, state_seq, urgent, types,"
            " title, text, place, enterprise, occurred) " +
            numbers +
            "select 1, n, n, case when n % 1000 = 7 then 'undecided' else 'accepted' end, n,"
            " case when n % 500 = 7 then 'life' else '' end, 'noise', '', 'text', '', '',"
            " 1629907200000000 + n * 86400000 from number;"
            "insert into case_file (log_id, case_id, standing, number, letter, serial, watched,"
            " batch_day, due, channel, reception_day, types) " +
            numbers +
            "select 1, n, case when n % 1000 = 7 then 'handed_over' when n % 3 = 0 then 'closed'"
            " else 'open' end, '', '', 0, case when n % 700 = 0 then 1 else 0 end,"
            " case when n % 2 = 0 then 18865 + n / 100 end, 18880 + n / 1000, 'call',"
            " 18865 + n / 1000, 'noise' from number;"
        );
        if (GetParam() == db::Dialect::postgres) {
            rows.run_script("analyze report; analyze matter; analyze case_file; analyze event");
        }
    }

    /// The largest number of rows that any step of a plan of PostgreSQL has read.
    static std::int64_t rows_read(std::string_view plan)
    {
        std::int64_t read = 0;
        for (std::string_view const before : {"rows=", "Rows Removed by Filter: "}) {
            for (auto at = plan.find(before); at != std::string_view::npos;
                 at = plan.find(before, at + 1)) {
                double number = 0;
                auto const digits = plan.substr(at + before.size());
                std::from_chars(digits.data(), digits.data() + digits.size(), number);
                read = std::max(read, static_cast<std::int64_t>(number));
            }
        }
        return read;
    }

    /// Every question asked since walks along an index, and reads at most so many rows.
    void expect_cheap(std::int64_t rows)
    {
        for (auto const& plan : connection.plans()) {
            if (GetParam() == db::Dialect::postgres) {
                EXPECT_LE(rows_read(plan), rows) << plan;
                continue;
            }
            EXPECT_FALSE(plan.contains("SCAN w")) << plan;
            EXPECT_FALSE(plan.contains("SCAN r")) << plan;
        }
        EXPECT_FALSE(connection.plans().empty());
    }

    /// Whether the last list was found by this index.
    [[nodiscard]] bool is_found_by(std::string const& index) const
    {
        auto const& plans = connection.plans();
        auto const listed =
            std::ranges::find_if(plans.rbegin(), plans.rend(), [](std::string const& plan) {
                return plan.contains("/listed_");
            });
        return listed != plans.rend() && listed->contains(index);
    }

    identity::Permissions const everyone{
        app::policy(),
        identity::local_operator("p"),
        [this](LogId log) { return inspection::place_of(test.office().connection(), log); },
        test.clock().now(),
    };
};

TEST_P(ListCost, OfMattersIsAPage)
{
    auto const may = everyone.authorize_all<intake::ReadMatters>();
    std::vector<std::pair<intake::Wanted, std::string>> filters{
        {{}, "matter_by_time"}, {{}, "matter_by_state"}, {{}, "matter_urgent"}
    };
    filters[1].first.states = {intake::MatterState::undecided};
    filters[2].first.urgent = true;
    for (auto const order : {guard::Order::newest, guard::Order::oldest}) {
        for (auto const& [filter, index] : filters) {
            intake::Wish wish{.wanted = filter, .order = order, .after = {}, .most = most};
            auto const first = intake::list_matters(connection, may, wish);
            EXPECT_FALSE(first.items.empty());
            EXPECT_TRUE(is_found_by(index)) << connection.plans().back();
            wish.after = first.next;
            static_cast<void>(intake::list_matters(connection, may, wish));
        }
    }
    expect_cheap(2 * most);
}

TEST_P(ListCost, OfADayIsThatDayAndItsNeighbours)
{
    auto const may = everyone.authorize_all<intake::ReadMatters>();
    intake::Wish wish{.wanted = {}, .after = {}, .most = most};
    wish.wanted.from = first_day + 10;
    wish.wanted.until = first_day + 10;
    EXPECT_EQ(intake::list_matters(connection, may, wish).items.size(), 50U);
    EXPECT_EQ(intake::count_matters(connection, may, wish.wanted).amount, 1'000);
    expect_cheap(3'000);
}

TEST_P(ListCost, OfCasesIsAPage)
{
    auto const may = everyone.authorize_all<casefile::ReadCases>();
    std::vector<std::pair<casefile::Wanted, std::string>> filters{
        {{}, "case_by_day"},
        {{}, "case_by_standing"},
        {{}, "case_watched"},
        {{}, "case_by_batch"},
        {{}, "case_due"},
        {{}, "case_by_day"}
    };
    filters[1].first.standings = {casefile::Standing::handed_over};
    filters[2].first.watched = true;
    filters[3].first.batch_day = first_day + 20;
    filters[4].first.due_before = first_day + 40;
    filters[5].first.from = first_day + 10;
    filters[5].first.until = first_day + 11;
    for (auto const order : {guard::Order::newest, guard::Order::oldest}) {
        for (auto const& [filter, index] : filters) {
            casefile::Wish wish{.wanted = filter, .order = order, .after = {}, .most = most};
            auto const first = casefile::list_cases(connection, may, wish);
            EXPECT_FALSE(first.items.empty());
            EXPECT_TRUE(is_found_by(index)) << connection.plans().back();
            wish.after = first.next;
            static_cast<void>(casefile::list_cases(connection, may, wish));
        }
    }
    expect_cheap(2 * most);
}

TEST_P(ListCost, OfWhatIsNotThereIsBounded)
{
    auto const may = everyone.authorize_all<intake::ReadMatters>();
    intake::Wish wish{.wanted = {}, .after = {}, .most = most};
    wish.wanted.types = {intake::Type::marine};
    auto const first = intake::list_matters(connection, may, wish);
    EXPECT_TRUE(first.items.empty());
    ASSERT_TRUE(first.next);
    wish.after = first.next;
    EXPECT_FALSE(intake::list_matters(connection, may, wish).next);
    expect_cheap(guard::most_looked_at);
}

TEST_P(ListCost, OfAHistoryIsItsSteps)
{
    receive(test, {report(1, "模拟举报：样例路夜间施工"), report(2, "模拟举报：样例河排污")});
    auto const matter =
        *intake::find_report(test.office().connection(), test.may<intake::ReadMatters>(), "T1");
    ASSERT_TRUE(test.run(intake::accept(TestOffice::log(), {first_matter(matter)})));
    if (GetParam() == db::Dialect::postgres) { // a table so small is read whole otherwise
        test.office().connection().run_script("set enable_seqscan = off");
    }
    auto const may = *everyone.authorize<intake::ReadMatters>(TestOffice::log());
    auto const history = history::of_matter(connection, may, first_matter(matter));
    ASSERT_TRUE(history);
    ASSERT_EQ(history->steps.size(), 2U);
    EXPECT_EQ(history->steps[1].type, "matter_accepted");
    bool is_found_by_an_index = false;
    for (auto const& plan : connection.plans()) {
        is_found_by_an_index = is_found_by_an_index || plan.contains("event_by_matter");
    }
    EXPECT_TRUE(is_found_by_an_index);
}

TEST_P(ListCost, OfAnAuditIsWhatItIsAbout)
{
    auto& rows = test.office().connection();
    rows.run_script( // of each kind 7,500, and one of each about the thing
        "insert into event (log_id, seq, act, type, version, occurred, recorded, actor, rules,"
        " body) with recursive number(n) as (select cast(1000 as bigint) union all"
        " select n + 1 from number where n < 30999) select 1, n, n,"
        " case n % 4 when 0 then 'matter_joined' when 1 then 'case_watched'"
        " when 2 then 'attachment_added' else 'batch_sealed' end, 1, n, n, 'auditor:a', 1,"
        " case n % 4 when 0 then '{\"matter\":' || n || '}' when 1 then '{\"case\":' || n || '}'"
        " when 2 then '{\"report\":' || n || '}' else '{\"day\":\"' || n || '\"}' end from number;"
        "insert into event (log_id, seq, act, type, version, occurred, recorded, actor, rules,"
        " body) values"
        " (1, 40000, 0, 'report_received', 1, 0, 0, 'auditor:a', 1, '{}'),"
        " (1, 40001, 0, 'matter_joined', 1, 0, 0, 'auditor:a', 1, '{\"matter\":40000}'),"
        " (1, 40002, 0, 'attachment_added', 1, 0, 0, 'auditor:a', 1, '{\"report\":40000}'),"
        " (1, 40003, 0, 'case_watched', 1, 0, 0, 'auditor:a', 1, '{\"case\":30999}'),"
        " (1, 40004, 0, 'batch_sealed', 1, 0, 0, 'auditor:a', 1, '{\"day\":\"2021-08-26\"}');"
        "update case_file set number = 'D1', batch_day = 18865 where case_id = 30999"
    );
    if (GetParam() == db::Dialect::postgres) {
        rows.run_script("analyze event; analyze case_file");
    }
    auto const may = *everyone.authorize<guard::ReadLedger>(TestOffice::log());
    using Places = std::vector<std::int64_t>;
    auto const found = [&](history::Audited const& audited) {
        auto const events = history::about(connection, may, audited);
        Places places;
        for (auto const seq : *events) {
            places.push_back(seq.get());
        }
        return places;
    };
    EXPECT_EQ(found({.in = CaseId{30'999}}), (Places{40'003, 40'004}));
    EXPECT_EQ(found({.case_number = "D1*"}), (Places{40'003, 40'004}));
    EXPECT_EQ(found({.matter = MatterId{40'000}}), (Places{40'000, 40'001, 40'002}));
    EXPECT_EQ(found({.batch_day = Day{18'865}}), (Places{40'004}));
    EXPECT_EQ(found({.matter = MatterId{40'000}, .batch_day = Day{18'865}}), Places{});
    EXPECT_FALSE(history::about(connection, may, {}));
    expect_cheap(8);
    for (auto const* const index :
         {"event_by_matter", "event_by_case", "event_by_report", "event_by_batch", "case_by_number"
         }) {
        EXPECT_TRUE(std::ranges::any_of(connection.plans(), [index](std::string const& plan) {
            return plan.contains(index);
        })) << index;
    }
    for (auto const& plan : connection.plans()) {
        EXPECT_FALSE(plan.contains("SCAN") || plan.contains("Seq Scan")) << plan;
    }
}

INSTANTIATE_TEST_SUITE_P(
    BothDatabases,
    ListCost,
    testing::Values(db::Dialect::sqlite, db::Dialect::postgres),
    [](auto const& instance) {
        return std::string{instance.param == db::Dialect::sqlite ? "SQLite" : "PostgreSQL"};
    }
);

} // namespace
} // namespace ducha::tests
