// What is done when there is not time for all: reports come in, lists wait or are sent away.
#include "platform/http/client_test.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <deque>
#include <mutex>
#include <set>
#include <thread>

namespace ducha::http {
namespace {

/// Handlers that stay until they are let go.
class OverloadTest : public ::testing::Test {
protected:
    ~OverloadTest() override { let_all_go(); }

    Served& serve(Router routes, Options const& options)
    {
        server = std::make_unique<Served>(std::move(routes), options);
        return *server;
    }

    void stay()
    {
        std::unique_lock alone{changing};
        ++staying;
        changed.notify_all();
        changed.wait(alone, [this] { return is_open; });
        --staying;
    }

    void wait_for_staying(int count)
    {
        std::unique_lock alone{changing};
        ASSERT_TRUE(changed.wait_for(alone, std::chrono::seconds{20}, [&] {
            return staying == count;
        })) << staying;
    }

    void let_all_go()
    {
        std::scoped_lock const alone{changing};
        is_open = true;
        changed.notify_all();
    }

    Router router()
    {
        Router router;
        for (auto const load :
             {LoadClass::intake, LoadClass::write, LoadClass::look_up, LoadClass::list}) {
            auto const name = std::string{name_of(load)};
            router.add(
                {.pattern = "/stay/" + name,
                 .load = load,
                 .handler =
                     [this](Request const&, Context&) {
                         stay();
                         return content(Status::ok, "text/plain", "stayed");
                     }}
            );
            router.add(
                {.pattern = "/quick/" + name,
                 .load = load,
                 .handler = [](Request const&,
                               Context&) { return content(Status::ok, "text/plain", "quick"); }}
            );
        }
        return router;
    }

    void ask_to_stay(Served& served, std::string_view load, int count)
    {
        for (auto i = 0; i < count; ++i) {
            clients.emplace_back(served.port()).send(get("/stay/" + std::string{load}));
        }
    }

    /// A quarter of the workers, and all of the queue.
    void fill_lists(Served& served)
    {
        ask_to_stay(served, "list", 2);
        wait_for_staying(2);
        ask_to_stay(served, "list", 2);
        EXPECT_TRUE(served.wait_for(depth("list"), "2"));
    }

    static std::string depth(std::string_view load)
    {
        return "ducha_http_queue_depth{class=\"" + std::string{load} + "\"}";
    }

    static Options options()
    {
        Options options;
        options.workers = 8;
        options.queues.list.most_waiting = 2;
        options.limits.most_connections_of_bucket = 4096;
        for (auto* const queue :
             {&options.queues.intake,
              &options.queues.write,
              &options.queues.look_up,
              &options.queues.list}) {
            queue->deadline = std::chrono::hours{1};
        }
        return options;
    }

