// The public pages on the server, before a counter without an office: what a browser is answered.
// clause B21-02
#include "app/public_site.h"

#include "platform/clock/clock.h"
#include "platform/random/random.h"
#include "platform/sealed/receipts.h"
#include "platform/trouble.h"

#include "web/public/example_test.h"

#include <gtest/gtest.h>

#include <map>

namespace ducha::app {
namespace {

using http::Response;
using http::Status;

/// Takes everything down in memory.
class Counter final : public PublicCounter {
public:
    web::Desk desk() override
    {
        auto desk = web::example_desk();
        desk.takes_reports = takes_reports;
        return desk;
    }
    Result<reporter::Receipt>
    receive(std::string const& object, reporter::ReceiveWebReport const& report) override
    {
        if (is_down) {
            throw Trouble{Trouble::Kind::database, "the database is gone"};
        }
        if (refusal) {
            return std::unexpected{*refusal};
        }
        taken.insert_or_assign(report.form, object + " " + report.text);
        ++times;
        return reporter::Receipt{
            .code = code_of(sealed::parse_form_token(report.form).value()), .report = ReportId{1}
        };
    }
    ReceiptCode code_of(sealed::FormToken const& form) override
    {
        return {{form.bits[0], form.bits[1], form.bits[2]}};
    }
    Result<std::optional<reporter::ReportStatus>> look_up(std::string const& code) override
    {
        return code == known ? std::optional{web::example_report()} : std::nullopt;
    }
    Result<void> add(reporter::AddToReport const& addition) override
    {
        said.push_back(addition.text);
        return refusal ? Result<void>{std::unexpected{*refusal}} : Result<void>{};
    }
    Result<void> tell(reporter::TellThreat const& threat) override
    {
        said.push_back("threat: " + threat.text);
        return {};
    }
    std::optional<bulletin::Edition> latest_bulletin() override { return web::example_edition(); }

    static constexpr auto* known = "7K2M-QX4D-9RTB-0VHW-5";
    bool takes_reports = true;
    bool is_down = false;
    std::optional<Refusal> refusal;
    std::map<std::string, std::string> taken;
    int times = 0;
    std::vector<std::string> said;
};

class PublicSite : public testing::Test {
protected:
    explicit PublicSite(PublicSettings const& settings = {})
    {
        add_public_pages(router, {.counter = counter, .clock = clock, .random = random}, settings);
    }

    Response ask(std::string const& head, std::string const& body = {})
    {
        auto text = head + " HTTP/1.1\r\nHost: x\r\n";
        if (!cookie.empty()) {
            text += "Cookie: a=b; " + cookie + "\r\n";
        }
        if (!body.empty()) {
            text += "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " +
                std::to_string(body.size()) + "\r\n";
        }
        auto const request = http::request_of(text + "\r\n" + body);
        EXPECT_TRUE(request) << text;
        auto response = http::answer(router, *request);
        if (auto const set = response.headers.find("Set-Cookie")) {
            cookie = set->substr(0, set->find(';'));
        }
        return response;
    }
    Response get(std::string const& path) { return ask("GET " + path); }
    Response post(std::string const& path, std::string const& fields)
    {
        return ask("POST " + path, fields);
    }
    static std::string text_of(Response const& response)
    {
        return std::get<std::string>(response.body);
    }
    static std::string header(Response const& response, std::string_view name)
    {
        return std::string{response.headers.find(name).value_or("")};
    }
    static std::string location(Response const& response)
    {
        EXPECT_EQ(response.status, Status::see_other);
        return header(response, "Location");
    }
    /// The value of a hidden field.
    static std::string hidden(std::string const& page, std::string const& name)
    {
        auto const mark = "name=\"" + name + "\" value=\"";
        auto const begin = page.find(mark) + mark.size();
        return page.substr(begin, page.find('"', begin) - begin);
    }
    /// Fills the form in up to its last page; returns its token.
    std::string fill_in(std::string const& prefix = "")
    {
        static_cast<void>(get(prefix + "/report"));
        auto const form = hidden(text_of(get(prefix + "/report/where")), "form");
        for (auto const& [step, fields] : {
                 std::pair{"where", "object=AA&place=%E7%A4%BA%E4%BE%8B%E8%B7%AF1%E5%8F%B7"},
                 std::pair{"what", "type=water&text=ten+characters+and+more"},
                 std::pair{"evidence", "evidence="},
                 std::pair{"contact", "contact=anonymous"},
             }) {
            auto const posted =
                post(prefix + "/report/" + step, "form=" + form + "&" + std::string{fields});
            EXPECT_EQ(posted.status, Status::see_other) << step;
        }
        return form;
    }
    Response send(std::string const& form)
    {
        return post("/report/check", "form=" + form + "&true=yes");
    }

