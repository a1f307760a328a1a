// What two servers in a row could read as different requests is refused with 400, and the
// connection ends: nothing behind it is taken for a request.
#include "platform/http/client_test.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace ducha::http {
namespace {

struct Smuggled {
    char const* name;
    std::string_view head; ///< between the request line with its Host and the empty line
    std::string_view body;
};

void PrintTo(Smuggled const& smuggled, std::ostream* out)
{
    *out << smuggled.name;
}

class SmugglingTest : public ::testing::TestWithParam<Smuggled> {
protected:
    static Router router()
    {
        auto const handler = [](Request const& request, Context&) {
            return content(Status::ok, "text/plain", "read:" + request.body());
        };
        Router router;
        router.add(
            {.method = Method::post, .pattern = "/", .handler = handler, .most_body_bytes = 1000}
        );
        router.add({.pattern = "/hidden", .handler = handler});
        return router;
    }
};

TEST_P(SmugglingTest, IsRefusedAndEndsTheConnection)
{
    Served const served{router()};
    Client client{served.port()};
    auto const& [name, head, body] = GetParam();
    client.send("POST / HTTP/1.1\r\nHost: x\r\n");
    client.send(head);
    client.send("\r\n");
    client.send(body);
    client.send(get("/hidden"));
    auto reply = client.receive();
    EXPECT_EQ(reply.status, 400) << reply.body;
    EXPECT_EQ(reply.headers["connection"], "close");
    EXPECT_EQ(reply.headers["content-type"], "application/problem+json");
    EXPECT_TRUE(client.sees_end());
    EXPECT_EQ(served.metric("ducha_http_refused_requests_total"), "1");
}

using namespace std::string_view_literals;

constexpr auto chunks = "5\r\nabcde\r\n0\r\n\r\n"sv;

INSTANTIATE_TEST_SUITE_P(
    All,
    SmugglingTest,
    ::testing::Values(
        Smuggled{
            "LengthBesideChunks", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", chunks
        },
        Smuggled{
            "ChunksBesideLength", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", chunks
        },
        Smuggled{"TwoLengths", "Content-Length: 5\r\nContent-Length: 6\r\n", "abcde"},
        Smuggled{"TwoEqualLengths", "Content-Length: 5\r\nContent-Length: 5\r\n", "abcde"},
        Smuggled{"ListOfLengths", "Content-Length: 5, 5\r\n", "abcde"},
        Smuggled{"SignedLength", "Content-Length: +5\r\n", "abcde"},
        Smuggled{"NegativeLength", "Content-Length: -5\r\n", "abcde"},
        Smuggled{"HexadecimalLength", "Content-Length: 0x5\r\n", "abcde"},
        Smuggled{"EmptyLength", "Content-Length:\r\n", "abcde"},
        Smuggled{"HugeLength", "Content-Length: 18446744073709551621\r\n", "abcde"},
        Smuggled{"ChunkedTwice", "Transfer-Encoding: chunked, chunked\r\n", chunks},
        Smuggled{
            "ChunkedInTwoFields",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n",
            chunks
        },
        Smuggled{"ChunkedThenOther", "Transfer-Encoding: chunked, gzip\r\n", chunks},
        Smuggled{"OtherThenChunked", "Transfer-Encoding: gzip, chunked\r\n", chunks},
        Smuggled{"Identity", "Transfer-Encoding: identity\r\n", chunks},
        Smuggled{"NearlyChunked", "Transfer-Encoding: xchunked\r\n", chunks},
        Smuggled{"QuotedChunked", "Transfer-Encoding: \"chunked\"\r\n", chunks},
        Smuggled{
            "VerticalTabBeforeChunked",
            "Transfer-Encoding: \x0B"
            "chunked\r\n",
            chunks
        },
        Smuggled{"BlankBeforeColon", "Transfer-Encoding : chunked\r\n", chunks},
        Smuggled{"FoldedField", "X: a\r\n Content-Length: 5\r\n", "abcde"},
        Smuggled{"FoldedWithTab", "X: a\r\n\tb\r\n", ""},
        Smuggled{"FoldedFirstField", " X: a\r\n", ""},
        Smuggled{"LineFeedAlone", "X: a\nContent-Length: 5\r\n", "abcde"},
        Smuggled{"EmptyLineOfLineFeeds", "\n\n", ""},
        Smuggled{"CarriageReturnAlone", "X: a\rContent-Length: 5\r\n", "abcde"},
        Smuggled{"TwoCarriageReturns", "X: a\r\r\n", ""},
        Smuggled{"ZeroInValue", "X: a\0b\r\n"sv, ""},
        Smuggled{"ZeroInName", "X\0: a\r\n"sv, ""},
        Smuggled{"SecondHost", "Host: y\r\n", ""},
        Smuggled{"ChunkSizeOverflows", "Transfer-Encoding: chunked\r\n", "10000000000000005\r\n"},
        Smuggled{"ChunkSizeWithPrefix", "Transfer-Encoding: chunked\r\n", "0x5\r\nabcde\r\n"},
        Smuggled{"ChunkSizeSigned", "Transfer-Encoding: chunked\r\n", "+5\r\nabcde\r\n"},
        Smuggled{
            "ChunkSizeWithLineFeed", "Transfer-Encoding: chunked\r\n", "5\nabcde\r\n0\r\n\r\n"
        },
        Smuggled{
            "ChunkLongerThanSaid", "Transfer-Encoding: chunked\r\n", "3\r\nabcde\r\n0\r\n\r\n"
        },
        Smuggled{
            "LineFeedInExtension", "Transfer-Encoding: chunked\r\n", "5;a\nb\r\nabcde\r\n0\r\n\r\n"
        },
        Smuggled{
            "LengthInTrailers",
            "Transfer-Encoding: chunked\r\n",
            "0\r\nContent-Length: 5\r\n\r\nabcde"
        }
    ),
    [](auto const& one) { return std::string{one.param.name}; }
);

class RequestLineTest : public ::testing::TestWithParam<std::string_view> {};

TEST_P(RequestLineTest, IsRefusedAndEndsTheConnection)
{
    Router router;
    router.add({.pattern = "/hidden", .handler = [](Request const&, Context&) {
                    return Response{};
                }});
    Served const served{std::move(router)};
    Client client{served.port()};
    client.send(GetParam());
    client.send("\r\nHost: x\r\n\r\n");
    client.send(get("/hidden"));
    auto const reply = client.receive();
    EXPECT_TRUE(reply.status == 400 || reply.status == 501 || reply.status == 505) << reply.status;
    EXPECT_TRUE(client.sees_end());
}

INSTANTIATE_TEST_SUITE_P(
    All,
    RequestLineTest,
    ::testing::Values(
        "GET http://x/hidden HTTP/1.1"sv,
        "GET  /hidden HTTP/1.1"sv,
        "GET /hidden  HTTP/1.1"sv,
        "GET /hidden HTTP/1.1 "sv,
        "GET\t/hidden HTTP/1.1"sv,
        " GET /hidden HTTP/1.1"sv,
        "GET /hid\0den HTTP/1.1"sv,
        "GET /hidden HTTP/1.1\n"sv,
        "GET /hid den HTTP/1.1"sv,
        "GET hidden HTTP/1.1"sv,
        "CONNECT x:80 HTTP/1.1"sv,
        "PRI * HTTP/2.0"sv,
        "GET /hidden http/1.1"sv,
        "GET /hidden HTTP/1.2"sv,
        "\r\nGET /hidden HTTP/1.1"sv
    )
);

} // namespace
} // namespace ducha::http
