// What a page sends back.
#include "platform/http/form.h"

#include <gtest/gtest.h>

namespace ducha::http {
namespace {

std::string refused(std::string_view text, FormLimits const& limits = {})
{
    auto const form = parse_form(text, limits);
    return form ? "taken" : form.error().code;
}

TEST(FormTest, DecodesNamesAndValues)
{
    auto const form = parse_form("a=1&&b=%E4%B8%AD+c%0D%0A&a=2&d&=e&f=x=y");
    ASSERT_TRUE(form);
    EXPECT_EQ(form->find("a"), "1");
    EXPECT_EQ(form->all("a"), (std::vector<std::string_view>{"1", "2"}));
    EXPECT_EQ(form->find("b"), "中 c\r\n");
    EXPECT_EQ(form->find("d"), "");
    EXPECT_EQ(form->find(""), "e");
    EXPECT_EQ(form->find("f"), "x=y");
    EXPECT_EQ(form->find("g"), std::nullopt);
    EXPECT_EQ(parse_form("")->fields().size(), 0U);
}

TEST(FormTest, RefusesWhatCannotBeStored)
{
    EXPECT_EQ(refused("a=%"), "http.bad_escape");
    EXPECT_EQ(refused("a=%4"), "http.bad_escape");
    EXPECT_EQ(refused("%g0=a"), "http.bad_escape");
    EXPECT_EQ(refused("a=%FF"), "http.not_utf8");
    EXPECT_EQ(refused("a=\xE4\xB8"), "http.not_utf8");
    EXPECT_EQ(refused("a=%00"), "http.zero_character");
}

TEST(FormTest, KeepsItsLimitsToTheByte)
{
    FormLimits const limits{.most_fields = 2, .most_name_bytes = 3, .most_value_bytes = 4};
    EXPECT_EQ(refused("abc=1234&d=5", limits), "taken");
    EXPECT_EQ(refused("%61%62%63=%31%32%33%34", limits), "taken");
    EXPECT_EQ(refused("a=1&b=2&c=3", limits), "http.form_too_large");
    EXPECT_EQ(refused("abcd=1", limits), "http.form_too_large");
    EXPECT_EQ(refused("a=12345", limits), "http.form_too_large");
    EXPECT_EQ(refused("a=" + std::string(100, '1'), limits), "http.form_too_large");
    EXPECT_EQ(parse_form("ab=12345", limits).error().where, "ab");
}

std::string const kind = "multipart/form-data; boundary=\"--line\"";

std::string part(std::string_view head, std::string_view content)
{
    return "----line\r\n" + std::string{head} + "\r\n\r\n" + std::string{content} + "\r\n";
}

std::string refused_parts(std::string_view body, MultipartLimits const& limits = {})
{
    auto const parts = parse_multipart(kind, body, limits);
    return parts ? "taken" : parts.error().code;
}

TEST(FormTest, TakesAFormWithAFileApart)
{
    std::string const picture{"\xFF\xD8\x00\r\n--lin\r\n", 12};
    auto const body = "preamble\r\n" +
        part("Content-Disposition: form-data; name=\"text\"", "中\r\n") +
        part("content-disposition: form-data; name=\"a%22b\"; filename=\"C:\\x\\p;1.jpg\"\r\n"
             "Content-Type: image/jpeg",
             picture) +
        part("Content-Disposition: form-data; name=empty", "") + "----line--\r\nepilogue";
    auto const parts = parse_multipart(kind, body);
    ASSERT_TRUE(parts) << to_line(parts.error());
    ASSERT_EQ(parts->size(), 3U);
    EXPECT_EQ((*parts)[0].name, "text");
    EXPECT_EQ((*parts)[0].content, "中\r\n");
    EXPECT_EQ((*parts)[0].file_name, std::nullopt);
    EXPECT_EQ((*parts)[1].name, "a\"b");
    EXPECT_EQ((*parts)[1].file_name, "p;1.jpg");
    EXPECT_EQ((*parts)[1].content_type, "image/jpeg");
    EXPECT_EQ((*parts)[1].content, picture);
    EXPECT_EQ((*parts)[2].name, "empty");
    EXPECT_EQ((*parts)[2].content, "");
}

TEST(FormTest, TakesNoPartsAndAPartWithoutContent)
{
    EXPECT_EQ(parse_multipart(kind, "----line--")->size(), 0U);
    auto const bare = parse_multipart(
        kind, "----line\r\nContent-Disposition: form-data; name=a\r\n\r\n----line--"
    );
    ASSERT_TRUE(bare);
    EXPECT_EQ((*bare)[0].content, "");
}

TEST(FormTest, RefusesPartsThatAreMalformed)
{
    auto const good = part("Content-Disposition: form-data; name=a", "1");
    EXPECT_EQ(refused_parts(good + "----line--"), "taken");
    EXPECT_EQ(refused_parts(good), "http.bad_multipart");
    EXPECT_EQ(refused_parts(""), "http.bad_multipart");
    EXPECT_EQ(refused_parts("----line"), "http.bad_multipart");
    EXPECT_EQ(refused_parts("----line\r\n\r\n1\r\n----line--"), "http.bad_multipart");
    EXPECT_EQ(refused_parts(part("no colon", "1") + "----line--"), "http.bad_multipart");
    EXPECT_EQ(
        refused_parts(part("Content-Disposition: attachment; name=a", "1") + "----line--"),
        "http.bad_multipart"
    );
    EXPECT_EQ(
        refused_parts(part("Content-Disposition: form-data; name=\"a", "1") + "----line--"),
        "http.bad_multipart"
    );
    EXPECT_EQ(
        refused_parts(part("Content-Disposition: form-data; name=\"\xFF\"", "1") + "----line--"),
        "http.not_utf8"
    );
    EXPECT_EQ(
        refused_parts(good + good + good + "----line--", {.most_parts = 2}), "http.form_too_large"
    );
    EXPECT_EQ(refused_parts(good + "----line--", {.most_head_bytes = 20}), "http.bad_multipart");
    EXPECT_EQ(refused_parts(good + "----line--", {.most_name_bytes = 0}), "http.form_too_large");
}

TEST(FormTest, RefusesWhatHasNoBoundary)
{
    EXPECT_EQ(parse_multipart("multipart/form-data", "").error().code, "http.not_multipart");
    EXPECT_EQ(parse_multipart("text/plain; boundary=a", "").error().code, "http.not_multipart");
    EXPECT_EQ(
        parse_multipart("multipart/form-data; boundary=\"a b\"", "").error().code,
        "http.not_multipart"
    );
    EXPECT_EQ(
        parse_multipart("multipart/form-data; boundary=" + std::string(71, 'a'), "").error().code,
        "http.not_multipart"
    );
}

} // namespace
} // namespace ducha::http
