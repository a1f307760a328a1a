// Random acts, most of them refused: whatever is done, the laws hold and the rows follow.
#include "domain/bulletin/rollup.h"

#include "tests/journeys/journey.h"

#include <cstdlib>
#include <set>

namespace ducha::tests {
namespace {

class Walk : public JourneyTest {
protected:
    Walk() : JourneyTest{of_two()} {}

    void receive_one()
    {
        static std::vector<std::string> const places{
            "示例花园", "样例新村", "演示家属院", "虚拟河堤"
        };
        static std::vector<std::string> const sources{
            "搅拌站夜间噪声", "印染厂偷排污水", "养猪场恶臭"
        };
        auto const text = "模拟：" + places[random_.below(4)] + "旁的模拟甲厂" +
            sources[random_.below(3)] + "，请查处";
        receive(test, {report(++reports_, text)});
    }

    /// Any act on anything, up to a minute after the one before.
    void step()
    {
        auto const any = [&] { return any_matter(); };
        auto const day = first_day + static_cast<int>(random_.below(4));
        auto const log = test.log();
        auto const act = [&](guard::Command const& command) {
            static_cast<void>(test.run(command));
        };
        advance(static_cast<std::int64_t>(random_.below(60)) * second);
        switch (random_.below(16)) {
        case 0:
            return receive_one();
        case 1:
            return act(intake::accept(log, {}));
        case 2:
            return act(merge::place(log, {}, desk_));
        case 3:
            return act(merge::part(log, {any(), "模拟"}));
        case 4:
            return act(merge::join(log, {any(), own_case(any())}));
        case 5:
            return act(intake::withdraw(log, {any(), "模拟"}));
        case 6:
            return act(intake::forward(log, {any(), "模拟局", "模拟"}));
        case 7:
            return act(transfer::seal(log, {day}));
        case 8:
            return act(transfer::hand_over(log, {day}));
        case 9:
            return act(merge::refuse_join(log, {any(), own_case(any())}));
        case 10:
            return act(intake::mark_urgent(log, {any(), intake::UrgentGround::life}));
        case 11:
            return act(transfer::notify(log, {own_case(any())}));
        case 12:
        case 13:
            return report_a_result();
        case 14:
            return act(casefile::handle_jointly(
                log, {own_case(any()), std::vector<std::string>(random_.below(2), "GD")}
            ));
        default:
            return act(casefile::watch(log, {own_case(any()), random_.below(2) == 0}));
        }
    }

