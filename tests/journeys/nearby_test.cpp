// Reports like another: whatever became of them, of whoever may see them, and never of erased
// words.
#include "domain/merge/nearby.h"

#include "domain/guard/erasure.h"

#include "tests/journeys/test_office.h"

#include <gtest/gtest.h>

namespace ducha::tests {
namespace {

constexpr char const* noise = "模拟举报：模拟甲搅拌站夜间生产，噪声吵得睡不着，粉尘飘到示例路小学";
constexpr char const* again = "模拟举报：示例路小学旁的模拟甲搅拌站夜间生产，噪声吵得孩子睡不着";
constexpr char const* river = "模拟举报：示例河边的模拟乙印染厂排放黑臭污水，鱼死了一片";

class NearbyReports : public testing::TestWithParam<db::Dialect> {
protected:
    TestOffice test{GetParam()};
    merge::Nearby nearby;

    [[nodiscard]] MatterId matter(int number)
    {
        auto const own_id = "T" + std::to_string(number);
        return first_matter(*intake::find_report(
            test.office().connection(), test.may<intake::ReadMatters>(), own_id
        ));
    }

    std::vector<merge::Similar> find(intake::Matter const& like)
    {
        return nearby.find(
            test.office().connection(),
            test.may<intake::ReadMatters>(),
            test.may<casefile::ReadCases>(),
            like,
            5
        );
    }

    /// The matters that are like a draft of this text.
    std::vector<MatterId> like(std::string text)
    {
        auto const draft = merge::matter_of(
            {.title = "", .text = std::move(text), .types = {intake::Type::noise}},
            test.clock().now()
        );
        std::vector<MatterId> found;
        for (auto const& similar : find(draft)) {
            found.push_back(similar.matter.of.matter);
            EXPECT_FALSE(similar.days_apart);
        }
        std::ranges::sort(found);
        return found;
    }
};

TEST_P(NearbyReports, AreFoundAsTheyComeAndSayWhy)
{
    EXPECT_TRUE(like(noise).empty());
    receive(test, {report(1, noise), report(2, river)});
    EXPECT_EQ(like(again), std::vector{matter(1)});
    receive(test, {report(3, again)});
    EXPECT_EQ(like(noise), (std::vector{matter(1), matter(3)}));

    auto const size = ledger::state_of(test.office().connection(), TestOffice::log(), false).size;
    auto const own =
        intake::load_matter(test.office().connection(), test.may<intake::ReadMatters>(), matter(1));
    auto const similar = find(*own);
    ASSERT_EQ(similar.size(), 1U);
    EXPECT_EQ(similar[0].matter.of.matter, matter(3));
    EXPECT_GT(similar[0].probability, 0.1);
    EXPECT_FALSE(similar[0].reasons.empty());
    EXPECT_FALSE(similar[0].shared_words.empty());
    EXPECT_LT(*similar[0].days_apart, 1.0);
    EXPECT_EQ(ledger::state_of(test.office().connection(), TestOffice::log(), false).size, size);
}

TEST_P(NearbyReports, OfOneCaseAreOne)
{
    receive(test, {report(1, noise), report(3, again)});
    for (int number : {1, 3}) {
        ASSERT_TRUE(test.run(intake::accept(TestOffice::log(), {matter(number)})));
    }
    EXPECT_EQ(like(noise).size(), 2U);
    ASSERT_TRUE(test.run(merge::join(TestOffice::log(), {matter(3), own_case(matter(1))})));
    EXPECT_EQ(like(noise).size(), 1U);
}

TEST_P(NearbyReports, AreGoneWithTheirWords)
{
    receive(test, {report(1, noise), report(3, again)});
    EXPECT_EQ(like(noise).size(), 2U);
    ASSERT_TRUE(test.run(guard::erase_words(
        TestOffice::log(), {Seq{matter(3).get()}, guard::ErasureGround::reporter_asked}
    )));
    EXPECT_EQ(like(noise), std::vector{matter(1)});
}

INSTANTIATE_TEST_SUITE_P(
    BothDatabases,
    NearbyReports,
    testing::Values(db::Dialect::sqlite, db::Dialect::postgres),
    [](auto const& instance) {
        return std::string{instance.param == db::Dialect::sqlite ? "SQLite" : "PostgreSQL"};
    }
);

} // namespace
} // namespace ducha::tests
