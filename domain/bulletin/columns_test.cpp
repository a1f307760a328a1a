// The column says what a plain pass over all facts says.
#include "domain/bulletin/columns.h"

#include "platform/random/random.h"

#include <gtest/gtest.h>

#include <cmath>

namespace ducha::bulletin {
namespace {

constexpr Instant earliest{INT64_MIN};
constexpr Instant latest{INT64_MAX};

/// What the column must say.
std::optional<std::int64_t>
brute_force(std::vector<Fact> const& facts, Instant as_of, Instant known_at)
{
    std::optional<std::int64_t> sum;
    for (auto const& fact : facts) {
        if (fact.occurred <= as_of && fact.recorded <= known_at) {
            sum = sum.value_or(0) + fact.amount;
        }
    }
    return sum;
}

/// Facts at random, appended to a column and kept beside it.
class Grown {
public:
    /// spread   how far apart instants lie, in microseconds; 0: all at the same
    Grown(std::uint64_t seed, std::int64_t spread) : random_{seed}, spread_{spread} {}

    void grow(std::size_t count)
    {
        for (std::size_t i = 0; i < count; ++i) {
            // Half of the facts share the instant of the fact before.
            now_ += random_.below(2) == 0 ? below(spread_ + 1) : 0;
            Fact const fact{
                .occurred = {now_ - (random_.below(3) == 0 ? below(100 * spread_ + 1) : 0)},
                .recorded = {now_},
                .amount = random_.below(50) == 0 ? below(1'000'000'000'000) - 500'000'000'000
                                                 : below(5) - 2,
            };
            facts_.push_back(fact);
            column_.append(fact);
        }
    }

    void settle() { column_.settle(); }

    /// At instants of facts, beside them, and at both ends of time.
    void expect_right(int questions)
    {
        for (int i = 0; i < questions; ++i) {
            auto const as_of = any_instant();
            auto const known_at = any_instant();
            ASSERT_EQ(column_.sum(as_of, known_at), brute_force(facts_, as_of, known_at))
                << facts_.size() << " facts, as of " << as_of.microseconds << ", known at "
                << known_at.microseconds;
        }
    }

    [[nodiscard]] Column const& column() const { return column_; }

private:
    std::int64_t below(std::int64_t bound)
    {
        return static_cast<std::int64_t>(random_.below(static_cast<std::uint64_t>(bound)));
    }

    Instant any_instant()
    {
        auto const& fact = facts_[random_.below(facts_.size())];
        switch (random_.below(7)) {
        case 0:
            return earliest;
        case 1:
            return latest;
        case 2:
            return {fact.occurred.microseconds - 1};
        case 3:
            return fact.occurred;
        case 4:
            return {fact.recorded.microseconds + 1};
        default:
            return fact.recorded;
        }
    }

    SeededRandom random_;
    std::int64_t spread_;
    std::int64_t now_ = 1'629'936'000'000'000;
    std::vector<Fact> facts_;
    Column column_;
};

TEST(Columns, AnEmptyColumnCountsNothingAtAnyInstant)
{
    Column column;
    column.settle();
    EXPECT_EQ(column.sum(latest, latest), std::nullopt);
    EXPECT_EQ(column.sum(earliest, earliest), std::nullopt);
    EXPECT_EQ(column.size(), 0U);
}

TEST(Columns, BothInstantsAreIncluded)
{
    Column column;
    column.append({.occurred = {10}, .recorded = {20}, .amount = 3});
    EXPECT_EQ(column.sum({10}, {20}), 3);
    EXPECT_EQ(column.sum({9}, {20}), std::nullopt);
    EXPECT_EQ(column.sum({10}, {19}), std::nullopt);
}

TEST(Columns, FactsThatCancelOutCountNoughtWhichIsMoreThanNothing)
{
    Column column;
    column.append({.occurred = {10}, .recorded = {20}, .amount = 1});
    column.append({.occurred = {30}, .recorded = {40}, .amount = -1});
    EXPECT_EQ(column.sum({30}, {40}), 0);
    EXPECT_EQ(column.sum({9}, {40}), std::nullopt);
}

TEST(Columns, FactsAtBothEndsOfTimeAreCounted)
{
    Column column;
    std::size_t const half = Column::block_size;
    for (std::size_t i = 0; i < half; ++i) {
        column.append({.occurred = latest, .recorded = earliest, .amount = 1});
        column.append({.occurred = earliest, .recorded = earliest, .amount = 2});
    }
    column.append({.occurred = {0}, .recorded = latest, .amount = INT64_MAX / 2});
    column.settle();
    auto const ones = static_cast<std::int64_t>(half);
    EXPECT_EQ(column.sum(earliest, earliest), 2 * ones);
    EXPECT_EQ(column.sum(latest, earliest), 3 * ones);
    EXPECT_EQ(column.sum({0}, latest), 2 * ones + INT64_MAX / 2);
    EXPECT_EQ(column.sum(latest, latest), 3 * ones + INT64_MAX / 2);
}

TEST(Columns, ManyFactsOfOneInstantAreCountedTogetherOrNotAtAll)
{
    Grown grown{1, 0};
    grown.grow(5 * Column::block_size + 17);
    grown.settle();
    grown.expect_right(100);
}

TEST(Columns, SayWhatAPassOverAllFactsSaysHoweverTheyGrow)
{
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        // From equal microseconds to years, so that frames of every width are met.
        auto const spread = static_cast<std::int64_t>(std::pow(10, seed % 11));
        Grown grown{seed, spread};
        SeededRandom random{seed};
        for (int batch = 0; batch < 12; ++batch) {
            grown.grow(1 + random.below(batch % 3 == 0 ? 9000 : 200));
            if (random.below(3) != 0) {
                grown.settle();
            }
            grown.expect_right(20);
        }
    }
}

TEST(Columns, SayTheSameWhereBucketsAreLargerThanBlocks)
{
    Grown grown{7, second};
    grown.grow(300 * Column::block_size);
    grown.settle();
    grown.expect_right(60);
    grown.grow(50 * Column::block_size);
    grown.settle();
    grown.expect_right(60);
}

TEST(Columns, AFactOfALongStayTakesFewBytes)
{
    Column column;
    constexpr std::size_t count = 100 * Column::block_size;
    for (std::size_t i = 0; i < count; ++i) {
        auto const at = static_cast<std::int64_t>(i) * 30 * second;
        column.append({.occurred = {at - 3 * hour}, .recorded = {at}, .amount = 1});
    }
    column.settle();
    EXPECT_LE(column.memory(), count * 16);
}

TEST(ColumnsDeathTest, AFactRecordedBeforeTheLastOneStopsTheProgram)
{
    Column column;
    column.append({.occurred = {1}, .recorded = {20}, .amount = 1});
    EXPECT_DEATH(
        column.append({.occurred = {1}, .recorded = {19}, .amount = 1}),
        "in the order in which they were recorded"
    );
}

} // namespace
} // namespace ducha::bulletin
