// The peers on texts so small that their answers can be worked out by hand.
#include "bench/merging/peers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <sstream>

namespace ducha::bench {
namespace {

TermText text(std::int64_t id, std::vector<std::uint64_t> body)
{
    return {.id = id, .title = {}, .body = std::move(body)};
}

TEST(PeersTest, CosineWeighsRareTermsMore)
{
    // n = 3: term 1 is in all reports, weight log(4/4) + 1 = 1; term 2 in two, log(4/3) + 1.
    std::vector<TermText> const texts{text(7, {1, 2}), text(8, {1}), text(9, {2, 1})};
    auto const pairs = by_cosine(texts, {.floor = 0});
    ASSERT_EQ(pairs.size(), 3U);
    auto const rare = std::log(4.0 / 3) + 1;
    EXPECT_EQ(pairs[0].earlier, 0U);
    EXPECT_EQ(pairs[0].later, 1U);
    EXPECT_NEAR(pairs[0].likeness, 1 / std::hypot(1, rare), 1e-6);
    auto const same = std::ranges::find_if(pairs, [](LikePair const& pair) {
        return pair.earlier == 0 && pair.later == 2;
    });
    ASSERT_NE(same, pairs.end());
    EXPECT_NEAR(same->likeness, 1, 1e-6);
}

TEST(PeersTest, CosineByRareTermsFindsWhatSharesOneAndComparesAll)
{
    // Half of four reports: term 1 is no term to look for, yet it counts in the comparison.
    std::vector<TermText> const texts{
        text(1, {1, 2}), text(2, {1, 3}), text(3, {1, 2}), text(4, {1, 3})
    };
    auto const pairs = by_cosine(texts, {.floor = 0, .most_reports = 0.5});
    ASSERT_EQ(pairs.size(), 2U);
    EXPECT_EQ(pairs[0].earlier, 0U);
    EXPECT_EQ(pairs[0].later, 2U);
    EXPECT_NEAR(pairs[0].likeness, 1, 1e-6);
    EXPECT_EQ(pairs[1].earlier, 1U);
}

TEST(PeersTest, HashesOfTheSameTermsAreEqualAndOfOthersAreNot)
{
    std::vector<std::uint64_t> terms;
    std::vector<std::uint64_t> others;
    for (std::uint64_t i = 1; i <= 40; ++i) {
        terms.push_back(i * 7919);
        others.push_back(i * 104'729);
    }
    std::vector<TermText> const texts{text(1, terms), text(2, others), text(3, terms)};
    for (auto const& pairs : {by_minhash(texts, {}), by_simhash(texts, 10)}) {
        ASSERT_EQ(pairs.size(), 1U);
        EXPECT_EQ(pairs[0].earlier, 0U);
        EXPECT_EQ(pairs[0].later, 2U);
        EXPECT_EQ(pairs[0].likeness, 1.0F);
    }
}

TEST(PeersTest, ComponentsLinkOnOnlineLooksBack)
{
    // 3 resembles 1 and 2 alike well enough: components join all, online only the better one.
    std::vector<TermText> const texts{text(11, {}), text(12, {}), text(13, {}), text(14, {})};
    std::vector<LikePair> const pairs{{0, 2, 0.5F}, {1, 2, 0.75F}};
    std::ostringstream out;
    write_joins(out, texts, pairs, {0.5, 0.7});
    EXPECT_EQ(
        out.str(),
        "report,components@0.5,online@0.5,components@0.7,online@0.7\n"
        "11,11,11,11,11\n"
        "12,11,12,12,12\n"
        "13,11,12,12,12\n"
        "14,14,14,14,14\n"
    );
}

} // namespace
} // namespace ducha::bench
