#include "domain/bulletin/page.h"

#include "domain/bulletin/measures.h"

#include <gtest/gtest.h>

namespace ducha::bulletin {
namespace {

Edition an_edition()
{
    Edition edition;
    edition.inspection.name_zh = "模拟<督察>";
    edition.inspection.name_en = "simulated \"inspection\"";
    edition.inspection.provenance = "simulated";
    edition.inspection.channels = {Channel::call};
    edition.inspection.objects = {
        {.code = "AA", .name_zh = "模拟&省", .name_en = "a province"},
        {.code = "BB", .name_zh = "模拟集团", .name_en = "a group"},
    };
    edition.as_of = office_instant(*parse_day("2024-03-09"), {20 * 60});
    edition.figures.rows = {
        {"AA", {{"received", 40}, {"transferred", 30}}}, {"BB", {{"received", 10}}}
    };
    edition.figures.total = {{"received", 50}, {"transferred", 30}};
    edition.figures.types = {{"noise", 20}, {"water", 10}};
    edition.logs = {{"AA", LogId{1}, 120, std::string(64, 'a')}};
    return edition;
}

TEST(Page, NeedsNothingFromOutside)
{
    for (bool const chinese : {true, false}) {
        auto const page = html_page(an_edition(), chinese);
        EXPECT_TRUE(page.starts_with("<!doctype html>"));
        for (auto const* word : {"http", "<script", "url(", "@import", "src="}) {
            EXPECT_FALSE(page.contains(word)) << word;
        }
    }
}

TEST(Page, EscapesNames)
{
    auto const zh = html_page(an_edition(), true);
    EXPECT_TRUE(zh.contains("模拟&lt;督察&gt;"));
    EXPECT_TRUE(zh.contains("模拟&amp;省"));
    EXPECT_FALSE(zh.contains("<督察>"));
    EXPECT_TRUE(html_page(an_edition(), false).contains("simulated &quot;inspection&quot;"));
}

/// A figure of the sentence leads to its formula, in the row that its address names.
TEST(Page, LeadsFromEachFigureToItsFormula)
{
    auto const page = html_page(an_edition(), false);
    for (auto const& measure : measures({})) {
        EXPECT_TRUE(page.contains("<tr id=\"" + std::string{measure.code} + "\">")) << measure.code;
    }
    EXPECT_TRUE(page.contains("<a href=\"#received\" title=\"received\">50</a>"));
}

TEST(Page, DrawsBarsAsLongAsTheirShares)
{
    auto const page = html_page(an_edition(), true);
    EXPECT_TRUE(page.contains("模拟&amp;省</span><i style=\"width:100.0%\"></i><b>40</b>"));
    EXPECT_TRUE(page.contains("模拟集团</span><i style=\"width:25.0%\"></i><b>10</b>"));
    EXPECT_TRUE(page.contains("水</span><i style=\"width:50.0%\"></i><b>10</b>"));
}

TEST(Page, SaysWhatNeedsChecking)
{
    auto edition = an_edition();
    EXPECT_TRUE(html_page(edition, false).contains("received_call + received_letter"));
    edition.figures.rows[0].sums["received_call"] = 40;
    edition.figures.rows[0].sums["cases"] = 30;
    edition.figures.rows[0].sums["undecided"] = 40;
    edition.figures.rows[1].sums["received_call"] = 10;
    edition.figures.rows[1].sums["undecided"] = 10;
    edition.figures.total["received_call"] = 50;
    edition.figures.total["cases"] = 30;
    edition.figures.total["undecided"] = 50;
    EXPECT_TRUE(html_page(edition, false).contains("The figures agree with each other."));
}

} // namespace
} // namespace ducha::bulletin
