// Requests and answers as values: what is read from bytes, and what is said.
#include "platform/http/message.h"

#include "platform/http/weight.h"

#include <gtest/gtest.h>

namespace ducha::http {
namespace {

std::string refused(std::string_view bytes)
{
    auto const request = request_of(bytes);
    return request ? "taken" : request.error().code;
}

std::string refused_path(std::string_view path)
{
    return refused("GET " + std::string{path} + " HTTP/1.1\r\nHost: x\r\n\r\n");
}

TEST(MessageTest, ReadsARequest)
{
    auto const request =
        request_of("POST /a/%E4%B8%AD%20b/?q=%E5%B9%B2+c&q=d&lang=en HTTP/1.1\r\nHost: x:80\r\n"
                   "X-One:  1 \r\nx-one: 2\r\nContent-Length: 3\r\n\r\nabc");
    ASSERT_TRUE(request) << to_line(request.error());
    EXPECT_EQ(request->method(), Method::post);
    EXPECT_EQ(request->path(), "/a/%E4%B8%AD%20b/");
    auto const segments = request->segments();
    EXPECT_EQ(
        std::vector<std::string_view>(segments.begin(), segments.end()),
        (std::vector<std::string_view>{"a", "中 b", ""})
    );
    EXPECT_EQ(request->query().all("q"), (std::vector<std::string_view>{"干 c", "d"}));
    EXPECT_EQ(request->header("X-ONE"), "1");
    EXPECT_EQ(request->header("absent"), std::nullopt);
    EXPECT_EQ(request->body(), "abc");
    EXPECT_EQ(request->language(), Language::en);
}

TEST(MessageTest, KeepsItsViewsWhenARequestIsMoved)
{
    auto request = request_of("GET /%61/b HTTP/1.1\r\nHost: x\r\n\r\n");
    ASSERT_TRUE(request);
    Request const moved = std::move(*request);
    EXPECT_EQ(moved.segments()[0], "a");
    EXPECT_EQ(moved.segments()[1], "b");
    EXPECT_EQ(moved.header("host"), "x");
}

TEST(MessageTest, ReadsAChunkedBodyAndPassesOverItsTrailers)
{
    auto const request =
        request_of("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                   "3;a=b\r\nabc\r\n2\r\nde\r\n0\r\nX-Late: 1\r\n\r\n");
    ASSERT_TRUE(request) << to_line(request.error());
    EXPECT_EQ(request->body(), "abcde");
    EXPECT_EQ(request->header("x-late"), std::nullopt);
}

TEST(MessageTest, RefusesPathsThatCouldMeanTwoThings)
{
    EXPECT_EQ(refused_path("/a/../b"), "http.bad_target");
    EXPECT_EQ(refused_path("/a/%2e%2E/b"), "http.bad_target");
    EXPECT_EQ(refused_path("/a/./b"), "http.bad_target");
    EXPECT_EQ(refused_path("/a%2Fb"), "http.bad_target");
    EXPECT_EQ(refused_path("/a%5Cb"), "http.bad_target");
    EXPECT_EQ(refused_path("/a\\b"), "http.bad_target");
    EXPECT_EQ(refused_path("/a%00"), "http.bad_target");
    EXPECT_EQ(refused_path("/a%0Ab"), "http.bad_target");
    EXPECT_EQ(refused_path("/a#b"), "http.bad_target");
    EXPECT_EQ(refused_path("http://x/a"), "http.bad_target");
    EXPECT_EQ(refused_path("x:80"), "http.bad_target");
    EXPECT_EQ(refused_path("*"), "http.bad_target");
    EXPECT_EQ(refused_path("/a%2"), "http.bad_escape");
    EXPECT_EQ(refused_path("/a%zz"), "http.bad_escape");
    EXPECT_EQ(refused_path("/%FF"), "http.not_utf8");
    EXPECT_EQ(refused_path("/%C0%AF"), "http.not_utf8");
    EXPECT_EQ(refused_path("/%ED%A0%80"), "http.not_utf8");
    EXPECT_EQ(refused_path("/\xFF"), "http.not_utf8");
    EXPECT_EQ(refused_path("/a?b=%FF"), "http.not_utf8");
    EXPECT_EQ(refused_path("/a?b=%00"), "http.zero_character");
    std::string deep;
    for (auto i = 0; i < 65; ++i) {
        deep += "/a";
    }
    EXPECT_EQ(refused_path(deep), "http.bad_target");
    EXPECT_EQ(refused_path(deep.substr(2)), "taken");
}

TEST(MessageTest, RefusesHeadsThatAreNotAsTheyShouldBe)
{
    EXPECT_EQ(refused("GET / HTTP/1.1\r\n\r\n"), "http.no_host");
    EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n"), "http.no_host");
    EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n"), "http.no_host");
    EXPECT_EQ(refused("GET / HTTP/1.0\r\n\r\n"), "taken");
    EXPECT_EQ(refused("GET / HTTP/2.0\r\nHost: a\r\n\r\n"), "http.bad_version");
    EXPECT_EQ(refused("GET / HTTP/0.9\r\nHost: a\r\n\r\n"), "http.bad_version");
    EXPECT_EQ(refused("GET /\r\nHost: a\r\n\r\n"), "http.bad_target");
    EXPECT_EQ(refused("BREW / HTTP/1.1\r\nHost: a\r\n\r\n"), "http.unknown_method");
    EXPECT_EQ(refused("get / HTTP/1.1\r\nHost: a\r\n\r\n"), "http.unknown_method");
    EXPECT_EQ(refused("GE T / HTTP/1.1\r\nHost: a\r\n\r\n"), "http.bad_version");
    EXPECT_EQ(refused("G\x01T / HTTP/1.1\r\nHost: a\r\n\r\n"), "http.bad_method");
    EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\nX : 1\r\n\r\n"), "http.bad_header");
    EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\nX\r\n\r\n"), "http.bad_header");
    EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\nX: \x01\r\n\r\n"), "http.bad_header");
    EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\nExpect: more\r\n\r\n"), "http.bad_expectation");
    EXPECT_EQ(refused("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n"), "http.bad_method");
    EXPECT_EQ(refused("GET / HTTP/1.1\r\nHost: a\r\n"), "http.incomplete");
    EXPECT_EQ(
        refused("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\na"), "http.incomplete"
    );
}

TEST(MessageTest, ChoosesALanguage)
{
    auto const language = [](std::string_view accept, std::string_view query = "") {
        auto const request = request_of(
            "GET /" + std::string{query} +
            " HTTP/1.1\r\nHost: x\r\nAccept-Language: " + std::string{accept} + "\r\n\r\n"
        );
        return tag_of(request.value().language());
    };
    EXPECT_EQ(language("en-GB,en;q=0.9,zh;q=0.8"), "en");
    EXPECT_EQ(language("fr, zh-TW;q=0.5, en;q=0.4"), "zh-CN");
    EXPECT_EQ(language("en;q=0"), "zh-CN");
    EXPECT_EQ(language("fr"), "zh-CN");
    EXPECT_EQ(language("en", "?lang=zh"), "zh-CN");
    EXPECT_EQ(language("zh", "?lang=en"), "en");
    EXPECT_EQ(language("en", "?lang=fr"), "en");
}

TEST(MessageTest, ReadsWeights)
{
    EXPECT_EQ(weight_of(""), 1000);
    EXPECT_EQ(weight_of(";q=1"), 1000);
    EXPECT_EQ(weight_of("; q=0.5"), 500);
    EXPECT_EQ(weight_of(";q=0.123"), 123);
    EXPECT_EQ(weight_of(";q=0"), 0);
    EXPECT_EQ(weight_of(";q="), 0);
    EXPECT_EQ(weight_of(";q=x"), 0);
}

TEST(MessageTest, PutsNeighboursIntoOneBucket)
{
    auto const bucket = [](std::string_view address) { return PeerBucket::of(address).value(); };
    EXPECT_EQ(bucket("192.0.2.1"), bucket("192.0.2.254"));
    EXPECT_NE(bucket("192.0.2.1"), bucket("192.0.3.1"));
    EXPECT_EQ(bucket("192.0.2.1"), bucket("::ffff:192.0.2.9"));
    EXPECT_EQ(bucket("2001:db8:0:ab01::1"), bucket("2001:db8:0:abff:1:2:3:4"));
    EXPECT_NE(bucket("2001:db8:0:ab01::1"), bucket("2001:db8:0:ac01::1"));
    EXPECT_EQ(PeerBucket::of("not an address"), std::nullopt);
    EXPECT_EQ(PeerBucket::of("192.0.2"), std::nullopt);
}

TEST(MessageTest, LetsNothingBeginALineOfAHead)
{
    Headers headers;
    headers.set("Location", "/a\r\nSet-Cookie: b");
    EXPECT_EQ(headers.find("location"), "/a  Set-Cookie: b");
    headers.set("LOCATION", "/c");
    EXPECT_EQ(headers.all().size(), 1U);
    headers.add("Set-Cookie", "a=1");
    headers.add("Set-Cookie", "b=2");
    EXPECT_EQ(headers.all().size(), 3U);
}

TEST(MessageTest, SaysAProblemInBothLanguages)
{
    Problem const problem{
        Status::conflict,
        {.code = "test.no",
         .sentence = {"不行", "no"},
         .where = "a",
         .found = "\xFF\"",
         .expected = ""}
    };
    auto const chinese = to_response(problem, Language::zh);
    EXPECT_EQ(chinese.status, Status::conflict);
    EXPECT_EQ(chinese.headers.find("content-type"), "application/problem+json");
    EXPECT_EQ(chinese.headers.find("content-language"), "zh-CN");
    EXPECT_EQ(
        std::get<std::string>(chinese.body),
        "{\"code\":\"test.no\",\"found\":\"\xEF\xBF\xBD\\\"\",\"status\":409,\"title\":\"不行\","
        "\"type\":\"urn:ducha:test.no\",\"where\":\"a\"}"
    );
    auto const english = to_response(problem, Language::en);
    EXPECT_TRUE(std::get<std::string>(english.body).contains("\"title\":\"no\""));
}

} // namespace
} // namespace ducha::http
