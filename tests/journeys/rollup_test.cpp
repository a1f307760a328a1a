// The quick counts, in memory and packed, are those of the plain facts, and say when these cannot
// be right.
#include "domain/bulletin/rollup.h"

#include "platform/trouble.h"

#include "domain/ledger/packed_facts.h"

#include "tests/journeys/journey.h"

namespace ducha::tests {
namespace {

using bulletin::Grouping;
using bulletin::Rollup;

class CountsInMemory : public JourneyTest {
protected:
    void SetUp() override
    {
        receive(test, {report(1, mixing_plant), report(2, same_again), report(3, dyeing_works)});
        accept_and_merge();
        objects_.push_back({"SD", test.may<bulletin::ReadCounts>()});
    }

    /// A second object with a log of its own and one report.
    void open_another_object()
    {
        auto other = shandong();
        other.id = "another";
        auto& object = other.objects.front();
        object.code = "HB";
        object.name_zh = "湖北省";
        object.name_en = "Hubei";
        object.region = "42";
        ASSERT_EQ(outcome(inspection::open_inspection(other)), "passed");
        constexpr LogId log{2};
        auto const received = std::make_shared<intake::ReceiveOutcome>();
        auto letter = report(3, dyeing_works);
        letter.types = {intake::Type::water, intake::Type::noise};
        ASSERT_EQ(outcome(intake::receive(log, {{letter}}, received)), "passed");
        ASSERT_EQ(outcome(intake::accept(log, {})), "passed");
        objects_.push_back({"HB", test.office().policy().authorize<bulletin::ReadCounts>(log)});
    }

    void change(std::string_view sql) { test.office().connection().run_script(sql); }

    bulletin::Line total(Rollup const& rollup) const
    {
        return rollup.count(objects_, {.as_of = {INT64_MAX}, .known_at = {}}).front();
    }

    void catch_up(Rollup& rollup)
    {
        for (auto const& of : objects_) {
            rollup.catch_up(test.office().connection(), of.may);
        }
    }

    std::vector<bulletin::Counted> objects_;
};

TEST_P(CountsInMemory, AreNothingBeforeTheFirstCatchingUp)
{
    Rollup const rollup;
    EXPECT_TRUE(total(rollup).sums.empty());
    EXPECT_TRUE(rollup
                    .count(objects_, {.as_of = {INT64_MAX}, .known_at = {}, .by = Grouping::object})
                    .empty());
}

TEST_P(CountsInMemory, OfSeveralObjectsAreAddedUpOrToldApart)
{
    open_another_object();
    for (auto const& row : Codes<Grouping>::table) {
        Rollup rollup{row.value};
        catch_up(rollup);
        for (auto const by : {Grouping::none, Grouping::object, row.value}) {
            bulletin::Question const question{.as_of = {INT64_MAX}, .known_at = {}, .by = by};
            EXPECT_EQ(
                rollup.count(objects_, question),
                bulletin::count_facts(test.office().connection(), objects_, question)
            ) << row.code
              << " asked by " << code(by);
        }
    }
}

TEST_P(CountsInMemory, LeaveOutWhatStandsBehindTheEndOfTheLog)
{
    Rollup rollup;
    catch_up(rollup);
    EXPECT_EQ(total(rollup).of("received"), 3);
    change("insert into count_fact select log_id, 999999, ordinal, subject, measure, type, channel,"
           " reception_day, occurred, recorded, amount from count_fact where measure = 'received'"
           " and seq = (select min(seq) from count_fact where measure = 'received')");
    catch_up(rollup);
    EXPECT_EQ(total(rollup).of("received"), 3);
}

TEST_P(CountsInMemory, TakeInEachFactOnce)
{
    Rollup rollup;
    catch_up(rollup);
    auto const before = rollup.facts();
    catch_up(rollup);
    EXPECT_EQ(rollup.facts(), before);
    receive(test, {report(4, mixing_plant)});
    catch_up(rollup);
    EXPECT_EQ(rollup.facts(), before + 1);
    EXPECT_EQ(total(rollup).of("received"), 4);
}

TEST_P(CountsInMemory, AreTroubleWhereAFactIsRecordedBeforeTheOneInFrontOfIt)
{
    Rollup rollup;
    {
        db::Transaction const undone_at_the_end{test.office().connection()};
        change("update count_fact set recorded = 0 where measure = 'matters'");
        EXPECT_THROW(catch_up(rollup), Trouble);
    }
    EXPECT_EQ(rollup.facts(), 0U);
    catch_up(rollup);
    EXPECT_EQ(total(rollup).of("matters"), 3);
}

ON_BOTH_DATABASES(CountsInMemory);

/// More events than a block holds: some packed, some not.
class PackedCounts : public JourneyTest {
protected:
    static constexpr int reports = 5'500;
    Rollup follower_{Grouping::type};

