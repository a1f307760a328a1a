// A draft is kept for two hours in memory, and nothing of it longer.
#include "web/public/draft.h"

#include "platform/random/random.h"

#include <gtest/gtest.h>

namespace ducha::web {
namespace {

Instant after(std::int64_t microseconds)
{
    return {1'000'000'000'000 + microseconds};
}

class Shelf : public testing::Test {
protected:
    DraftShelf shelf;
    SeededRandom random{1};

    std::string begin(DraftShelf& on, Instant now)
    {
        return on.begin(random, now, intake::ReportKind::complaint);
    }
};

TEST_F(Shelf, KeepsADraftForTwoHoursFromItsLastPage)
{
    auto const cookie = begin(shelf, after(0));
    auto draft = shelf.find(cookie, after(hour)).value();
    draft.text = "模拟";
    EXPECT_TRUE(shelf.keep(cookie, draft, after(hour)));
    EXPECT_EQ(shelf.find(cookie, after(3 * hour - 1))->text, "模拟");
    EXPECT_FALSE(shelf.find(cookie, after(3 * hour)));
    EXPECT_FALSE(shelf.keep(cookie, draft, after(3 * hour)));
    EXPECT_EQ(shelf.size(), 0U);
}

TEST_F(Shelf, GivesEachDraftACookieAndATokenOfItsOwn)
{
    auto const one = begin(shelf, after(0));
    auto const two = begin(shelf, after(0));
    EXPECT_NE(one, two);
    EXPECT_EQ(one.size(), 32U);
    auto const first = shelf.find(one, after(0)).value();
    EXPECT_NE(first.token, shelf.find(two, after(0))->token);
    // The token is no help in guessing the cookie.
    EXPECT_NE(to_text(first.token), one);
    EXPECT_FALSE(shelf.find("", after(0)));
    EXPECT_FALSE(shelf.find(to_text(first.token), after(0)));
    shelf.drop(one);
    EXPECT_FALSE(shelf.find(one, after(0)));
    EXPECT_TRUE(shelf.find(two, after(0)));
    shelf.drop("nobody's");
}

TEST_F(Shelf, LetsTheOneGoThatWasLeftLongestWhenItIsFull)
{
    DraftShelf small{20'000};
    auto const first = begin(small, after(0));
    auto const second = begin(small, after(1));
    auto big = small.find(first, after(2)).value();
    big.text = std::string(10'000, 'x');
    ASSERT_TRUE(small.keep(first, big, after(2)));
    auto const third = begin(small, after(3));
    ASSERT_TRUE(small.keep(third, big, after(4)));
    EXPECT_FALSE(small.find(second, after(5)));
    EXPECT_FALSE(small.find(first, after(5)));
    EXPECT_TRUE(small.find(third, after(5)));
    // One alone stays, however large.
    big.text = std::string(100'000, 'x');
    EXPECT_TRUE(small.keep(third, big, after(6)));
    EXPECT_TRUE(small.find(third, after(6)));
}

// The memory that is accounted for is that of what is there, after any course of things.
TEST_F(Shelf, AccountsForItsMemory)
{
    DraftShelf small{30'000};
    std::vector<std::string> cookies;
    for (int step = 0; step < 3000; ++step) {
        auto const draw = random.below(4);
        auto const now = after(step * minute);
        if (draw == 0 || cookies.empty()) {
            cookies.push_back(begin(small, now));
        } else if (draw == 1) {
            small.drop(cookies[random.below(cookies.size())]);
        } else {
            auto const& cookie = cookies[random.below(cookies.size())];
            if (auto draft = small.find(cookie, now)) {
                draft->text = std::string(random.below(3000), 'x');
                ASSERT_TRUE(small.keep(cookie, *draft, now));
            }
        }
        ASSERT_LE(small.size(), 100U);
    }
    EXPECT_FALSE(small.find("x", after(4000 * minute)));
    EXPECT_EQ(small.size(), 0U);
}

TEST(Drafts, BecomeReportsWithTheContactThatWasChosen)
{
    Draft draft{.text = "模拟", .name = "张模拟", .telephone = "13800001111"};
    draft.contact = Contact::anonymous;
    EXPECT_EQ(draft.report().name + draft.report().telephone, "");
    draft.contact = Contact::telephone;
    EXPECT_EQ(draft.report().name + draft.report().telephone, "13800001111");
    draft.contact = Contact::named;
    EXPECT_EQ(draft.report().name + draft.report().telephone, "张模拟13800001111");
    EXPECT_EQ(draft.report().form, to_text(draft.token));
}

TEST(Drafts, KeepTheirTokenAloneWhenTheyWereSent)
{
    Draft draft{.token = {{7}}, .place = "p", .text = "t", .name = "n", .telephone = "1"};
    draft.forget_words(Instant{5});
    EXPECT_EQ(draft.token, (sealed::FormToken{{7}}));
    EXPECT_EQ(draft.sent, Instant{5});
    EXPECT_EQ(draft.place + draft.text + draft.name + draft.telephone, "");
}

} // namespace
} // namespace ducha::web
