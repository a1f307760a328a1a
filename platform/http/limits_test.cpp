// What one client may take: sizes, times, numbers.
#include "platform/http/client_test.h"

#include <gtest/gtest.h>

#include <deque>
#include <thread>

namespace ducha::http {
namespace {

Router taking_bodies()
{
    Router router;
    router.add(
        {.pattern = "/light",
         .handler = [](Request const&,
                       Context&) { return content(Status::ok, "text/plain", "hi"); },
         .is_light = true}
    );
    router.add(
        {.method = Method::post,
         .pattern = "/body",
         .handler =
             [](Request const& request, Context&) {
                 return content(Status::ok, "text/plain", std::to_string(request.body().size()));
             },
         .most_body_bytes = 100'000}
    );
    return router;
}

TEST(LimitsTest, TakesALineOfItsLimitAndNoLonger)
{
    Options options;
    options.limits.most_line_bytes = 200;
    Served const served{taking_bodies(), options};
    auto const line = [](std::size_t bytes) {
        auto const around = std::string_view{"GET /light?q= HTTP/1.1"}.size();
        return "/light?q=" + std::string(bytes - around, 'a');
    };
    EXPECT_EQ(Client{served.port()}.ask(get(line(200))).status, 200);
    EXPECT_EQ(Client{served.port()}.ask(get(line(201))).status, 414);
    // Without any line end.
    EXPECT_EQ(Client{served.port()}.ask("GET /" + std::string(300, 'a')).status, 414);
}

TEST(LimitsTest, TakesAHeadOfItsLimitAndNoLarger)
{
    Served const served{taking_bodies()};
    auto const usual = get("/light").size();
    auto const head = [usual](std::size_t bytes) {
        return get("/light", "X: " + std::string(bytes - usual - 5, 'a') + "\r\n");
    };
    EXPECT_EQ(Client{served.port()}.ask(head(std::size_t{16} * 1024)).status, 200);
    EXPECT_EQ(Client{served.port()}.ask(head(std::size_t{16} * 1024 + 1)).status, 431);
    EXPECT_EQ(Client{served.port()}.ask(head(1'000'000)).status, 431);
}

TEST(LimitsTest, TakesSixtyFourFields)
{
    Served const served{taking_bodies()};
    auto const fields = [](int count) {
        std::string text;
        for (auto i = 1; i < count; ++i) { // Host is one
            text += "X: 1\r\n";
        }
        return get("/light", text);
    };
    EXPECT_EQ(Client{served.port()}.ask(fields(64)).status, 200);
    EXPECT_EQ(Client{served.port()}.ask(fields(65)).status, 431);
}

TEST(LimitsTest, TakesABodyOfItsLimitAndNoLarger)
{
    Served const served{taking_bodies()};
    EXPECT_EQ(Client{served.port()}.ask(post("/body", std::string(100'000, 'a'))).body, "100000");
    EXPECT_EQ(Client{served.port()}.ask(post("/body", std::string(100'001, 'a'))).status, 413);
    auto const chunked = [](std::string_view last) {
        std::string text = "POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
        for (auto i = 0; i < 9; ++i) {
            text += "2b67\r\n" + std::string(0x2b67, 'a') + "\r\n"; // 11,111 bytes
        }
        return text + std::string{last} + "\r\n0\r\n\r\n";
    };
    EXPECT_EQ(Client{served.port()}.ask(chunked("1\r\na")).body, "100000");
    EXPECT_EQ(Client{served.port()}.ask(chunked("2\r\nab")).status, 413);
    // Said to be enormous, and never sent.
    EXPECT_EQ(
        Client{served.port()}
            .ask("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999\r\n\r\n")
            .status,
        413
    );
}

TEST(LimitsTest, BoundsSizeLinesAndTrailersOfChunks)
{
    Served const served{taking_bodies()};
    std::string const head = "POST /body HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    EXPECT_EQ(Client{served.port()}.ask(head + "1;" + std::string(10'000, 'a')).status, 400);
    EXPECT_EQ(Client{served.port()}.ask(head + "0\r\nX: " + std::string(10'000, 'a')).status, 400);
}

TEST(LimitsTest, BoundsAllBodiesTogether)
{
    Options options;
    options.limits.most_bodies_bytes = 50'000;
    Served const served{taking_bodies(), options};
    for (auto i = 0; i < 3; ++i) {
        auto const refused = Client{served.port()}.ask(post("/body", std::string(60'000, 'a')));
        EXPECT_EQ(refused.status, 503);
        EXPECT_TRUE(refused.headers.contains("retry-after"));
    }
    // Nothing of those, and of others, is counted for ever.
    Client client{served.port()};
    for (auto i = 0; i < 3; ++i) {
        EXPECT_EQ(client.ask(post("/body", std::string(50'000, 'a'))).body, "50000");
    }
}

TEST(LimitsTest, TellsTheSlowThatTheyAreTooSlow)
{
    Served const served{taking_bodies(), quick_options()};
    Client head{served.port()};
    head.send("GET /li");
    auto const slow = head.receive();
    EXPECT_EQ(slow.status, 408);
    EXPECT_TRUE(head.sees_end());
    Client body{served.port()};
    body.send("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
    EXPECT_EQ(body.receive().status, 408);
    EXPECT_TRUE(body.sees_end());
}

TEST(LimitsTest, TellsWhoDripsABodyThatHeIsTooSlow)
{
    Served const served{taking_bodies(), quick_options()};
    Client client{served.port()};
    client.send("POST /body HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n");
    // A byte now and then keeps a connection busy; the rate counts.
    std::jthread const dripping{[&client](std::stop_token const& stop) {
        while (!stop.stop_requested() && client.send("a")) {
            std::this_thread::sleep_for(std::chrono::milliseconds{5}); // this is what drips
        }
    }};
    EXPECT_EQ(client.receive().status, 408);
}

TEST(LimitsTest, ClosesWhoIsIdleWithoutAWord)
{
    Served const served{taking_bodies(), quick_options()};
    Client client{served.port()};
    EXPECT_EQ(client.ask(get("/light")).status, 200);
    EXPECT_TRUE(client.sees_end());
    Client silent{served.port()};
    EXPECT_TRUE(silent.sees_end());
}

TEST(LimitsTest, EndsAConnectionAfterItsNumberOfRequests)
{
    Options options;
    options.limits.most_requests_of_connection = 3;
    Served const served{taking_bodies(), options};
    Client client{served.port()};
    client.send(get("/light") + get("/light") + get("/light") + get("/light"));
    EXPECT_FALSE(client.receive().headers.contains("connection"));
    EXPECT_FALSE(client.receive().headers.contains("connection"));
    EXPECT_EQ(client.receive().headers.at("connection"), "close");
    EXPECT_TRUE(client.sees_end());
}

TEST(LimitsTest, RefusesConnectionsOfABucketThatHasTooMany)
{
    Options options;
    options.limits.most_connections_of_bucket = 3;
    Served served{taking_bodies(), options};
    std::deque<Client> clients;
    for (auto i = 0; i < 3; ++i) {
        EXPECT_EQ(clients.emplace_back(served.port()).ask(get("/light")).status, 200);
    }
    Client fourth{served.port()};
    auto const refused = fourth.receive();
    EXPECT_EQ(refused.status, 503);
    EXPECT_TRUE(refused.headers.contains("retry-after"));
    EXPECT_EQ(refused.headers.at("content-type"), "application/problem+json");
    EXPECT_TRUE(fourth.sees_end());
    EXPECT_EQ(served.metric("ducha_http_refused_connections_total"), "1");
    clients.pop_front();
    EXPECT_TRUE(served.wait_for("ducha_http_connections", "2"));
    EXPECT_EQ(Client{served.port()}.ask(get("/light")).status, 200);
}

TEST(LimitsTest, RefusesConnectionsWhereThereAreTooMany)
{
    Options options;
    options.limits.most_connections = 2;
    options.trusted_proxies = {"127.0.0.1"};
    options.limits.most_connections_of_bucket = 1; // does not count for a proxy
    Served const served{taking_bodies(), options};
    Client one{served.port()};
    Client two{served.port()};
    EXPECT_EQ(one.ask(get("/light")).status, 200);
    EXPECT_EQ(two.ask(get("/light")).status, 200);
    EXPECT_EQ(Client{served.port()}.receive().status, 503);
}

Router naming_buckets()
{
    Router router;
    router.add({.pattern = "/bucket", .handler = [](Request const& request, Context&) {
                    auto const is_known = request.peer() == PeerBucket::of("198.51.100.7");
                    return content(Status::ok, "text/plain", is_known ? "known" : "other");
                }});
    return router;
}

TEST(LimitsTest, BelievesOnlyItsProxyAboutWhereARequestComesFrom)
{
    auto const request = get("/bucket", "X-Forwarded-For: 203.0.113.1, 198.51.100.9\r\n");
    Served const open{naming_buckets()};
    EXPECT_EQ(Client{open.port()}.ask(request).body, "other");
    Options options;
    options.trusted_proxies = {"127.0.0.1"};
    Served const behind{naming_buckets(), options};
    EXPECT_EQ(Client{behind.port()}.ask(request).body, "known");
    EXPECT_EQ(Client{behind.port()}.ask(get("/bucket")).body, "other");
}

TEST(LimitsTest, CutsWhoDoesNotReadHisAnswer)
{
    auto options = quick_options();
    options.limits.write_stall = std::chrono::milliseconds{50};
    Router router;
    router.add({.pattern = "/large", .handler = [](Request const&, Context&) {
                    return content(Status::ok, "text/plain", std::string(20'000'000, 'a'));
                }});
    Served served{std::move(router), options};
    Client client{served.port(), 4096};
    client.send(get("/large"));
    EXPECT_TRUE(served.wait_for("ducha_http_connections", "1"));
    EXPECT_TRUE(served.wait_for("ducha_http_connections", "0"));
    EXPECT_FALSE(client.receive().is_whole);
}

} // namespace
} // namespace ducha::http
