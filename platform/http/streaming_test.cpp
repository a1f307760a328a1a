// Bodies that are made while they are written, and streams of events.
#include "platform/http/client_test.h"
#include "platform/http/events.h"

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <thread>

namespace ducha::http {
namespace {

using namespace std::string_literals;

/// Gives `count` pieces and counts how many were asked for.
Pieces counted(int count, std::string piece, std::atomic<int>& made)
{
    return [count, piece = std::move(piece), &made]() -> std::optional<std::string> {
        return made < count ? (++made, std::optional{piece}) : std::nullopt;
    };
}

class StreamingTest : public ::testing::TestWithParam<bool> {
protected:
    Router streaming(int count, std::string const& piece)
    {
        Router router;
        router.add(
            {.pattern = "/list",
             .handler =
                 [this, count, piece](Request const&, Context&) {
                     return stream("text/csv", counted(count, piece, made));
                 },
             .is_light = GetParam()}
        );
        router.add(
            {.pattern = "/broken",
             .handler =
                 [](Request const&, Context&) {
                     return stream("text/csv", [n = 0]() mutable -> std::optional<std::string> {
                         if (++n == 3) {
                             throw std::runtime_error{"no more"};
                         }
                         return "piece";
                     });
                 },
             .is_light = GetParam()}
        );
        router.add(
            {.pattern = "/sized",
             .handler =
                 [this, count, piece](Request const& request, Context&) {
                     auto const lie = request.query().find("lie") ? 1U : 0U;
                     Response response;
                     response.body = Stream{
                         counted(count, piece, made),
                         static_cast<std::uint64_t>(count) * piece.size() + lie
                     };
                     return response;
                 },
             .is_light = GetParam()}
        );
        return router;
    }