    void SetUp() override
    {
        std::vector<intake::IncomingReport> page;
        for (int number = 1; number <= reports; ++number) {
            auto one = report(number, mixing_plant);
            if (number % 4 == 0) {
                one.types = {intake::Type::water, intake::Type::air};
            }
            page.push_back(std::move(one));
            if (page.size() == 500) {
                receive(test, std::exchange(page, {}));
                ASSERT_EQ(outcome(intake::accept(test.log(), {})), "passed");
            }
            if (number == 3'000) {
                follower_.catch_up(test.office().connection(), test.may<bulletin::ReadCounts>());
            }
        }
    }

    /// Every way of counting says the same as the plain facts do.
    void expect_alike()
    {
        auto& connection = test.office().connection();
        auto const may = test.may<bulletin::ReadCounts>();
        std::vector<bulletin::Counted> const objects{{"SD", may}};
        SeededRandom random{1};
        for (auto const& row : Codes<Grouping>::table) {
            Rollup rollup{row.value};
            rollup.catch_up(connection, may);
            for (int i = 0; i < 12; ++i) {
                bulletin::Question question{.as_of = any_instant(random), .by = row.value};
                if (i % 4 != 0) {
                    question.known_at = any_instant(random);
                }
                auto const counted = bulletin::count_facts(connection, objects, question);
                EXPECT_EQ(bulletin::count(connection, objects, question), counted) << row.code;
                EXPECT_EQ(rollup.count(objects, question), counted) << row.code;
            }
        }
    }

    /// Of some event, or at the end of time.
    Instant any_instant(SeededRandom& random)
    {
        auto const size = static_cast<std::uint64_t>(
            ledger::state_of(test.office().connection(), test.log(), false).size
        );
        Seq const seq{static_cast<std::int64_t>(random.below(size))};
        auto const event =
            ledger::read_events(test.office().connection(), test.log(), seq, 1).front();
        auto const choice = random.below(5);
        return choice == 0 ? Instant{INT64_MAX} : choice < 3 ? event.occurred : event.recorded;
    }
};

TEST_P(PackedCounts, AreThoseOfTheFactsAtAnyInstantByAnyGrouping)
{
    auto& connection = test.office().connection();
    ASSERT_EQ(ledger::packed_blocks(connection, test.log()), 1);
    expect_alike();
    expect_sound();

    // One that began in the middle of a block goes on with rows up to its end.
    auto const may = test.may<bulletin::ReadCounts>();
    follower_.catch_up(connection, may);
    bulletin::Question const question{.as_of = {INT64_MAX}, .known_at = {}, .by = Grouping::type};
    EXPECT_EQ(
        follower_.count({{"SD", may}}, question),
        bulletin::count_facts(connection, {{"SD", may}}, question)
    );

    // As in a database that is older than packed facts.
    connection.run_script("delete from packed_facts");
    expect_alike();
    db::Transaction transaction{connection};
    ledger::pack_all_facts(connection);
    transaction.commit();
    EXPECT_EQ(ledger::packed_blocks(connection, test.log()), 1);
    expect_sound();
}

TEST_P(PackedCounts, ThatWereChangedAreTroubleOrBreakALaw)
{
    auto& connection = test.office().connection();
    auto const trouble = [&](std::string_view sql) {
        db::Transaction const undone_at_the_end{connection};
        connection.run_script(sql);
        try {
            static_cast<void>(bulletin::count(
                connection,
                {{"SD", test.may<bulletin::ReadCounts>()}},
                {.as_of = {INT64_MAX}, .known_at = {}, .by = Grouping::type}
            ));
        } catch (Trouble const& found) {
            return std::string{found.what()};
        }
        return std::string{"passed"};
    };
    auto const said = "packed_facts: accepted of block 0 of log 1 cannot be read";
    EXPECT_EQ(
        trouble("update packed_facts set facts = facts + 1 where measure = 'accepted'"), said
    );
    EXPECT_EQ(trouble("update packed_facts set types = 'noise' where measure = 'accepted'"), said);

    db::Transaction const undone_at_the_end{connection};
    connection.run_script("update packed_facts set amount = amount + 1 where measure = 'received'");
    auto const breaches = test.conservation();
    ASSERT_FALSE(breaches.empty());
    EXPECT_EQ(breaches.front().law.en, "the packed counts are those of count_fact");
    EXPECT_EQ(breaches.front().found, "received 5501");
    EXPECT_EQ(breaches.front().expected, "received 5500");
}

ON_BOTH_DATABASES(PackedCounts);

} // namespace
} // namespace ducha::tests
