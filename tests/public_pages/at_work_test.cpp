// The public pages with everything behind them: a server on a port, an office on either database.
// clause B21-02, clause B21-03, clause L21-13
#include "platform/http/client_test.h"

#include "domain/reporter/reporter.h"

#include "app/office_counter.h"
#include "app/public_site.h"
#include "tests/journeys/journey.h"

#include <mutex>
#include <thread>

namespace ducha::tests {
namespace {

using http::Reply;

inspection::Inspection with_web()
{
    auto inspection = of_two();
    inspection.channels.push_back(Channel::web);
    inspection.scheme.letters.push_back({Channel::web, "W"});
    return inspection;
}

/// Percent-encodes everything.
std::string encoded(std::string_view text)
{
    std::string all;
    for (char const c : text) {
        all += '%' + to_hex(bytes_of({&c, 1}));
    }
    return all;
}

std::string hidden(std::string const& page, std::string const& name)
{
    auto const mark = "name=\"" + name + "\" value=\"";
    auto const begin = page.find(mark) + mark.size();
    return page.substr(begin, page.find('"', begin) - begin);
}

class PublicSite : public JourneyTest {
protected:
    PublicSite() : JourneyTest{with_web()} {}

    static std::string request(
        std::string const& method,
        std::string const& path,
        std::string const& fields,
        std::string const& cookie
    )
    {
        auto const more = "Cookie: " + cookie + "\r\n";
        return method == "GET"
            ? http::get(path, more)
            : http::post(
                  path, fields, more + "Content-Type: application/x-www-form-urlencoded\r\n"
              );
    }
    Reply ask(std::string const& method, std::string const& path, std::string const& fields = {})
    {
        http::Client client{served.port()};
        auto reply = client.ask(request(method, path, fields, cookie));
        if (reply.headers.contains("set-cookie")) {
            auto const& set = reply.headers.at("set-cookie");
            cookie = set.substr(0, set.find(';'));
        }
        return reply;
    }
    /// A report, filled in up to the last page. Returns the field of its token.
    std::string filled_in(std::string const& text)
    {
        static_cast<void>(ask("GET", "/report"));
        auto const form = "form=" + hidden(ask("GET", "/report/where").body, "form");
        auto const name = encoded("李模拟");
        for (auto const& [step, fields] : {
                 std::pair{"where", "&object=SD&place=" + encoded("模拟路 1 号")},
                 std::pair{"what", "&type=noise&text=" + encoded(text)},
                 std::pair{"evidence", std::string{"&evidence="}},
                 std::pair{"contact", "&contact=named&telephone=13800001111&name=" + name},
             }) {
            EXPECT_EQ(ask("POST", "/report/" + std::string{step}, form + fields).status, 303);
        }
        return form;
    }
    /// The same, sent. Returns what the last page was answered, and the field.
    std::pair<Reply, std::string> report(std::string const& text)
    {
        auto form = filled_in(text);
        auto reply = ask("POST", "/report/check", form + "&true=yes");
        return {std::move(reply), std::move(form)};
    }
    /// The code on the page of the receipt.
    std::string code_on(std::string const& page)
    {
        auto const mark = std::string{"<p class=\"code\">"};
        auto const begin = page.find(mark) + mark.size();
        auto code = page.substr(begin, page.find("</p>", begin) - begin);
        for (std::string const tag : {"<span>", "</span>"}) {
            for (auto at = code.find(tag); at != std::string::npos; at = code.find(tag)) {
                code.erase(at, tag.size());
            }
        }
        return code;
    }
    std::size_t events(LogId log)
    {
        return ledger::read_events(test.office().connection(), log, Seq{0}, 1000).size();
    }