    Counter counter;
    SetClock clock{web::example_instant("2021-09-01T10:00")};
    SeededRandom random{7};
    http::Router router;
    std::string cookie;
};

TEST_F(PublicSite, LeadsThroughTheFormToTheReceipt)
{
    EXPECT_EQ(location(get("/en/report")), "/en/report/where");
    EXPECT_TRUE(cookie.starts_with("draft="));
    auto const form = fill_in("/en");
    EXPECT_TRUE(text_of(get("/en/report/check")).contains("ten characters and more"));
    auto const sent = post("/en/report/check", "form=" + form + "&true=yes");
    EXPECT_EQ(location(sent), "/en/report/done");
    EXPECT_EQ(counter.taken.at(form), "AA ten characters and more");
    auto const done = get("/en/report/done");
    EXPECT_EQ(done.status, Status::ok);
    auto const code = to_text(counter.code_of(*sealed::parse_form_token(form)));
    EXPECT_TRUE(text_of(done).contains(code.substr(0, 5)));

    // Sent again, by a second click or after a lost answer: the receipt, and nothing new.
    EXPECT_EQ(location(send(form)), "/report/done");
    EXPECT_EQ(counter.times, 1);
    EXPECT_EQ(location(get("/report/where")), "/report/done");

    EXPECT_EQ(post("/report/forget", "form=" + form).status, Status::ok);
    EXPECT_EQ(location(get("/report/done")), "/track");
}

TEST_F(PublicSite, AnswersAMistakeWithThePageAndWhatWasWritten)
{
    static_cast<void>(get("/report"));
    auto const form = hidden(text_of(get("/report/where")), "form");
    auto const wrong = post("/report/where", "form=" + form + "&object=AA&place=x");
    EXPECT_EQ(wrong.status, Status::unprocessable);
    EXPECT_TRUE(text_of(wrong).contains("<title>错误："));
    EXPECT_TRUE(text_of(get("/report/where")).contains(">\nx</textarea>"));
    EXPECT_EQ(location(get("/report/check")), "/report/where");
    auto const unticked = post("/report/check", "form=" + fill_in());
    EXPECT_EQ(unticked.status, Status::unprocessable);
    EXPECT_EQ(counter.times, 0);
}

TEST_F(PublicSite, GoesOnWithWhatWasBegun)
{
    auto const form = fill_in();
    EXPECT_EQ(location(get("/report")), "/report/where");
    EXPECT_EQ(hidden(text_of(get("/report/where")), "form"), form);
    static_cast<void>(get("/report/stop-order"));
    EXPECT_NE(hidden(text_of(get("/report/where")), "form"), form);
}

TEST_F(PublicSite, SaysAtOnceThatNoReportsAreTakenHere)
{
    counter.takes_reports = false;
    clock.set({clock.now().microseconds + minute}); // the pages read the desk anew
    auto const home = text_of(get("/"));
    EXPECT_FALSE(home.contains("<a class=\"button\"")) << "the form is offered";
    EXPECT_TRUE(home.contains("0000-12369"));
    for (auto const* const path : {"/report", "/report/stop-order"}) {
        auto const closed = get(path);
        EXPECT_EQ(closed.status, Status::ok);
        EXPECT_TRUE(text_of(closed).contains("本次督察不在网上受理举报"));
        EXPECT_TRUE(text_of(closed).contains("0000-12369"));
        EXPECT_EQ(header(closed, "Set-Cookie"), "");
    }
}

TEST_F(PublicSite, ForgivesASlashTooMany)
{
    EXPECT_EQ(location(get("/en/")), "/en");
    EXPECT_EQ(location(get("/help//")), "/help");
    EXPECT_EQ(get("/nothing/").status, Status::not_found);
    EXPECT_EQ(get("//").status, Status::not_found);
}

TEST_F(PublicSite, SaysThatAFormHasExpired)
{
    auto const form = fill_in();
    EXPECT_EQ(post("/report/check", "form=00&true=yes").status, Status::gone);
    clock.set({clock.now().microseconds + web::DraftShelf::keeping_time});
    EXPECT_EQ(get("/report/check").status, Status::gone);
    EXPECT_EQ(send(form).status, Status::gone);
    cookie.clear();
    EXPECT_EQ(get("/report/where").status, Status::gone);
    EXPECT_EQ(counter.times, 0);
}

TEST_F(PublicSite, KeepsTheDraftAtATroubleAndAtARefusal)
{
    auto const form = fill_in();
    counter.is_down = true;
    auto const down = send(form);
    EXPECT_EQ(down.status, Status::unavailable);
    EXPECT_EQ(header(down, "Retry-After"), "30");
    EXPECT_TRUE(text_of(down).contains("<h1>"));
    EXPECT_FALSE(text_of(down).contains("database"));
    counter.is_down = false;
    counter.refusal = Refusal{.code = "x", .sentence = {"本次督察未开通该渠道", "not open"}};
    auto const refused = send(form);
    EXPECT_EQ(refused.status, Status::unprocessable);
    EXPECT_TRUE(text_of(refused).contains("本次督察未开通该渠道"));
    counter.refusal = std::nullopt;
    EXPECT_EQ(location(send(form)), "/report/done");
    EXPECT_EQ(counter.taken.size(), 1U);
}

TEST_F(PublicSite, ShowsWhatBecameOfAReportAndTakesMore)
{
    EXPECT_EQ(get("/track").status, Status::ok);
    auto const missed = post("/track/view", "code=0000");
    EXPECT_EQ(missed.status, Status::unprocessable);
    auto const code = "code=" + std::string{Counter::known};
    auto const found = post("/track/view", code);
    EXPECT_EQ(found.status, Status::ok);
    EXPECT_TRUE(text_of(found).contains("W2AA202109010018"));

    auto const form = "&form=" + hidden(text_of(found), "form");
    EXPECT_EQ(post("/track/add", code + form + "&addition=").status, Status::unprocessable);
    EXPECT_TRUE(counter.said.empty());
    auto const added = post("/track/add", code + form + "&addition=again");
    EXPECT_EQ(added.status, Status::ok);
    EXPECT_TRUE(text_of(added).contains("补充已收到"));
    EXPECT_FALSE(text_of(added).contains(">\nagain</textarea>"));
    EXPECT_EQ(post("/track/threat", code + form + "&threat=they+came").status, Status::ok);
    EXPECT_EQ(counter.said, (std::vector<std::string>{"again", "threat: they came"}));

    counter.refusal = Refusal{.code = "x", .sentence = {"补充次数过多", "too many"}};
    auto const refused = post("/track/add", code + form + "&addition=once+more");
    EXPECT_EQ(refused.status, Status::unprocessable);
    EXPECT_TRUE(text_of(refused).contains("补充次数过多"));
    EXPECT_TRUE(text_of(refused).contains(">\nonce more</textarea>"));
    EXPECT_EQ(location(get("/en/track/view")), "/en/track");
}

TEST_F(PublicSite, TriesTenCodesThenOneAMinute)
{
    for (int i = 0; i < 10; ++i) {
        EXPECT_EQ(post("/track/view", "code=0000").status, Status::unprocessable) << i;
    }
    auto const code = "code=" + std::string{Counter::known};
    for (auto const* const path : {"/track/view", "/track/add", "/track/threat"}) {
        auto const slow = post(path, code + "&addition=a&threat=a");
        EXPECT_EQ(slow.status, Status::too_many_requests);
        EXPECT_EQ(header(slow, "Retry-After"), "60");
    }
    EXPECT_TRUE(counter.said.empty());
    clock.set({clock.now().microseconds + minute});
    EXPECT_EQ(post("/track/view", code).status, Status::ok);
}

TEST_F(PublicSite, AnswersWithHeadersThatKeepAPageToItself)
{
    for (auto const* const path : {"/", "/en", "/en/help", "/bulletin", "/track", "/nowhere"}) {
        auto const response = get(path);
        auto const policy = header(response, "Content-Security-Policy");
        EXPECT_TRUE(policy.contains("default-src 'none'")) << path;
        EXPECT_FALSE(policy.contains("unsafe")) << path;
        EXPECT_EQ(header(response, "Referrer-Policy"), "no-referrer") << path;
        EXPECT_EQ(header(response, "X-Content-Type-Options"), "nosniff") << path;
        EXPECT_EQ(header(response, "Cache-Control"), "no-store") << path;
    }
    EXPECT_EQ(get("/nowhere/at/all").status, Status::not_found);
    EXPECT_TRUE(text_of(get("/en/nowhere")).contains("lang=\"en\""));
}

TEST_F(PublicSite, LetsTheStyleSheetBeKeptUnderItsHash)
{
    auto const home = text_of(get("/"));
    auto const begin = home.find(std::string{web::style_path.text()});
    auto const address = home.substr(begin, home.find('"', begin) - begin);
    auto const named = get(address);
    EXPECT_EQ(text_of(named), web::style_sheet());
    EXPECT_TRUE(header(named, "Cache-Control").contains("immutable"));
    auto const plain = get("/style/public.css");
    EXPECT_EQ(header(plain, "Cache-Control"), "no-cache");
    auto const tag = header(plain, "ETag");
    auto const again = ask("GET /style/public.css HTTP/1.1\r\nIf-None-Match: " + tag + "\r\nX: ");
    EXPECT_EQ(again.status, Status::not_modified);
    EXPECT_EQ(text_of(again), "");
}

TEST_F(PublicSite, MakesTheTextLargerAndLeadsBackToItsOwnPagesAlone)
{
    EXPECT_EQ(location(get("/text-size/large?back=/en/help")), "/en/help");
    EXPECT_TRUE(text_of(get("/help")).contains("class=\"large\""));
    for (auto const* const back : {"//evil.example", "https://evil.example/", "/help?x", ""}) {
        EXPECT_EQ(location(get("/text-size/normal?back=" + std::string{back})), "/") << back;
    }
    EXPECT_FALSE(text_of(get("/help")).contains("class=\"large\""));
}

TEST_F(PublicSite, TakesNothingButForms)
{
    auto const request =
        http::request_of("POST /track/view HTTP/1.1\r\nHost: x\r\nContent-Type: application/json"
                         "\r\nContent-Length: 2\r\n\r\n{}");
    EXPECT_EQ(http::answer(router, *request).status, Status::bad_request);
    EXPECT_EQ(post("/track/view", "code=%zz").status, Status::bad_request);
}

TEST_F(PublicSite, CallsTheSendingOfAReportTheMostImportant)
{
    std::map<std::string, http::LoadClass> loads;
    for (auto const& route : router.routes()) {
        if (route.method == http::Method::post) {
            loads[route.pattern] = route.load;
            EXPECT_GE(route.most_body_bytes, 100U * 1024) << route.pattern;
        } else {
            EXPECT_GE(route.load, http::LoadClass::look_up) << route.pattern;
            EXPECT_EQ(route.most_body_bytes, 0U) << route.pattern;
        }
    }
    EXPECT_EQ(loads.at("/report/check"), http::LoadClass::intake);
    EXPECT_EQ(loads.at("/en/report/check"), http::LoadClass::intake);
    EXPECT_EQ(loads.at("/track/view"), http::LoadClass::look_up);
}

/// One report at once, and TLS in front.
class BusySite : public PublicSite {
protected:
    BusySite() : PublicSite{{.has_tls = true, .reports_at_once = 1}} {}
};

TEST_F(BusySite, AsksForAFewCharactersAndTurnsNobodyAway)
{
    EXPECT_EQ(location(send(fill_in())), "/report/done");
    auto const form = fill_in();
    auto const copy = [&](std::string const& phrase) {
        return post("/report/copied", "form=" + form + "&copy=" + phrase);
    };
    EXPECT_EQ(location(copy("")), "/report/check") << "nothing was asked yet";
    auto const phrase_of = [](Response const& response) {
        EXPECT_EQ(response.status, Status::too_many_requests);
        auto const page = text_of(response);
        auto const mark = std::string{"<p class=\"phrase\">"};
        return page.substr(page.find(mark) + mark.size(), 5);
    };
    auto const first = phrase_of(send(form));
    EXPECT_EQ(phrase_of(send(form)), first);
    auto const second = phrase_of(copy("x"));
    EXPECT_NE(second, first);
    EXPECT_EQ(counter.times, 1);
    auto small = second;
    for (auto& c : small) {
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    EXPECT_EQ(location(copy("+" + small)), "/report/done");
    EXPECT_EQ(counter.times, 2);
    EXPECT_EQ(location(copy(second)), "/report/done");
}

TEST_F(BusySite, BindsItsCookiesToTLS)
{
    auto const begun = header(get("/report"), "Set-Cookie");
    EXPECT_TRUE(begun.starts_with("__Host-draft="));
    for (auto const* const part : {"; Path=/", "; HttpOnly", "; SameSite=Strict", "; Secure"}) {
        EXPECT_TRUE(begun.contains(part)) << part;
    }
}

} // namespace
} // namespace ducha::app
