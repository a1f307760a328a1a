// How the server ends: what was begun is answered, what was answered arrives.
#include "platform/http/client_test.h"

#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <mutex>
#include <set>
#include <thread>

namespace ducha::http {
namespace {

Route waiting_for(std::latch& begun, std::latch& may_go)
{
    return {.pattern = "/wait", .handler = [&](Request const&, Context&) {
                begun.count_down();
                may_go.wait();
                return content(Status::ok, "text/plain", "answered");
            }};
}

TEST(StoppingTest, AnswersWhatIsBeingAnsweredAndClosesTheRest)
{
    std::latch begun{1};
    std::latch may_go{1};
    Router router;
    router.add(waiting_for(begun, may_go));
    Served const served{std::move(router)};
    Client idle{served.port()};
    EXPECT_EQ(idle.ask(get("/nothing")).status, 404);
    Client client{served.port()};
    client.send(get("/wait"));
    begun.wait();
    std::atomic<bool> is_whole{false};
    std::jthread stopping{[&] { is_whole = served.server->stop(); }};
    EXPECT_TRUE(idle.sees_end());
    may_go.count_down();
    auto const reply = client.receive();
    EXPECT_EQ(reply.body, "answered");
    EXPECT_EQ(reply.headers.at("connection"), "close");
    EXPECT_TRUE(client.sees_end());
    stopping.join();
    EXPECT_TRUE(is_whole);
}

TEST(StoppingTest, TakesNoFurtherConnection)
{
    Served const served{Router{}};
    auto const port = served.port();
    EXPECT_TRUE(Client::reaches(port));
    EXPECT_TRUE(served.server->stop());
    EXPECT_TRUE(served.server->stop()); // there is nothing left to stop
    EXPECT_FALSE(Client::reaches(port));
}

TEST(StoppingTest, FinishesARequestThatHasBegunToArrive)
{
    Router router;
    router.add(
        {.method = Method::post,
         .pattern = "/",
         .handler = [](Request const& request,
                       Context&) { return content(Status::ok, "text/plain", request.body()); },
         .most_body_bytes = 10}
    );
    Served served{std::move(router)};
    Client client{served.port()};
    Client idle{served.port()};
    EXPECT_EQ(idle.ask(get("/nothing")).status, 404);
    // The answer to the first says that the server has the beginning of the second.
    EXPECT_EQ(client.ask(post("/", "a") + "POST / HTTP/1.1\r\nHost: x\r\n").body, "a");
    std::jthread const stopping{[&] { EXPECT_TRUE(served.server->stop()); }};
    EXPECT_TRUE(idle.sees_end());
    EXPECT_EQ(client.ask("Content-Length: 2\r\n\r\nok").body, "ok");
    EXPECT_TRUE(client.sees_end());
}

TEST(StoppingTest, CutsWhatIsNotDoneInTime)
{
    std::latch begun{1};
    std::latch may_go{1};
    Router router;
    router.add(waiting_for(begun, may_go));
    Options options;
    options.stop_time = std::chrono::milliseconds{30};
    Served const served{std::move(router), options};
    Client client{served.port()};
    client.send(get("/wait"));
    begun.wait();
    std::jthread const stopping{[&] { EXPECT_FALSE(served.server->stop()); }};
    EXPECT_TRUE(client.sees_end());
    may_go.count_down(); // the handler is waited for all the same
}

TEST(StoppingTest, CutsAtOnceWhenAskedTwice)
{
    std::latch begun{1};
    std::latch may_go{1};
    Router router;
    router.add(waiting_for(begun, may_go));
    Options options;
    options.stop_time = std::chrono::hours{1};
    Served const served{std::move(router), options};
    Client client{served.port()};
    Client idle{served.port()};
    EXPECT_EQ(idle.ask(get("/nothing")).status, 404);
    client.send(get("/wait"));
    begun.wait();
    std::jthread const first{[&] { EXPECT_FALSE(served.server->stop()); }};
    EXPECT_TRUE(idle.sees_end());
    std::jthread const second{[&] { EXPECT_FALSE(served.server->stop()); }};
    EXPECT_TRUE(client.sees_end());
    may_go.count_down();
}

/// Clients send as fast as they can while the server stops. Whatever a handler has done, its client
/// is told.
TEST(StoppingTest, LosesNoAnswerUnderLoad)
{
    for (auto round = 0; round < 10; ++round) {
        std::mutex changing;
        std::set<std::string> done;
        Router router;
        router.add(
            {.method = Method::post,
             .pattern = "/{key}",
             .load = LoadClass::intake,
             .handler =
                 [&](Request const&, Context& context) {
                     std::scoped_lock const alone{changing};
                     done.emplace(context.parameter("key"));
                     return content(
                         Status::created, "text/plain", std::string{context.parameter("key")}
                     );
                 }}
        );
        Options options;
        options.network_threads = 2;
        Served const served{std::move(router), options};
        std::set<std::string> told;
        std::atomic<int> answers{0};
        std::vector<std::jthread> senders;
        for (auto sender = 0; sender < 8; ++sender) {
            senders.emplace_back([&, sender] {
                Client client{served.port()};
                for (auto i = 0;; ++i) {
                    auto const key = std::to_string(sender) + "-" + std::to_string(i);
                    auto const reply = client.ask(post("/" + key, ""));
                    if (reply.status != 201) {
                        return;
                    }
                    ++answers;
                    std::scoped_lock const alone{changing};
                    told.insert(reply.body);
                }
            });
        }
        while (answers < 200) {
            std::this_thread::yield();
        }
        EXPECT_TRUE(served.server->stop());
        senders.clear();
        EXPECT_EQ(told, done);
    }
}

TEST(StoppingTest, CutsWhenItIsDestroyed)
{
    std::latch begun{1};
    std::latch may_go{1};
    Router router;
    router.add(waiting_for(begun, may_go));
    auto served = std::make_unique<Served>(std::move(router));
    Client client{served->port()};
    client.send(get("/wait") + get("/wait"));
    begun.wait();
    std::jthread const ending{[&] { served.reset(); }};
    EXPECT_TRUE(client.sees_end());
    may_go.count_down();
}

} // namespace
} // namespace ducha::http
