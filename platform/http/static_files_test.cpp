// Files of one folder, and nothing else of the disk.
#include "platform/http/static_files.h"

#include "platform/trouble.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

namespace ducha::http {
namespace {

namespace fs = std::filesystem;

class StaticFilesTest : public ::testing::Test {
protected:
    void SetUp() override
    {
        auto pattern = (fs::path{::testing::TempDir()} / "static_XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        outside = pattern;
        folder = outside / "served";
        fs::create_directories(folder / "sub/deep");
        write("a.txt", "plain");
        write("sub/deep/b.css", "css");
        write("index.html", "<html>");
        write(".hidden", "secret");
        std::ofstream{outside / "secret.txt"} << "secret";
        fs::create_symlink("../secret.txt", folder / "link.txt");
        fs::create_directory_symlink("..", folder / "up");
    }
    void TearDown() override { fs::remove_all(outside); }

    void write(std::string const& name, std::string const& text) const
    {
        std::ofstream{folder / name} << text;
    }

    [[nodiscard]] Response
    asked(std::string_view path, std::string_view headers = {}, StaticFiles files = {}) const
    {
        files.folder = folder;
        Router router;
        router.add({.pattern = "/s/{path...}", .handler = serve(files)});
        auto const request = request_of(
            "GET " + std::string{path} + " HTTP/1.1\r\nHost: x\r\n" + std::string{headers} + "\r\n"
        );
        return answer(router, request.value());
    }

    [[nodiscard]] std::string text(std::string_view path, std::string_view headers = {}) const
    {
        auto const response = asked(path, headers);
        return response.status == Status::ok ? std::get<std::string>(response.body) : "none";
    }

    fs::path outside;
    fs::path folder;
};

TEST_F(StaticFilesTest, SendsAFileWithItsType)
{
    auto const response = asked("/s/sub/deep/b.css");
    EXPECT_EQ(std::get<std::string>(response.body), "css");
    EXPECT_EQ(response.headers.find("content-type"), "text/css; charset=utf-8");
    EXPECT_EQ(response.headers.find("cache-control"), "no-cache");
    EXPECT_EQ(response.headers.find("vary"), "Accept-Encoding");
    EXPECT_EQ(text("/s/"), "<html>");
    EXPECT_EQ(text("/s"), "<html>");
    EXPECT_EQ(type_by_ending("a/b.WOFF2"), "font/woff2");
    EXPECT_EQ(type_by_ending("a.b/c"), "application/octet-stream");
}

TEST_F(StaticFilesTest, SendsNothingThatIsNotWithin)
{
    ASSERT_EQ(mkfifo((folder / "pipe").c_str(), 0600), 0);
    for (auto const* const path :
         {"/s/none",
          "/s/.hidden",
          "/s/link.txt",
          "/s/up/secret.txt",
          "/s/up/served/a.txt",
          "/s/sub",
          "/s/sub/deep/",
          "/s/pipe",
          "/s/a.txt/",
          "/s/a.txt/b",
          "/s//a.txt",
          "/s/sub//deep/b.css",
          "/s/..%5csecret.txt"}) {
        auto const request =
            request_of("GET " + std::string{path} + " HTTP/1.1\r\nHost: x\r\n\r\n");
        EXPECT_TRUE(!request || text(path) == "none") << path;
    }
    // What the parser of requests would never let through, straight to the handler.
    Context context;
    auto const handler = serve({.folder = folder});
    auto const request = request_of("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    for (auto const* const path : {"../secret.txt", "sub/../../secret.txt", "./a.txt", "/a.txt"}) {
        context.clear();
        context.set_parameter("path", path);
        EXPECT_EQ(handler(request.value(), context).status, Status::not_found) << path;
    }
}

TEST_F(StaticFilesTest, SaysThatTheClientHasItAlready)
{
    auto const first = asked("/s/a.txt");
    auto const tag = std::string{first.headers.find("etag").value()};
    auto const again = asked("/s/a.txt", "If-None-Match: \"x\", W/" + tag + "\r\n");
    EXPECT_EQ(again.status, Status::not_modified);
    EXPECT_EQ(again.headers.find("etag"), tag);
    EXPECT_EQ(asked("/s/a.txt", "If-None-Match: *\r\n").status, Status::not_modified);
    EXPECT_EQ(asked("/s/a.txt", "If-None-Match: \"x\"\r\n").status, Status::ok);
    write("a.txt", "changed, and longer");
    EXPECT_EQ(asked("/s/a.txt", "If-None-Match: " + tag + "\r\n").status, Status::ok);
}

// Its headers take the place of those that the client kept: a page must keep its own policy.
TEST_F(StaticFilesTest, SaysThePolicyWhereTheClientHasItAlready)
{
    StaticFiles const files{.content_security_policy = "script-src 'self'"};
    auto const again = asked("/s/a.txt", "If-None-Match: *\r\n", files);
    EXPECT_EQ(again.status, Status::not_modified);
    EXPECT_EQ(again.headers.find("content-security-policy"), "script-src 'self'");
}

TEST_F(StaticFilesTest, SendsThePackedSiblingThatTheClientTakes)
{
    write("a.txt.br", "brotli");
    write("a.txt.gz", "gzip");
    EXPECT_EQ(text("/s/a.txt"), "plain");
    EXPECT_EQ(text("/s/a.txt", "Accept-Encoding: gzip, deflate, br\r\n"), "brotli");
    EXPECT_EQ(text("/s/a.txt", "Accept-Encoding: gzip, br;q=0\r\n"), "gzip");
    EXPECT_EQ(text("/s/a.txt", "Accept-Encoding: x-gzip\r\n"), "plain");
    auto const packed = asked("/s/a.txt", "Accept-Encoding: GZIP;q=0.5\r\n");
    EXPECT_EQ(packed.headers.find("content-encoding"), "gzip");
    EXPECT_EQ(packed.headers.find("content-type"), "text/plain; charset=utf-8");
    EXPECT_NE(packed.headers.find("etag"), asked("/s/a.txt").headers.find("etag"));
}

TEST_F(StaticFilesTest, SendsALargeFileInPieces)
{
    std::string const large(3'000'001, 'x');
    write("large.csv", large);
    auto response = asked("/s/large.csv");
    auto& stream = std::get<Stream>(response.body);
    EXPECT_EQ(stream.size, large.size());
    std::string whole;
    while (auto piece = stream.next()) {
        whole += *piece;
    }
    EXPECT_EQ(whole, large);
}

TEST_F(StaticFilesTest, FallsBackToTheProgramOfTheBrowser)
{
    StaticFiles const program{
        .fallback = "index.html", .content_security_policy = "default-src 'self'"
    };
    auto const response = asked("/s/cases/17", {}, program);
    EXPECT_EQ(std::get<std::string>(response.body), "<html>");
    EXPECT_EQ(response.headers.find("content-type"), "text/html; charset=utf-8");
    EXPECT_EQ(response.headers.find("content-security-policy"), "default-src 'self'");
}

TEST_F(StaticFilesTest, SaysThatTheFolderIsNotThere)
{
    EXPECT_THROW((void)serve({.folder = folder / "none"}), Trouble);
}

} // namespace
} // namespace ducha::http
