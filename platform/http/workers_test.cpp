// Queues by class, without a socket.
#include "platform/http/workers.h"

#include "platform/metrics/metrics.h"

#include <gtest/gtest.h>

#include <deque>
#include <latch>
#include <string>

namespace ducha::http {
namespace {

using std::chrono::milliseconds;

class WorkersTest : public ::testing::Test {
protected:
    Job noting(std::string const& name, std::latch* done = nullptr)
    {
        return {
            .run =
                [this, name, done] {
                    order += name;
                    if (done != nullptr) {
                        done->count_down();
                    }
                },
            .shed = [this, name] { shed += name; }
        };
    }

    static Queues patient()
    {
        Queues queues;
        for (auto* const queue : {&queues.intake, &queues.write, &queues.look_up, &queues.list}) {
            queue->deadline = std::chrono::hours{1};
        }
        return queues;
    }

    metrics::Registry registry;
    std::string order;
    std::string shed;
    TimePoint now = std::chrono::steady_clock::now();
};

TEST_F(WorkersTest, RunsTheMostImportantFirstAndEachClassInItsOrder)
{
    Workers workers{1, patient(), registry};
    std::latch done{5};
    EXPECT_TRUE(workers.offer(LoadClass::list, noting("l", &done), now));
    EXPECT_TRUE(workers.offer(LoadClass::write, noting("w", &done), now));
    EXPECT_TRUE(workers.offer(LoadClass::intake, noting("1", &done), now));
    EXPECT_TRUE(workers.offer(LoadClass::intake, noting("2", &done), now));
    EXPECT_TRUE(workers.offer(LoadClass::look_up, noting("u", &done), now));
    workers.start();
    done.wait();
    workers.stop();
    EXPECT_EQ(order, "12wul");
}

TEST_F(WorkersTest, GoesOnWithWhatWasBegunFirst)
{
    Workers workers{1, patient(), registry};
    std::latch done{2};
    EXPECT_TRUE(workers.offer(LoadClass::list, noting("new", &done), now));
    workers.go_on(LoadClass::list, [&] {
        order += "step";
        done.count_down();
    });
    workers.start();
    done.wait();
    workers.stop();
    EXPECT_EQ(order, "stepnew");
}

TEST_F(WorkersTest, TakesTheNewestFirstWhereTheOldHaveWaitedForLong)
{
    auto queues = patient();
    queues.target_wait = milliseconds{50};
    queues.overload_after = milliseconds{500};
    Workers workers{1, queues, registry};
    std::latch done{3};
    EXPECT_TRUE(workers.offer(LoadClass::list, noting("a", &done), now - milliseconds{900}));
    EXPECT_TRUE(workers.offer(LoadClass::list, noting("b", &done), now - milliseconds{800}));
    EXPECT_TRUE(workers.offer(LoadClass::list, noting("c", &done), now));
    workers.start();
    done.wait();
    workers.stop();
    EXPECT_EQ(order, "cba");
}

TEST_F(WorkersTest, RefusesWhatIsMoreThanTheQueueTakes)
{
    auto queues = patient();
    queues.list.most_waiting = 1;
    Workers workers{1, queues, registry};
    EXPECT_TRUE(workers.offer(LoadClass::list, noting("a"), now));
    EXPECT_FALSE(workers.offer(LoadClass::list, noting("b"), now));
    EXPECT_TRUE(workers.offer(LoadClass::intake, noting("c"), now));
}

TEST_F(WorkersTest, ShedsWhatHasWaitedTooLong)
{
    auto queues = patient();
    queues.list.deadline = milliseconds{100};
    Workers workers{1, queues, registry};
    EXPECT_TRUE(workers.offer(LoadClass::list, noting("old"), now - milliseconds{101}));
    EXPECT_TRUE(workers.offer(LoadClass::list, noting("new"), now - milliseconds{100}));
    EXPECT_TRUE(workers.offer(LoadClass::intake, noting("report"), now - milliseconds{1000}));
    workers.go_on(LoadClass::list, [] {});
    workers.shed_late(now);
    EXPECT_EQ(shed, "old");
    EXPECT_EQ(registry.gauge("ducha_http_queue_depth", "", {{"class", "list"}}).value(), 2);
}

TEST_F(WorkersTest, ShedsWhatAWorkerFindsTooLate)
{
    auto queues = patient();
    queues.list.deadline = milliseconds{100};
    Workers workers{1, queues, registry};
    std::latch done{1};
    EXPECT_TRUE(workers.offer(LoadClass::list, noting("old"), now - milliseconds{200}));
    EXPECT_TRUE(workers.offer(LoadClass::list, noting("new", &done), now));
    workers.start();
    done.wait();
    workers.stop();
    EXPECT_EQ(shed, "old");
    EXPECT_EQ(order, "new");
}

TEST_F(WorkersTest, WakesAllThreadsForJobsThatWaitForEachOther)
{
    constexpr std::ptrdiff_t threads = 8;
    std::deque<std::latch> latches; // outlive the threads that count them down
    Workers workers{threads, patient(), registry};
    workers.start();
    for (auto round = 0; round < 1000; ++round) {
        // None ends before all have begun: one thread that sleeps on would hold up the others.
        auto& begun = latches.emplace_back(threads);
        auto& ended = latches.emplace_back(threads);
        for (auto i = 0; i < threads; ++i) {
            ASSERT_TRUE(workers.offer(
                LoadClass::intake,
                {.run =
                     [&begun, &ended] {
                         begun.arrive_and_wait();
                         ended.count_down();
                     },
                 .shed = {}},
                now
            ));
        }
        ended.wait();
    }
    workers.stop();
}

TEST_F(WorkersTest, DropsWhatWaitsWhenItStops)
{
    Workers workers{1, patient(), registry};
    EXPECT_TRUE(workers.offer(LoadClass::list, noting("a"), now));
    workers.stop();
    EXPECT_FALSE(workers.offer(LoadClass::list, noting("b"), now));
    EXPECT_EQ(order + shed, "");
}

} // namespace
} // namespace ducha::http
