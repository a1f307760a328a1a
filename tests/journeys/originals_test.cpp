// The sealed originals are those that the ledger names, or it is found out. On both databases.
// clause L21-14
#include "domain/guard/erasure.h"

#include "tests/journeys/test_office.h"

namespace ducha::tests {
namespace {

class Originals : public testing::TestWithParam<db::Dialect> {
protected:
    TestOffice test{GetParam()};

    void SetUp() override
    {
        receive(test, {report(1, "模拟举报：河水发黑"), report(2, "模拟举报：夜里冒烟")});
        receive(test, {report(3, "模拟举报：粉尘很大")});
        ASSERT_EQ(problems(), std::vector<std::string>{});
    }

    /// Each finding: the event, and what is wrong with its original.
    std::vector<std::string> problems()
    {
        std::vector<std::string> all;
        for (auto const& finding :
             intake::check_originals(test.office().connection(), test.log())) {
            EXPECT_EQ(finding.origin, "ducha/test/SD");
            all.push_back(std::to_string(finding.seq) + ": " + finding.problem.en);
        }
        return all;
    }
    void behind_the_back(std::string_view sql) { test.office().connection().run_script(sql); }
    Result<app::Done> erase(Seq seq)
    {
        return test.run(guard::erase_words(test.log(), {seq, guard::ErasureGround::reporter_asked})
        );
    }
};

TEST_P(Originals, OneThatWasRemovedIsFound)
{
    behind_the_back("delete from sealed_original where log_id = 1 and ref = 2");
    EXPECT_EQ(problems(), std::vector<std::string>{"1: the sealed original is missing"});
    behind_the_back("delete from sealed_original where log_id = 1");
    EXPECT_EQ(problems().size(), 3U);
}

TEST_P(Originals, OneThatWasReplacedIsFound)
{
    behind_the_back("update sealed_original set content ="
                    " (select content from sealed_original where log_id = 1 and ref = 3)"
                    " where log_id = 1 and ref = 1");
    EXPECT_EQ(problems(), std::vector<std::string>{"0: the sealed original was replaced"});
    behind_the_back("update sealed_original set ephemeral ="
                    " (select ephemeral from sealed_original where log_id = 1 and ref = 1)"
                    " where log_id = 1 and ref = 3");
    EXPECT_EQ(problems().size(), 2U);
    behind_the_back("update sealed_original set position = 7 where log_id = 1 and ref = 2");
    EXPECT_EQ(problems().size(), 3U);
}

TEST_P(Originals, TwoThatWereSwappedAreFound)
{
    behind_the_back("update sealed_original set ref = 3 - ref + 100 where ref in (1, 2);"
                    "update sealed_original set ref = ref - 100 where ref > 100");
    EXPECT_EQ(problems().size(), 2U);
}

TEST_P(Originals, OneThatWasAddedIsFound)
{
    behind_the_back("insert into sealed_original select log_id, 9, algorithm, ephemeral, position,"
                    " content from sealed_original where log_id = 1 and ref = 1");
    EXPECT_EQ(problems(), std::vector<std::string>{"-1: no event names a sealed original"});
}

TEST_P(Originals, OneWhoseContentIsGoneNeedsAnErasure)
{
    behind_the_back(
        "update sealed_original set content = substr(content, 1, 0) where log_id = 1 and ref = 1"
    );
    EXPECT_EQ(
        problems(),
        std::vector<std::string>{"0: the sealed original is gone and no erasure is recorded"}
    );
}

TEST_P(Originals, ErasingTheWordsOfAReportErasesItsOriginal)
{
    ASSERT_TRUE(erase(Seq{1}));
    EXPECT_EQ(problems(), std::vector<std::string>{});
    db::Query const sizes{
        "test/sizes", "select length(content) from sealed_original where ref = $1"
    };
    EXPECT_EQ(test.office().connection().integer(sizes, {2}), 0);
    EXPECT_GT(test.office().connection().integer(sizes, {1}), 0);
    EXPECT_TRUE(test.verify().empty());
    EXPECT_TRUE(test.check_rows().empty());

    behind_the_back("update sealed_original set content ="
                    " (select content from sealed_original where log_id = 1 and ref = 3)"
                    " where log_id = 1 and ref = 2");
    EXPECT_EQ(problems().size(), 2U);
}

TEST_P(Originals, OfManyActsAreCheckedPageByPage)
{
    int number = 3;
    for (int act = 0; act < 3; ++act) {
        std::vector<intake::IncomingReport> reports;
        for (int i = 0; i < 700; ++i) {
            ++number;
            reports.push_back(report(number, "模拟举报：河水发黑" + std::to_string(number)));
        }
        receive(test, std::move(reports));
    }
    ASSERT_TRUE(erase(Seq{5}));
    EXPECT_EQ(problems(), std::vector<std::string>{});
    behind_the_back("delete from sealed_original where log_id = 1 and ref in (1000, 1001, 2103)");
    EXPECT_EQ(problems().size(), 3U);
}

INSTANTIATE_TEST_SUITE_P(
    BothDatabases,
    Originals,
    testing::Values(db::Dialect::sqlite, db::Dialect::postgres),
    [](auto const& instance) {
        return std::string{instance.param == db::Dialect::sqlite ? "SQLite" : "PostgreSQL"};
    }
);

} // namespace
} // namespace ducha::tests