    std::atomic<int> made{0};
};

TEST_P(StreamingTest, SendsAListInChunks)
{
    Served const served{streaming(100, "row\n")};
    Client client{served.port()};
    auto const reply = client.ask(get("/list"));
    EXPECT_TRUE(reply.is_whole);
    EXPECT_EQ(reply.headers.at("transfer-encoding"), "chunked");
    EXPECT_EQ(reply.body.size(), 400U);
    EXPECT_EQ(client.ask(get("/list")).body, ""); // the connection goes on; nothing is left
}

TEST_P(StreamingTest, SendsAListToAnOldClientUntilTheEnd)
{
    Served const served{streaming(100, "row\n")};
    auto const reply = Client{served.port()}.ask("GET /list HTTP/1.0\r\n\r\n");
    EXPECT_FALSE(reply.headers.contains("transfer-encoding"));
    EXPECT_EQ(reply.headers.at("connection"), "close");
    EXPECT_EQ(reply.body.size(), 400U);
}

TEST_P(StreamingTest, MakesNoListForHead)
{
    Served const served{streaming(100, "row\n")};
    Client client{served.port()};
    client.send("HEAD /list HTTP/1.1\r\nHost: x\r\n\r\n" + get("/list"));
    EXPECT_EQ(client.receive(true).status, 200);
    EXPECT_EQ(client.receive().body.size(), 400U);
}

TEST_P(StreamingTest, CutsAListThatBreaksOff)
{
    Served const served{streaming(1, "a")};
    auto const reply = Client{served.port()}.ask(get("/broken"));
    EXPECT_FALSE(reply.is_whole);
    EXPECT_EQ(reply.body, "piecepiece");
}

TEST_P(StreamingTest, StatesASizeThatIsKnown)
{
    Served const served{streaming(10, "12345")};
    Client client{served.port()};
    auto const reply = client.ask(get("/sized"));
    EXPECT_EQ(reply.headers.at("content-length"), "50");
    EXPECT_EQ(reply.body.size(), 50U);
    EXPECT_FALSE(client.ask(get("/sized?lie")).is_whole);
}

TEST_P(StreamingTest, MakesNoMoreThanTheClientTakes)
{
    constexpr auto pieces = 400;
    Served const served{streaming(pieces, std::string(100'000, 'a'))}; // 40 MB
    Client client{served.port(), 65536};
    client.send(get("/list"));
    EXPECT_FALSE(client.read_until("\r\n\r\n").empty());
    // What the two sockets hold is a few megabytes: the maker waits for the client.
    EXPECT_LT(made, pieces / 2);
    EXPECT_GT(client.read_until("\r\n0\r\n\r\n").size(), 40'000'000U);
    EXPECT_EQ(made, pieces);
}

TEST_P(StreamingTest, ForgetsAListWhoseClientHasGone)
{
    Served served{streaming(1'000'000, std::string(100'000, 'a'))};
    {
        Client client{served.port()};
        client.send(get("/list"));
        EXPECT_FALSE(client.read_until("\r\n\r\n").empty());
        client.reset();
    }
    EXPECT_TRUE(served.wait_for("ducha_http_connections", "0"));
}

INSTANTIATE_TEST_SUITE_P(Threads, StreamingTest, ::testing::Bool(), [](auto const& one) {
    return one.param ? "Light"s : "OnWorkers"s;
});

TEST(EventsTest, WritesAnEvent)
{
    EXPECT_EQ(
        to_text({.id = "7", .name = "case", .data = "a\nb\r\n"}),
        "id: 7\nevent: case\ndata: a\ndata: b\ndata: \n\n"
    );
    EXPECT_EQ(to_text({.id = "1\n2", .name = "", .data = ""}), "id: 12\ndata: \n\n");
}

class BroadcastTest : public ::testing::Test {
protected:
    Router router()
    {
        Router router;
        router.add({.pattern = "/events", .handler = [this](Request const& request, Context&) {
                        return news.listen(request);
                    }});
        return router;
    }

    void wait_for_listeners(std::size_t count)
    {
        while (news.listeners() != count) {
            std::this_thread::yield();
        }
    }

    Broadcast news{3};
};

TEST_F(BroadcastTest, TellsEveryListener)
{
    Served const served{router()};
    Client one{served.port()};
    Client two{served.port()};
    one.send(get("/events"));
    two.send(get("/events"));
    wait_for_listeners(2);
    news.publish({.id = "1", .name = "case", .data = "一"});
    EXPECT_TRUE(one.read_until("\r\n\r\n").contains("Content-Type: text/event-stream\r\n"));
    EXPECT_EQ(one.read_until("\n\n"), "id: 1\nevent: case\ndata: 一\n\n");
    EXPECT_TRUE(two.read_until("\n\n").ends_with("\n\n"));
    EXPECT_EQ(served.metric("ducha_http_listeners"), "2");
}

TEST_F(BroadcastTest, TellsWhoComesBackWhatHeHasMissed)
{
    Served const served{router()};
    for (auto const* const id : {"1", "2", "3", "4"}) {
        news.publish({.id = id, .name = "", .data = "d"});
    }
    Client client{served.port()};
    client.send(get("/events", "Last-Event-ID: 2\r\n"));
    EXPECT_FALSE(client.read_until("\r\n\r\n").empty());
    EXPECT_EQ(client.read_until("\n\n"), "id: 3\ndata: d\n\n");
    EXPECT_EQ(client.read_until("\n\n"), "id: 4\ndata: d\n\n");
    Client late{served.port()};
    late.send(get("/events", "Last-Event-ID: 1\r\n")); // forgotten already
    EXPECT_FALSE(late.read_until("\r\n\r\n").empty());
    EXPECT_EQ(late.read_until("\n\n"), "event: reload\ndata: \n\n");
    wait_for_listeners(2);
    news.publish({.id = "5", .name = "", .data = "e"});
    EXPECT_EQ(late.read_until("\n\n"), "id: 5\ndata: e\n\n");
}

TEST_F(BroadcastTest, DropsAListenerWhoIsTooSlowAndNobodyElse)
{
    Served served{router()};
    Client slow{served.port(), 4096};
    Client quick{served.port()};
    slow.send(get("/events"));
    quick.send(get("/events"));
    wait_for_listeners(2);
    EXPECT_FALSE(quick.read_until("\r\n\r\n").empty());
    auto sent = 0;
    while (news.listeners() == 2 && sent < 100'000) {
        news.publish({.id = std::to_string(++sent), .name = "", .data = std::string(1000, 'a')});
        EXPECT_TRUE(quick.read_until("\n\n").starts_with("id: " + std::to_string(sent) + "\n"));
    }
    EXPECT_EQ(news.listeners(), 1U);
    EXPECT_TRUE(served.wait_for("ducha_http_dropped_listeners_total", "1"));
    EXPECT_TRUE(served.wait_for("ducha_http_listeners", "1"));
    news.publish({.id = "last", .name = "", .data = "z"});
    EXPECT_EQ(quick.read_until("\n\n"), "id: last\ndata: z\n\n");
}

TEST_F(BroadcastTest, NoticesThatAListenerHasGone)
{
    Served served{router()};
    {
        Client client{served.port()};
        client.send(get("/events"));
        wait_for_listeners(1);
    }
    EXPECT_TRUE(served.wait_for("ducha_http_listeners", "0"));
    news.publish({.id = "1", .name = "", .data = ""});
    EXPECT_EQ(news.listeners(), 0U);
}

TEST_F(BroadcastTest, KeepsAQuietStreamAwake)
{
    Served const served{router(), quick_options()};
    Client client{served.port()};
    client.send(get("/events"));
    EXPECT_FALSE(client.read_until("\r\n\r\n").empty());
    EXPECT_EQ(client.read_until("\n\n"), ":\n\n");
    EXPECT_EQ(client.read_until("\n\n"), ":\n\n");
}

TEST_F(BroadcastTest, EndsItsStreamsWhenTheServerStops)
{
    Served const served{router()};
    Client client{served.port()};
    client.send(get("/events"));
    wait_for_listeners(1);
    news.publish({.id = "1", .name = "", .data = "last"});
    EXPECT_TRUE(served.server->stop());
    EXPECT_TRUE(client.read_to_end().ends_with("id: 1\ndata: last\n\n"));
    news.publish({.id = "2", .name = "", .data = "nobody"}); // the stream outlives the server
    EXPECT_EQ(news.listeners(), 0U);
}

} // namespace
} // namespace ducha::http
