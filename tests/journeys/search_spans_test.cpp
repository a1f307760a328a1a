// PostgreSQL's index looks back span of time by span of time, and misses nothing between them.
#include "domain/search/index.h"

#include "tests/journeys/journey.h"

#include <algorithm>
#include <random>

namespace ducha::tests {
namespace {

using Logs = std::vector<LogId>;

/// Texts of two logs at all distances in time, from microseconds to months.
class SpansOfTime : public testing::Test {
protected:
    struct One {
        search::Cursor at;
        MatterId matter;
        std::string text;
    };

    void SetUp() override
    {
        db::migrate(*connection, app::schema());
        std::mt19937_64 random{5};
        auto const below = [&](std::uint64_t limit) {
            return static_cast<std::int64_t>(random() % limit);
        };
        auto const index = search::index_of(*connection);
        auto recorded = office_instant(first_day, {});
        for (int number = 1; number <= 600; ++number) {
            recorded.microseconds += 1 + below(std::uint64_t{1} << below(44));
            std::string text = "臭味";
            text += below(2) == 0 ? "噪声大" : "";
            text += below(20) == 0 ? "粉尘" : "";
            text += below(200) == 0 ? "污水" : "";
            One one{{recorded, LogId{1 + below(2)}}, MatterId{number}, text};
            search::Texts const texts{.title = "", .text = text, .place = "", .enterprise = ""};
            index->add(
                {.log = one.at.log,
                 .matter = one.matter,
                 .report = ReportId{number},
                 .day = first_day,
                 .recorded = recorded,
                 .words = search::searched_words(texts, {.day = first_day})}
            );
            all.push_back(std::move(one));
        }
        std::ranges::reverse(all);
    }

    std::vector<MatterId> expected(search::Wanted const& wanted)
    {
        std::vector<MatterId> matters;
        for (auto const& one : all) {
            bool const is_read = std::ranges::find(wanted.logs, one.at.log) != wanted.logs.end();
            if (is_read && one.text.contains(wanted.words.wanted.front())) {
                matters.push_back(one.matter);
            }
        }
        return matters;
    }

    static std::vector<MatterId>
    found(search::Index& index, search::Wanted const& wanted, std::size_t a_page)
    {
        std::vector<MatterId> matters;
        auto page = index.find(wanted, search::beginning(), a_page);
        while (!page.empty()) {
            for (auto const& one : page) {
                matters.push_back(one.matter);
            }
            page = index.find(wanted, page.back().at, a_page);
        }
        return matters;
    }

    TemporaryFolder folder;
    std::unique_ptr<db::Connection> connection =
        db::open(empty_database(db::Dialect::postgres, folder), db::OpenMode::create);
    std::vector<One> all; ///< the newest first
};

TEST_F(SpansOfTime, TogetherHoldAllTextsOnce)
{
    connection->run_script("analyze search_text");
    for (auto const newest : {1, 2, 7, 60, 599, 600, 601}) {
        auto const index = search::postgres_index(*connection, newest);
        for (auto const* const word : {"臭", "臭味", "噪声大", "大", "粉尘", "污水", "没有"}) {
            for (auto const& logs : {Logs{LogId{1}}, Logs{LogId{1}, LogId{2}}}) {
                search::Wanted wanted;
                wanted.logs = logs;
                wanted.words = search::read_words(word);
                auto const matters = expected(wanted);
                auto const amount = static_cast<std::int64_t>(matters.size());
                EXPECT_EQ(found(*index, wanted, 30), matters) << word << " from " << newest;
                EXPECT_EQ(index->count(wanted, 1000), amount) << word << " from " << newest;
                EXPECT_EQ(index->count(wanted, 40), std::min(amount, std::int64_t{40})) << word;
            }
        }
    }
}

TEST_F(SpansOfTime, AreNotNeededWhereNothingIsKnownOfThem)
{
    auto const index = search::postgres_index(*connection, 7);
    search::Wanted wanted;
    wanted.logs = {LogId{1}, LogId{2}};
    wanted.words = search::read_words("粉尘");
    EXPECT_EQ(found(*index, wanted, 30), expected(wanted));
    EXPECT_EQ(index->count(wanted, 1000), std::ssize(expected(wanted)));
}

} // namespace
} // namespace ducha::tests