    std::mutex office_lock;
    app::OfficeCounter counter{
        [this](std::function<void(app::Office&)> const& work) {
            std::lock_guard const locked{office_lock};
            work(test.office());
        },
        [this](guard::Command const& command) {
            std::lock_guard const locked{office_lock};
            return test.run(command);
        },
        "",
        {.telephone = "0000-12369", .mailbox = {}}
    };
    SystemRandom random;
    http::Served served{router()};
    std::string cookie = "none=0";

private:
    http::Router router()
    {
        http::Router made;
        app::add_public_pages(made, {.counter = counter, .clock = test.clock(), .random = random});
        return made;
    }
};

TEST_P(PublicSite, TakesAReportDownOverTheNetworkAndShowsWhatBecomesOfIt)
{
    auto const [sent, form] = report("模拟：夜间施工，噪声吵得睡不着，打13800001111找我");
    ASSERT_EQ(sent.status, 303);
    EXPECT_EQ(sent.headers.at("location"), "/report/done");
    auto const size = events(test.log());
    auto const done = ask("GET", "/report/done");
    auto const code = code_on(done.body);
    ASSERT_TRUE(parse_receipt_code(code)) << code;
    EXPECT_EQ(ask("POST", "/report/check", form + "&true=yes").status, 303);
    EXPECT_EQ(events(test.log()), size);

    auto const looked = ask("POST", "/track/view", "code=" + code);
    EXPECT_EQ(looked.status, 200);
    EXPECT_TRUE(looked.body.contains("等待受理"));
    accept_and_merge();
    EXPECT_TRUE(ask("POST", "/en/track/view", "code=" + code).body.contains("Accepted"));
    EXPECT_EQ(ask("POST", "/track/view", "code=0000-0000-0000-0000-0").status, 422);
    expect_sound();
}

TEST_P(PublicSite, TakesAFormDownOnceHoweverManyClicksComeAtTheSameTime)
{
    auto const form = filled_in("模拟：夜间施工，噪声吵得睡不着");
    auto const before = events(test.log());
    {
        std::vector<std::jthread> clicks;
        for (int i = 0; i < 4; ++i) {
            clicks.emplace_back([&, sent = cookie] {
                http::Client client{served.port()};
                auto const body = form + "&true=yes";
                EXPECT_EQ(client.ask(request("POST", "/report/check", body, sent)).status, 303);
            });
        }
    }
    EXPECT_EQ(events(test.log()), before + 2) << "the report and its receipt";
    EXPECT_TRUE(parse_receipt_code(code_on(ask("GET", "/report/done").body)));
}

TEST_P(PublicSite, TakesAnAdditionAndAThreatByTheReceiptAlone)
{
    ASSERT_EQ(report("模拟：夜间施工，噪声吵得睡不着").first.status, 303);
    auto const code = "code=" + code_on(ask("GET", "/report/done").body);
    auto const form = "&form=" + hidden(ask("POST", "/track/view", code).body, "form");
    auto const text = encoded("模拟：昨夜又排");
    auto const added = ask("POST", "/track/add", code + form + "&addition=" + text);
    EXPECT_EQ(added.status, 200);
    EXPECT_TRUE(added.body.contains("补充已收到"));
    EXPECT_EQ(ask("POST", "/track/add", code + form + "&addition=" + text).status, 200);
    auto const used = ask("POST", "/track/threat", code + form + "&threat=" + text);
    EXPECT_EQ(used.status, 422);
    EXPECT_TRUE(used.body.contains("这张表单已提交过"));

    auto const size = events(test.log());
    auto const other = "&form=" + hidden(used.body, "form");
    auto const told = ask("POST", "/track/threat", code + other + "&threat=" + text);
    EXPECT_EQ(told.status, 200);
    EXPECT_EQ(events(test.log()), size) << "a threat is not in the object's log";
    auto const may = test.office().policy().authorize<reporter::ReadThreats>(office_log);
    EXPECT_EQ(reporter::threats(test.office().connection(), may).size(), 1U);
    auto const wrong = "code=0000-0000-0000-0000-0&form=" + std::string(32, '1');
    EXPECT_EQ(ask("POST", "/track/add", wrong + "&addition=x").status, 422);
    EXPECT_EQ(ask("POST", "/track/threat", wrong + "&threat=x").status, 422);
    expect_sound();
}

TEST_P(PublicSite, ShowsTheBulletinOfTheLatestInstant)
{
    EXPECT_TRUE(ask("GET", "/bulletin").body.contains("还没有发布通报"));
    test.clock().set(office_instant(first_day, {20 * 60 + 1}));
    for (auto const cut : {TimeOfDay{20 * 60}, TimeOfDay{12 * 60}}) {
        ASSERT_EQ(
            outcome(bulletin::issue({.inspection = {}, .as_of = office_instant(first_day, cut)})),
            "passed"
        );
    }
    auto const page = ask("GET", "/en/bulletin");
    EXPECT_EQ(page.status, 200);
    EXPECT_TRUE(page.body.contains("20:00")) << page.body;
    EXPECT_EQ(ask("GET", "/privacy").status, 200);
    EXPECT_TRUE(ask("GET", "/").body.contains("模拟督察"));
}

// Nobody learns from an address, a log or a metric what was asked.
TEST_P(PublicSite, NamesNoReceiptWhereRequestsAreCounted)
{
    ASSERT_EQ(report("模拟：夜间施工，噪声吵得睡不着").first.status, 303);
    auto const code = code_on(ask("GET", "/report/done").body);
    auto const looked = ask("POST", "/track/view", "code=" + code);
    EXPECT_FALSE(looked.headers.contains("location"));
    EXPECT_FALSE(served.metrics().contains(code.substr(0, 4)));
    EXPECT_EQ(
        served.metric("ducha_http_requests_total{route=\"POST /report/check\",class=\"intake\","
                      "status=\"3xx\"}"),
        "1"
    );
}

ON_BOTH_DATABASES(PublicSite);

} // namespace
} // namespace ducha::tests
