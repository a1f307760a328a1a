// Whatever is put into a page stays text.
#include "web/html/html.h"

#include "base/text.h"

#include <gtest/gtest.h>

namespace ducha::web {
namespace {

TEST(Escaping, MakesTextOfMarkup)
{
    EXPECT_EQ(escaped("<a href=\"x\">'&</a>"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&lt;/a&gt;");
    EXPECT_EQ(escaped("河水发黑\n\t2"), "河水发黑\n\t2");
    EXPECT_EQ(escaped(std::string_view{"a\0b\x07\x7F", 5}), "a\uFFFDb\uFFFD\uFFFD");
    EXPECT_EQ(escaped("\xFF\xE6\xB2"), "\uFFFD\uFFFD\uFFFD");
    EXPECT_EQ(escaped("&lt;"), "&amp;lt;");
}

/// Bytes drawn by a small generator, markup among them more often than chance has it.
std::string drawn_text(std::uint32_t& state)
{
    constexpr std::string_view likely = "<>\"'&{}=/ \n;-x\xE6\xB2\xB3\xF0\x9F\x90\x9F\xC0";
    std::string text;
    state = state * 1'664'525U + 1'013'904'223U;
    for (auto length = state >> 26U; length > 0; --length) {
        state = state * 1'664'525U + 1'013'904'223U;
        auto const draw = state >> 16U;
        text += draw % 4 == 0 ? static_cast<char>(draw >> 8U) : likely[draw % likely.size()];
    }
    return text;
}

TEST(Escaping, OfAnyBytesIsValidTextWithoutMarkup)
{
    std::uint32_t state = 1;
    for (int round = 0; round < 20'000; ++round) {
        auto const given = drawn_text(state);
        auto const safe = escaped(given);
        ASSERT_FALSE(first_invalid_utf8(safe)) << round;
        for (char const c : {'<', '>', '"', '\'', '\0', '\r', '\x1B'}) {
            ASSERT_FALSE(safe.contains(c)) << round;
        }
        // In its place it ends nothing and begins nothing.
        auto const page = html("<p title=\"{}\">{}</p>", given, given).text();
        ASSERT_EQ(page, "<p title=\"" + safe + "\">" + safe + "</p>");
    }
}

TEST(Markup, FillsItsHolesInOrderAndOnceOnly)
{
    EXPECT_EQ(html("<b>{}</b>{}", 5, "{}<i>").text(), "<b>5</b>{}&lt;i&gt;");
    auto const inner = html("<i>{}</i>", "x<y");
    EXPECT_EQ(html("<p>{}</p>", inner).text(), "<p><i>x&lt;y</i></p>");
    Html list;
    list += html("<li>{}</li>", 1);
    list += html("<li>{}</li>", -2);
    EXPECT_EQ(html("<ol>{}</ol>", list).text(), "<ol><li>1</li><li>-2</li></ol>");
    EXPECT_EQ(html("<hr>").text(), "<hr>");
}

TEST(Markup, PutsAttributesIntoTags)
{
    auto const checked = attributes(" checked");
    auto both = attributes(" aria-describedby=\"{}-hint\"", "a\"b");
    both += checked;
    EXPECT_EQ(
        html("<input{} value=\"{}\">", both, "&").text(),
        "<input aria-describedby=\"a&quot;b-hint\" checked value=\"&amp;\">"
    );
    EXPECT_EQ(html("<input{}>", Attributes{}).text(), "<input>");
}

TEST(Addresses, AreOfThisSite)
{
    EXPECT_EQ(Address::of("/report").text(), "/report");
    EXPECT_EQ(Address::of("/en", "/report").text(), "/en/report");
    EXPECT_EQ(Address::of("/en", "/").text(), "/en");
    EXPECT_EQ(Address::of_content("/a.css", "").text(), "/a.css?e3b0c44298fc1c14");
    EXPECT_EQ(Address::on_page("place").text(), "#place");
    EXPECT_EQ(Address::telephone("0531-1234 转 5").text(), "tel:053112345");
    EXPECT_EQ(
        Address::with_back("/text-size/large", Address::of("/en", "/help")).text(),
        "/text-size/large?back=/en/help"
    );
    EXPECT_DEATH(static_cast<void>(Address::on_page("a\" onclick=\"")), "letters, digits");
}

} // namespace
} // namespace ducha::web
