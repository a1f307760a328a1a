// Commands of many people, recorded in groups.
#include "app/serve/recorder.h"

#include "platform/metrics/metrics.h"
#include "platform/trouble.h"

#include "tests/journeys/journey.h"

#include <barrier>
#include <thread>

namespace ducha::app::serve {
namespace {

class RecorderTest : public tests::JourneyTest {
protected:
    guard::Command receiving(int number)
    {
        return intake::receive(
            test.log(),
            {.reports = {tests::report(number, tests::mixing_plant)}},
            std::make_shared<intake::ReceiveOutcome>()
        );
    }
    guard::Command troubled()
    {
        return {
            .log = test.log(),
            .act = "receive_reports",
            .key = {},
            .decide = [](guard::Scene&) -> Result<guard::Proposal> {
                throw Trouble{Trouble::Kind::io, "a disk of the test"};
            },
        };
    }

    metrics::Registry registry;
    std::vector<std::string> heard;
    Recorder recorder{
        test.office().pipeline(),
        registry,
        [this](guard::Command const& command, Done const&) { heard.emplace_back(command.act); }
    };
};

TEST_P(RecorderTest, RecordsEverybodysCommandOnce)
{
    constexpr int people = 8;
    constexpr int each = 20;
    {
        std::vector<std::jthread> threads;
        for (int person = 0; person < people; ++person) {
            threads.emplace_back([&, person] {
                for (int i = 0; i < each; ++i) {
                    auto const done = recorder.run(receiving(person * each + i));
                    EXPECT_TRUE(done) << to_line(done.error());
                }
            });
        }
    }
    EXPECT_EQ(total(test.clock().now()).of("received"), people * each);
    EXPECT_EQ(heard.size(), std::size_t{people} * each);
    expect_sound();
}

TEST_P(RecorderTest, LetsNobodyFailForAnothersSake)
{
    constexpr int people = 6;
    std::barrier together{people};
    {
        std::vector<std::jthread> threads;
        for (int person = 0; person < people; ++person) {
            threads.emplace_back([&, person] {
                together.arrive_and_wait();
                if (person == 3) {
                    EXPECT_THROW(static_cast<void>(recorder.run(troubled())), Trouble);
                } else {
                    EXPECT_TRUE(recorder.run(receiving(person)));
                }
            });
        }
    }
    EXPECT_EQ(total(test.clock().now()).of("received"), people - 1);
    expect_sound();
}

TEST_P(RecorderTest, KeepsTheOrderOfOnesOwnAndRefusesEachByItself)
{
    std::vector<guard::Command> commands;
    for (int number = 0; number < 130; ++number) {
        commands.push_back(receiving(number));
    }
    commands.push_back(intake::decline(test.log(), {MatterId{9999}, {}, "没有地点"}));
    auto const results = recorder.run(std::move(commands));
    ASSERT_EQ(results.size(), 131U);
    for (std::size_t i = 1; i < 130; ++i) {
        ASSERT_TRUE(results[i]);
        EXPECT_LT(results[i - 1]->events.front().seq, results[i]->events.front().seq);
    }
    EXPECT_EQ(results.back().error().code, "intake.no_such_matter");
}

ON_BOTH_DATABASES(RecorderTest);

} // namespace
} // namespace ducha::app::serve