    std::mutex changing;
    std::condition_variable changed;
    bool is_open = false;
    int staying = 0;
    std::unique_ptr<Served> server; ///< ends after all were let go
    std::deque<Client> clients;
};

TEST_F(OverloadTest, TellsABrowserInAPage)
{
    auto with_page = options();
    with_page.overloaded_page = [](Request const&) {
        return html(Status::unavailable, "<p>wait</p>");
    };
    auto& served = serve(router(), with_page);
    fill_lists(served);
    Client client{served.port()};
    auto const page = client.ask(get("/quick/list", "Accept: text/html,*/*;q=0.8\r\n"));
    EXPECT_EQ(page.status, 503);
    EXPECT_EQ(page.body, "<p>wait</p>");
    EXPECT_TRUE(page.headers.contains("retry-after"));
    auto const document = client.ask(get("/quick/list", "Accept: */*\r\n"));
    EXPECT_EQ(document.status, 503);
    EXPECT_EQ(document.headers.at("content-type"), "application/problem+json");
    let_all_go();
    for (auto& waiting : clients) {
        EXPECT_EQ(waiting.receive().body, "stayed");
    }
}

TEST_F(OverloadTest, TakesReportsWhileListsAreSentAway)
{
    auto& served = serve(router(), options());
    fill_lists(served);
    Client client{served.port()};
    auto const begun = std::chrono::steady_clock::now();
    auto const refused = client.ask(get("/quick/list", "Accept-Language: en\r\n"));
    EXPECT_LT(std::chrono::steady_clock::now() - begun, std::chrono::seconds{1});
    EXPECT_EQ(refused.status, 503);
    EXPECT_EQ(refused.headers.at("content-type"), "application/problem+json");
    EXPECT_TRUE(refused.body.contains("please try again shortly")) << refused.body;
    EXPECT_EQ(client.ask(get("/quick/intake")).body, "quick");
    EXPECT_EQ(client.ask(get("/quick/write")).body, "quick");
    EXPECT_EQ(client.ask(get("/quick/look_up")).body, "quick");
    EXPECT_EQ(served.metric("ducha_http_shed_total{class=\"list\",reason=\"queue_full\"}"), "1");
    let_all_go();
    for (auto& waiting : clients) {
        EXPECT_EQ(waiting.receive().body, "stayed");
    }
}

TEST_F(OverloadTest, KeepsAShareOfTheWorkersForWhatIsMoreImportant)
{
    auto& served = serve(router(), options());
    fill_lists(served);
    ask_to_stay(served, "look_up", 10);
    wait_for_staying(4);
    ask_to_stay(served, "write", 10);
    wait_for_staying(6);
    EXPECT_TRUE(served.wait_for(depth("write"), "8"));
    EXPECT_EQ(Client{served.port()}.ask(get("/quick/intake")).body, "quick");
    ask_to_stay(served, "intake", 3);
    wait_for_staying(8);
    EXPECT_TRUE(served.wait_for(depth("intake"), "1"));
}

TEST_F(OverloadTest, LetsReportsTakeAllWorkers)
{
    auto& served = serve(router(), options());
    ask_to_stay(served, "intake", 9);
    wait_for_staying(8);
    EXPECT_TRUE(served.wait_for(depth("intake"), "1"));
}

TEST_F(OverloadTest, ServesReportsBeforeAllElseThatWaits)
{
    auto few = options();
    few.workers = 1;
    few.queues.list.most_waiting = 100;
    auto& served = serve(router(), few);
    ask_to_stay(served, "intake", 1);
    wait_for_staying(1);
    Client list{served.port()};
    Client report{served.port()};
    list.send(get("/stay/list"));
    EXPECT_TRUE(served.wait_for(depth("list"), "1"));
    report.send(get("/quick/intake"));
    EXPECT_TRUE(served.wait_for(depth("intake"), "1"));
    let_all_go();
    EXPECT_EQ(report.receive().body, "quick");
    EXPECT_EQ(list.receive().body, "stayed");
}

TEST_F(OverloadTest, SendsAwayWhoHasWaitedTooLong)
{
    auto impatient = options();
    impatient.limits.sweep = std::chrono::milliseconds{5};
    impatient.queues.list.deadline = std::chrono::milliseconds{30};
    auto& served = serve(router(), impatient);
    ask_to_stay(served, "list", 2);
    wait_for_staying(2);
    Client late{served.port()};
    auto const reply = late.ask(get("/quick/list"));
    EXPECT_EQ(reply.status, 503);
    EXPECT_EQ(served.metric("ducha_http_shed_total{class=\"list\",reason=\"too_late\"}"), "1");
    EXPECT_EQ(served.metric(depth("list")), "0");
    let_all_go();
    EXPECT_EQ(late.ask(get("/quick/list")).body, "quick"); // the connection has stayed
}

TEST_F(OverloadTest, IsOneLineASecondInTheLog)
{
    auto often = options();
    often.limits.sweep = std::chrono::milliseconds{5};
    auto& served = serve(router(), often);
    fill_lists(served);
    Client client{served.port()};
    for (auto i = 0; i < 300; ++i) {
        ASSERT_EQ(client.ask(get("/quick/list")).status, 503);
    }
    let_all_go();
    served.server->stop(); // says what was not said yet
    auto const line = R"("message":"requests were told to come again","class":"list","count":)";
    EXPECT_GE(served.logged(line), 1);
    EXPECT_LE(served.logged(line), 20); // there is one a second, however slow the machine is
    EXPECT_EQ(served.logged(R"("status":503)"), 0);
    EXPECT_EQ(served.metric("ducha_http_shed_total{class=\"list\",reason=\"queue_full\"}"), "300");
}

TEST_F(OverloadTest, SpreadsWhenToComeAgain)
{
    auto& served = serve(router(), options());
    fill_lists(served);
    std::set<std::string> times;
    Client client{served.port()};
    for (auto i = 0; i < 100; ++i) {
        auto reply = client.ask(get("/quick/list"));
        ASSERT_EQ(reply.status, 503);
        times.insert(reply.headers["retry-after"]);
    }
    EXPECT_GT(times.size(), 3U);
    EXPECT_TRUE(times.contains("2") && !times.contains("1") && !times.contains("10"));
}

TEST_F(OverloadTest, FinishesAListThatWasBegun)
{
    // Pieces of a list that was admitted are neither counted nor sent away.
    auto full = options();
    full.queues.list.most_waiting = 1;
    Router routes = router();
    routes.add({.pattern = "/rows", .handler = [](Request const&, Context&) {
                    return stream("text/csv", [n = 0]() mutable {
                        return ++n > 1000 ? std::nullopt : std::optional<std::string>{"row\n"};
                    });
                }});
    auto& served = serve(std::move(routes), full);
    Client client{served.port()};
    client.send(get("/rows"));
    ask_to_stay(served, "list", 1);
    EXPECT_EQ(client.receive().body.size(), 4000U);
}

} // namespace
} // namespace ducha::http
