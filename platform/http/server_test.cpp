// The server over real sockets: what a browser, a proxy or a program sees.
#include "platform/http/client_test.h"
#include "platform/trouble.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <stdexcept>
#include <thread>

namespace ducha::http {
namespace {

Router echoing()
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
         .pattern = "/echo/{name}",
         .load = LoadClass::write,
         .handler =
             [](Request const& request, Context& context) {
                 return content(
                     Status::created,
                     "text/plain",
                     std::string{context.parameter("name")} + ":" + request.body()
                 );
             },
         .most_body_bytes = 1000}
    );
    router.add({.pattern = "/trouble", .handler = [](Request const&, Context&) -> Response {
                    throw Trouble{Trouble::Kind::database, "secret host"};
                }});
    router.add({.pattern = "/bug", .handler = [](Request const&, Context&) -> Response {
                    throw std::runtime_error{"secret words"};
                }});
    router.add({.pattern = "/id", .handler = [](Request const&, Context& context) {
                    return content(Status::ok, "text/plain", context.trace().header());
                }});
    return router;
}

TEST(ServerTest, AnswersARequest)
{
    Served const served{echoing()};
    Client client{served.port()};
    auto const reply = client.ask(post("/echo/%E4%B8%AD", "words"));
    EXPECT_EQ(reply.status, 201);
    EXPECT_EQ(reply.body, "中:words");
    EXPECT_EQ(reply.headers.at("content-length"), "9");
    EXPECT_FALSE(reply.headers.contains("server"));
    EXPECT_FALSE(reply.headers.contains("connection"));
    EXPECT_EQ(reply.headers.at("x-content-type-options"), "nosniff");
    EXPECT_EQ(reply.headers.at("cache-control"), "no-store");
    EXPECT_TRUE(reply.headers.at("date").ends_with(" GMT"));
    EXPECT_EQ(reply.headers.at("x-request-id").size(), 16U);
}

TEST(ServerTest, AnswersOnSeveralThreadsThatShareAPort)
{
    Options options;
    options.network_threads = 3;
    Served const served{echoing(), options};
    for (auto i = 0; i < 30; ++i) {
        Client client{served.port()};
        EXPECT_EQ(client.ask(get("/light")).body, "hi");
    }
    EXPECT_EQ(
        served.metric(
            "ducha_http_requests_total{route=\"GET /light\",class=\"list\",status=\"2xx\"}"
        ),
        "30"
    );
}

TEST(ServerTest, KeepsTheOrderOfAThousandRequestsSentAtOnce)
{
    Options options;
    options.limits.most_requests_of_connection = 2000;
    Served const served{echoing(), options};
    Client client{served.port()};
    std::string all;
    for (auto i = 0; i < 1000; ++i) {
        all += i % 3 == 0 ? get("/light") : post("/echo/" + std::to_string(i), "b");
    }
    std::jthread const sender{[&] { client.send(all); }};
    for (auto i = 0; i < 1000; ++i) {
        ASSERT_EQ(client.receive().body, i % 3 == 0 ? "hi" : std::to_string(i) + ":b") << i;
    }
}

TEST(ServerTest, ReadsARequestThatComesByteByByte)
{
    Served const served{echoing()};
    Client client{served.port()};
    for (auto const byte : post("/echo/a", "xyz")) {
        client.send({&byte, 1});
    }
    EXPECT_EQ(client.receive().body, "a:xyz");
}

TEST(ServerTest, ReadsAChunkedBodyInAnyPieces)
{
    Served const served{echoing()};
    Client client{served.port()};
    auto const request = std::string{"POST /echo/a HTTP/1.1\r\nHost: x\r\n"
                                     "Transfer-Encoding: chunked\r\n\r\n"
                                     "3\r\nabc\r\n5;x=\"y\"\r\ndefgh\r\n0\r\nX-Late: 1\r\n\r\n"};
    for (auto const byte : request) {
        client.send({&byte, 1});
    }
    EXPECT_EQ(client.receive().body, "a:abcdefgh");
    EXPECT_EQ(client.ask(request).body, "a:abcdefgh");
}

TEST(ServerTest, AnswersHeadWithoutABody)
{
    Served const served{echoing()};
    Client client{served.port()};
    client.send("HEAD /light HTTP/1.1\r\nHost: x\r\n\r\n" + get("/light"));
    auto const head = client.receive(true);
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(head.headers.at("content-length"), "2");
    EXPECT_EQ(client.receive().body, "hi");
}

