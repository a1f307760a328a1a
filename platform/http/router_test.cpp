// Which handler answers which request.
#include "platform/http/router.h"

#include "platform/http/trace.h"
#include "platform/random/random.h"

#include <gtest/gtest.h>

namespace ducha::http {
namespace {

/// Answers with the pattern and the parameters that it names.
Route saying(Method method, std::string pattern, std::vector<std::string> names = {})
{
    auto handler = [pattern, names](Request const&, Context& context) {
        auto text = pattern;
        for (auto const& name : names) {
            text += " " + name + "=" + std::string{context.parameter(name)};
        }
        return content(Status::ok, "text/plain", text);
    };
    return {.method = method, .pattern = pattern, .handler = handler};
}

Router some_routes()
{
    Router router;
    router.add(saying(Method::get, "/"));
    router.add(saying(Method::get, "/api/v1/cases/{id}", {"id"}));
    router.add(saying(Method::remove, "/api/v1/cases/{id}", {"id"}));
    router.add(saying(Method::post, "/api/v1/cases/new"));
    router.add(saying(Method::get, "/api/v1/cases/{id}/results/{number}", {"id", "number"}));
    router.add(saying(Method::get, "/static/{path...}", {"path"}));
    return router;
}

Response asked(std::string_view method, std::string_view path)
{
    auto const request =
        request_of(std::string{method} + " " + std::string{path} + " HTTP/1.1\r\nHost: x\r\n\r\n");
    return answer(some_routes(), request.value());
}

std::string said(std::string_view method, std::string_view path)
{
    return std::get<std::string>(asked(method, path).body);
}

TEST(RouterTest, FindsTheMostParticularRoute)
{
    EXPECT_EQ(said("GET", "/"), "/");
    EXPECT_EQ(said("GET", "/api/v1/cases/17"), "/api/v1/cases/{id} id=17");
    EXPECT_EQ(said("DELETE", "/api/v1/cases/%E4%B8%AD"), "/api/v1/cases/{id} id=中");
    EXPECT_EQ(said("POST", "/api/v1/cases/new"), "/api/v1/cases/new");
    EXPECT_EQ(said("GET", "/api/v1/cases/new"), "/api/v1/cases/{id} id=new");
    EXPECT_EQ(
        said("GET", "/api/v1/cases/new/results/2"),
        "/api/v1/cases/{id}/results/{number} id=new number=2"
    );
    EXPECT_EQ(said("GET", "/static/a/b.css"), "/static/{path...} path=a/b.css");
    EXPECT_EQ(said("GET", "/static/"), "/static/{path...} path=");
    EXPECT_EQ(said("GET", "/static"), "/static/{path...} path=");
    EXPECT_EQ(said("HEAD", "/"), "/");
}

TEST(RouterTest, SaysThatThereIsNothing)
{
    for (auto const* const path :
         {"/api",
          "/api/v1/cases",
          "/api/v1/cases/",
          "/API/v1/cases/1",
          "/api/v1/cases/1/",
          "//",
          "/api//v1"}) {
        EXPECT_EQ(asked("GET", path).status, Status::not_found) << path;
    }
}

TEST(RouterTest, SaysWhichMethodsThereAre)
{
    auto const refused = asked("PUT", "/api/v1/cases/17");
    EXPECT_EQ(refused.status, Status::method_not_allowed);
    EXPECT_EQ(refused.headers.find("allow"), "GET, HEAD, DELETE, OPTIONS");
    EXPECT_EQ(
        asked("PUT", "/api/v1/cases/new").headers.find("allow"), "GET, HEAD, POST, DELETE, OPTIONS"
    );
    auto const options = asked("OPTIONS", "/api/v1/cases/17");
    EXPECT_EQ(options.status, Status::no_content);
    EXPECT_EQ(options.headers.find("allow"), "GET, HEAD, DELETE, OPTIONS");
    EXPECT_EQ(asked("OPTIONS", "*").status, Status::no_content);
    EXPECT_EQ(asked("OPTIONS", "/nothing").status, Status::not_found);
}

TEST(RouterTest, StopsTheProgramForATableThatIsWrong)
{
    EXPECT_DEATH(
        {
            auto router = some_routes();
            router.add(saying(Method::get, "/api/v1/cases/{other}"));
        },
        "a route is added once"
    );
    EXPECT_DEATH(Router{}.add(saying(Method::get, "api")), "begins with a slash");
    EXPECT_DEATH(Router{}.add(saying(Method::get, "/{a...}/b")), "ends its pattern");
    EXPECT_DEATH(Router{}.add(saying(Method::head, "/a")), "not of HEAD");
}

TEST(RouterTest, ContinuesTheTraceOfItsCaller)
{
    SeededRandom random{1};
    constexpr auto given = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    auto const trace = trace_of(given, random);
    EXPECT_EQ(trace.id, "0af7651916cd43dd8448eb211c80319c");
    EXPECT_NE(trace.span, "b7ad6b7169203331");
    EXPECT_TRUE(trace.is_sampled && trace.is_continued);
    EXPECT_EQ(trace.header(), "00-0af7651916cd43dd8448eb211c80319c-" + trace.span + "-01");
    EXPECT_TRUE(trace_of(std::string{"01"} + (given + 2) + "-more", random).is_continued);
}

TEST(RouterTest, BeginsATraceWhereTheCallersIsMalformed)
{
    SeededRandom random{1};
    for (auto const* const wrong :
         {"",
          "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
          "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          "00-00000000000000000000000000000000-b7ad6b7169203331-01",
          "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
          "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
          "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more",
          "01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01x"}) {
        auto const trace = trace_of(wrong, random);
        EXPECT_FALSE(trace.is_continued) << wrong;
        EXPECT_EQ(trace.id.size(), 32U);
        EXPECT_NE(trace.id, trace_of(std::nullopt, random).id);
    }
}

} // namespace
} // namespace ducha::http
