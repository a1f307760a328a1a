// The public pages: sound, small, in both languages, and deaf to what people write into them.
// clause B21-02, clause L23-07
#include "web/public/pages.h"

#include "domain/bulletin/wording.h"

#include "web/public/every_page_test.h"
#include "web/public/well_formed_test.h"

#include <gtest/gtest.h>

namespace ducha::web {
namespace {

constexpr std::size_t most_bytes = 60 * 1024;
constexpr std::size_t most_style_bytes = 15 * 1024;

class Pages : public testing::TestWithParam<Language> {
protected:
    Desk desk = example_desk();
    Visit visit{.words = Words::of(GetParam()), .desk = desk};
};

TEST_P(Pages, AreSoundDocuments)
{
    for (auto const& [name, page] : every_page(visit)) {
        PageReader const reader{page};
        for (auto const& fault : reader.faults()) {
            ADD_FAILURE() << name << ": " << fault;
        }
        EXPECT_EQ(reader.headings(), 1) << name;
        EXPECT_EQ(reader.language(), tag_of(GetParam())) << name;
        EXPECT_FALSE(reader.title().empty()) << name;
    }
}

TEST_P(Pages, AreSmall)
{
    EXPECT_LE(style_sheet().size(), most_style_bytes);
    for (auto const& [name, page] : every_page(visit)) {
        EXPECT_LE(page.size() + style_sheet().size(), most_bytes) << name;
    }
}

TEST_P(Pages, LeadToTheOtherLanguageAndStayInTheirOwn)
{
    auto const prefix = std::string{GetParam() == Language::en ? "/en" : ""};
    for (auto const& [name, page] : every_page(visit)) {
        int to_the_other = 0;
        PageReader const reader{page};
        for (auto const& link : reader.links()) {
            bool const is_page = link.starts_with('/') && !link.starts_with("/style/") &&
                !link.starts_with("/text-size/");
            bool const is_english = link == "/en" || link.starts_with("/en/");
            to_the_other += is_page && is_english != (GetParam() == Language::en) ? 1 : 0;
        }
        EXPECT_EQ(to_the_other, 1) << name;
    }
}

TEST_P(Pages, SayWhatIsWrongInTheTitleAboveAndBesideTheFieldInTheSameWords)
{
    for (auto const& [name, page] : every_page(visit)) {
        bool const is_wrong = name.starts_with("wrong-");
        auto const& words = visit.words;
        auto const error = std::string{words("report.error")};
        EXPECT_EQ(PageReader{page}.title().starts_with(error), is_wrong) << name;
        EXPECT_EQ(page.contains("class=\"summary\""), is_wrong) << name;
        EXPECT_EQ(page.contains("aria-invalid=\"true\""), is_wrong) << name;
    }
    auto const page = every_page(visit).at("wrong-where");
    auto const sentence = std::string{visit.words("where.error_place")};
    EXPECT_TRUE(page.contains("<a href=\"#place\">" + sentence + "</a>"));
    EXPECT_TRUE(page.contains(std::string{visit.words("report.error")} + sentence + "</p>"));
}

TEST_P(Pages, SendTheFieldsThatTheFlowReads)
{
    auto const pages = every_page(visit);
    auto const fields = [&](std::string const& name) {
        return PageReader{pages.at(name)}.fields();
    };
    using Fields = std::set<std::string>;
    EXPECT_EQ(fields("step-where"), (Fields{"form", "object", "place"}));
    EXPECT_EQ(fields("step-what"), (Fields{"form", "type", "text", "enterprise", "when"}));
    EXPECT_EQ(fields("step-evidence"), (Fields{"form", "evidence"}));
    EXPECT_EQ(fields("step-contact"), (Fields{"form", "contact", "telephone", "name"}));
    EXPECT_EQ(fields("step-check"), (Fields{"form", "true"}));
    EXPECT_EQ(fields("track"), Fields{"code"});
    EXPECT_EQ(fields("followed"), (Fields{"form", "code", "addition", "threat"}));
}

// The code is shown on the receipt and goes into forms: into no address, and no title.
TEST_P(Pages, PutNoCodeIntoAnAddress)
{
    auto const pages = every_page(visit);
    for (auto const* const name : {"done", "followed", "added", "wrong-threat"}) {
        PageReader const reader{pages.at(name)};
        for (auto const& link : reader.links()) {
            EXPECT_FALSE(link.contains("7K2M") || link.contains("code=")) << name << ' ' << link;
        }
        EXPECT_FALSE(reader.title().contains("7K2M"));
    }
    EXPECT_TRUE(pages.at("followed").contains("value=\"7K2M-QX4D-9RTB-0VHW-5\""));
}

TEST_P(Pages, KeepWhatPeopleWriteAsText)
{
    std::string const evil =
        "\"><script>alert(1)</script><img src=x onerror=alert(1)>'&amp;</textarea>";
    auto draft = example_draft();
    for (auto* const text :
         {&draft.place,
          &draft.enterprise,
          &draft.when,
          &draft.text,
          &draft.evidence,
          &draft.telephone,
          &draft.name}) {
        *text = evil;
    }
    for (auto const step : {Step::where, Step::what, Step::evidence, Step::contact, Step::check}) {
        auto const page = step_page(visit, draft, {step, {}});
        PageReader const reader{page};
        for (auto const& fault : reader.faults()) {
            ADD_FAILURE() << code(step) << ": " << fault;
        }
        EXPECT_FALSE(page.contains("<script") || page.contains("<img"));
    }
    auto report = example_report();
    report.matters[1].judged.why = evil;
    auto const page = followed_page(visit, {.report = report, .code = evil, .addition_text = evil});
    EXPECT_FALSE(page.contains("<script") || page.contains("<img"));
    auto edition = example_edition();
    edition.inspection.name_zh = edition.inspection.name_en = evil;
    edition.inspection.objects[0].name_zh = edition.inspection.objects[0].name_en = evil;
    edition.corrects = 1;
    edition.why = evil;
    auto const bulletin = bulletin_page(visit, edition);
    EXPECT_FALSE(bulletin.contains("<script") || bulletin.contains("<img"));
    EXPECT_TRUE(bulletin.contains("&lt;script&gt;"));
}

// clause B21-06
TEST_P(Pages, OfABulletinLeadFromEachFigureToItsDefinition)
{
    auto const page = bulletin_page(visit, example_edition());
    for (auto const measure : bulletin::sentence_measures) {
        auto const id = std::string{measure};
        EXPECT_TRUE(page.contains("<a href=\"#" + id + "\">")) << id;
        EXPECT_TRUE(page.contains("<div id=\"" + id + "\">")) << id;
    }
    EXPECT_TRUE(page.contains("31204")) << "how much of each log was counted";
    EXPECT_TRUE(page.contains(std::string(64, 'b')));
    // 512 of 1871 is 27.37 %.
    EXPECT_TRUE(page.contains("<rect class=\"bar\" width=\"273\""));
    EXPECT_TRUE(page.contains("27.37%"));
}

TEST_P(Pages, CanBeReadLarger)
{
    Visit const large{.words = visit.words, .desk = desk, .large_text = true};
    EXPECT_TRUE(home_page(large).contains(" class=\"large\""));
    EXPECT_TRUE(home_page(large).contains("/text-size/normal?back="));
    EXPECT_TRUE(home_page(visit).contains("/text-size/large?back="));
}

TEST_P(Pages, ShowTelephoneAndMailBoxOnEachPage)
{
    for (auto const& [name, page] : every_page(visit)) {
        EXPECT_TRUE(page.contains("href=\"tel:000012369\"")) << name;
        EXPECT_TRUE(page.contains(visit.words(desk.mailbox))) << name;
    }
}

INSTANTIATE_TEST_SUITE_P(
    BothLanguages,
    Pages,
    testing::Values(Language::zh, Language::en),
    [](auto const& instance) { return instance.param == Language::zh ? "Chinese" : "English"; }
);

TEST(PageHeaders, AllowNoScriptAndNothingFromElsewhere)
{
    for (auto const& [name, value] : page_headers()) {
        if (name == "Content-Security-Policy") {
            EXPECT_TRUE(value.starts_with("default-src 'none'"));
            EXPECT_FALSE(value.contains("unsafe") || value.contains("script-src"));
            EXPECT_FALSE(value.contains("http") || value.contains('*'));
        }
    }
}

} // namespace
} // namespace ducha::web