TEST(ServerTest, SaysWhatThereIsNot)
{
    Served const served{echoing()};
    Client client{served.port()};
    auto const missing = client.ask(get("/nothing", "Accept-Language: en\r\n"));
    EXPECT_EQ(missing.status, 404);
    EXPECT_EQ(missing.headers.at("content-type"), "application/problem+json");
    EXPECT_TRUE(missing.body.contains("\"title\":\"there is nothing at this path\""));
    auto const wrong = client.ask("PUT /light HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(wrong.status, 405);
    EXPECT_EQ(wrong.headers.at("allow"), "GET, HEAD, OPTIONS");
    auto const options = client.ask("OPTIONS /light HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(options.status, 204);
    EXPECT_FALSE(options.headers.contains("content-length"));
    // What would be the body of a request that nobody takes is not read as the next request.
    auto const refused = client.ask(post("/nothing", get("/light")));
    EXPECT_EQ(refused.status, 404);
    EXPECT_EQ(refused.headers.at("connection"), "close");
    EXPECT_TRUE(client.sees_end());
}

TEST(ServerTest, TellsNothingOfTroublesAndBugs)
{
    Served const served{echoing()};
    Client client{served.port()};
    auto const trouble = client.ask(get("/trouble"));
    EXPECT_EQ(trouble.status, 503);
    EXPECT_TRUE(trouble.headers.contains("retry-after"));
    EXPECT_FALSE(trouble.body.contains("secret"));
    auto const bug = client.ask(get("/bug"));
    EXPECT_EQ(bug.status, 500);
    EXPECT_FALSE(bug.body.contains("secret"));
    EXPECT_EQ(client.ask(get("/light")).status, 200);
}

TEST(ServerTest, ContinuesATrace)
{
    Served const served{echoing()};
    Client client{served.port()};
    auto const reply = client.ask(
        get("/id", "traceparent: 00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01\r\n")
    );
    EXPECT_TRUE(reply.body.starts_with("00-0af7651916cd43dd8448eb211c80319c-"));
    EXPECT_EQ(reply.headers.at("traceparent"), reply.body);
    EXPECT_TRUE(reply.body.contains(reply.headers.at("x-request-id")));
    EXPECT_FALSE(client.ask(get("/id")).headers.contains("traceparent"));
}

TEST(ServerTest, ClosesWhenTheClientSaysSo)
{
    Served const served{echoing()};
    Client client{served.port()};
    auto const reply = client.ask(get("/light", "Connection: close\r\n"));
    EXPECT_EQ(reply.headers.at("connection"), "close");
    EXPECT_TRUE(client.sees_end());
    Client old{served.port()};
    auto const oldest = old.ask("GET /light HTTP/1.0\r\n\r\n");
    EXPECT_EQ(oldest.body, "hi");
    EXPECT_EQ(oldest.headers.at("connection"), "close");
    EXPECT_TRUE(old.sees_end());
}

TEST(ServerTest, AnswersAClientThatSendsNothingMore)
{
    Served const served{echoing()};
    Client client{served.port()};
    client.send(post("/echo/a", "b"));
    client.finish_sending();
    EXPECT_EQ(client.receive().body, "a:b");
    EXPECT_TRUE(client.sees_end());
}

TEST(ServerTest, AsksForTheBodyOfWhoeverWaits)
{
    Served const served{echoing()};
    Client client{served.port()};
    auto const head = std::string{"POST /echo/a HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"};
    client.send(head + "Content-Length: 3\r\n\r\n");
    EXPECT_EQ(client.receive().status, 100);
    EXPECT_EQ(client.ask("abc").body, "a:abc");
    EXPECT_EQ(client.ask(head + "Content-Length: 1001\r\n\r\n").status, 413);
}

TEST(ServerTest, CountsItsConnections)
{
    Served served{echoing()};
    {
        Client client{served.port()};
        EXPECT_EQ(client.ask(get("/light")).status, 200);
        EXPECT_EQ(served.metric("ducha_http_connections"), "1");
        EXPECT_EQ(
            served.metric("ducha_http_request_seconds_count{route=\"GET /light\",class=\"list\"}"),
            "1"
        );
    }
    EXPECT_TRUE(served.wait_for("ducha_http_connections", "0"));
}

TEST(ServerTest, SurvivesClientsThatVanish)
{
    Served served{echoing()};
    for (auto i = 0; i < 50; ++i) {
        Client client{served.port()};
        client.send(post("/echo/a", "b") + post("/echo/a", "b") + "POST /ec");
        client.reset();
    }
    EXPECT_TRUE(served.wait_for("ducha_http_connections", "0"));
    EXPECT_EQ(Client{served.port()}.ask(get("/light")).status, 200);
}

TEST(ServerTest, SaysWhyItCannotServe)
{
    Served const served{echoing()};
    metrics::Registry registry;
    SystemClock clock;
    SystemRandom random;
    Server nowhere{echoing(), {.address = "192.0.2.1"}, {clock, random, registry}};
    EXPECT_THROW(nowhere.start(), Trouble);
    Server wrong{echoing(), {.address = "not an address"}, {clock, random, registry}};
    EXPECT_THROW(wrong.start(), Trouble);
}

} // namespace
} // namespace ducha::http