    /// Any result of any case, of now or of up to a day ago.
    void report_a_result()
    {
        auto const id = own_case(any_matter());
        auto const of =
            casefile::load(test.office().connection(), test.may<casefile::ReadCases>(), id);
        auto const some = [&] { return static_cast<std::int64_t>(random_.below(3)); };
        handling::CaseResult result{
            .case_number = of ? of->number : "X",
            .occurred = {now_.microseconds - some() * 12 * hour},
            .outcome =
                {.status = Codes<handling::Status>::table[random_.below(3)].value,
                 .truth = Codes<handling::Truth>::table[random_.below(4)].value,
                 .penalised = some(),
                 .fine = Fen{some() * 100'000},
                 .accountable = some()},
        };
        take_results({result, result});
    }

    /// Of a report that is there; now and then one that is not.
    MatterId any_matter()
    {
        auto const number = random_.below(static_cast<std::uint64_t>(reports_) + 1);
        return number == 0 ? MatterId{999'999} : matter("T" + std::to_string(number));
    }

    void advance(std::int64_t microseconds)
    {
        now_.microseconds += microseconds;
        test.clock().set(now_);
    }

    /// Every instant at which something is counted, or was written down.
    std::set<Instant> instants()
    {
        static db::Query const query{
            "test/instants", "select occurred from count_fact union select recorded from count_fact"
        };
        std::set<Instant> found;
        test.office().connection().each(query, {}, [&](db::Row const& row) {
            found.insert(row.instant(0));
        });
        return found;
    }

    /// At each of at most 400 instants, as it is known now and as it was known then.
    void expect_no_count_below_zero()
    {
        auto const all = instants();
        auto const every = std::max<std::size_t>(all.size() / 400, 1);
        std::size_t place = 0;
        for (auto const at : all) {
            if (place++ % every != 0) {
                continue;
            }
            for (auto const by : {bulletin::Grouping::none, bulletin::Grouping::channel}) {
                expect_none_below_zero({.as_of = at, .known_at = {}, .by = by});
                expect_none_below_zero({.as_of = at, .known_at = at, .by = by});
            }
        }
    }

    void expect_none_below_zero(bulletin::Question const& question)
    {
        auto const lines = bulletin::count(
            test.office().connection(), {{"SD", test.may<bulletin::ReadCounts>()}}, question
        );
        for (auto const& line : lines) {
            for (auto const& [measure, sum] : line.sums) {
                ASSERT_GE(sum, 0) << measure << " " << to_text(question.as_of);
            }
            ASSERT_GE(line.of("cases"), line.of("transferred")) << to_text(question.as_of);
            ASSERT_GE(line.of("cases"), line.of("joint")) << to_text(question.as_of);
            ASSERT_EQ(line.of("joint"), line.of("joint_partners")) << to_text(question.as_of);
            ASSERT_GE(line.of("transferred"), line.of("results")) << to_text(question.as_of);
            ASSERT_EQ(
                line.of("results"), line.of("closed") + line.of("phased") + line.of("in_progress")
            ) << to_text(question.as_of);
        }
    }

    /// Each roll-up catches up, and then says what the facts say at random instants.
    void expect_rollups_to_count_alike(int questions)
    {
        auto const all = instants();
        std::vector<Instant> const at{all.begin(), all.end()};
        auto& connection = test.office().connection();
        std::vector<bulletin::Counted> const objects{{"SD", test.may<bulletin::ReadCounts>()}};
        for (auto& [by, rollup] : rollups_) {
            rollup.catch_up(connection, objects.front().may);
            for (int i = 0; i < questions; ++i) {
                bulletin::Question question{
                    .as_of = at[random_.below(at.size())], .known_at = {}, .by = by
                };
                if (random_.below(4) != 0) {
                    question.known_at = at[random_.below(at.size())];
                }
                ASSERT_EQ(
                    rollup.count(objects, question),
                    bulletin::count_facts(connection, objects, question)
                ) << code(by)
                  << " as of " << to_text(question.as_of);
            }
        }
    }

private:
    std::map<bulletin::Grouping, bulletin::Rollup> rollups_ = [] {
        std::map<bulletin::Grouping, bulletin::Rollup> rollups;
        for (auto const& row : Codes<bulletin::Grouping>::table) {
            rollups.try_emplace(row.value, row.value);
        }
        return rollups;
    }();
    SeededRandom random_{20210826};
    std::shared_ptr<merge::Desk> desk_ = merge::make_desk();
    Instant now_ = office_instant(first_day, {20 * 60 - 1});
    int reports_ = 0;
};

TEST_P(Walk, AnyActsKeepTheLawsAndNoCountFallsBelowZero)
{
    auto const soak = std::getenv("DUCHA_SOAK") != nullptr;
    int const steps = soak ? 20'000 : 2'000;
    for (int number = 0; number < steps; ++number) {
        step();
        if (number % (steps / 4) == 0) {
            advance(std::int64_t{24} * 3600 * second);
        }
    }
    expect_sound();
    expect_no_count_below_zero();
    for (auto const* measure : {"transferred", "results", "closed", "in_progress"}) {
        EXPECT_GT(total(test.clock().now()).of(measure), 0) << measure;
    }
}

TEST_P(Walk, TheCountsInMemoryFollowAnyActs)
{
    receive_one();
    for (int number = 0; number < 1'000; ++number) {
        step();
        if (number % 100 == 0) {
            expect_rollups_to_count_alike(10);
        }
    }
    expect_rollups_to_count_alike(40);
}

ON_BOTH_DATABASES(Walk);

} // namespace
} // namespace ducha::tests
