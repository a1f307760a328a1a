// The frame of all public pages.
#include "generated/web_data.h"
#include "web/public/parts.h"

namespace ducha::web {
namespace {

constexpr Path english_prefix{"/en"};
constexpr Path large_path{"/text-size/large"};
constexpr Path normal_path{"/text-size/normal"};

struct Way {
    std::string_view key;
    Path path;
};
constexpr Way ways[] = {
    {"nav.report", "/report"},
    {"nav.track", "/track"},
    {"nav.bulletin", "/bulletin"},
    {"nav.prohibitions", "/prohibitions"},
    {"nav.help", "/help"},
    {"nav.privacy", "/privacy"},
    {"nav.accessibility", "/accessibility"},
};

Address in(Language language, Path path)
{
    return language == Language::zh ? Address::of(path) : Address::of(english_prefix, path);
}

Address const& style_address()
{
    static auto const address = Address::of_content(style_path, data::style);
    return address;
}

Address const& icon_address()
{
    static auto const address = Address::of_content(icon_path, data::icon);
    return address;
}

Html head_part(Visit const& visit, Page const& page)
{
    auto const& words = visit.words;
    auto const title =
        page.wrong ? words.with("site.error_title", {{"title", page.title}}) : page.title;
    return html(
        "<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<title>{} · {}</title>\n<link rel=\"stylesheet\" href=\"{}\">\n"
        "<link rel=\"icon\" href=\"{}\">\n</head>\n",
        title,
        words("site.title"),
        style_address(),
        icon_address()
    );
}

Html header_part(Visit const& visit, Page const& page)
{
    auto const& words = visit.words;
    auto const other = words.chinese() ? Language::en : Language::zh;
    auto const size = visit.large_text ? normal_path : large_path;
    Html simulated;
    if (visit.desk.simulated) {
        simulated = html("<p class=\"simulated\">{}</p>\n", words("site.simulated"));
    }
    return html(
        "<a class=\"skip\" href=\"{}\">{}</a>\n"
        "<header class=\"site\">\n<a class=\"name\" href=\"{}\">{}</a>\n"
        "<p class=\"switches\"><a href=\"{}\">{}</a> <a href=\"{}\" lang=\"{}\" hreflang=\"{}\">{}"
        "</a></p>\n{}</header>\n",
        Address::on_page("main"),
        words("site.skip"),
        at(visit, "/"),
        words("site.title"),
        Address::with_back(size, at(visit, page.path)),
        words(visit.large_text ? "site.normal" : "site.large"),
        in(other, page.path),
        tag_of(other),
        tag_of(other),
        words("site.language"),
        simulated
    );
}

Html footer_part(Visit const& visit)
{
    auto const& words = visit.words;
    auto const& desk = visit.desk;
    Html links;
    for (auto const& way : ways) {
        links += html("<li><a href=\"{}\">{}</a></li>\n", at(visit, way.path), words(way.key));
    }
    Html mailbox;
    if (auto const& address = words(desk.mailbox); !address.empty()) {
        auto const text = words.with("site.mailbox", {{"mailbox", address}});
        mailbox = html("<p>{}</p>\n", text);
    }
    auto const hours = words.with(
        "site.hours", {{"from", clock_text(desk.from)}, {"until", clock_text(desk.until)}}
    );
    return html(
        "<footer class=\"site\">\n<p>{} {} <a class=\"telephone\" href=\"{}\">{}</a> {}</p>\n{}"
        "<p>{}</p>\n<nav aria-label=\"{}\"><ul>\n{}</ul></nav>\n</footer>\n",
        words(desk.takes_reports ? "site.other_ways" : "site.only_ways"),
        words("site.telephone"),
        Address::telephone(desk.telephone),
        desk.telephone,
        hours,
        mailbox,
        words("site.anonymous"),
        words("site.nav"),
        links
    );
}

} // namespace

std::string_view style_sheet()
{
    return data::style;
}

std::string_view icon()
{
    return data::icon;
}

std::vector<Header> const& page_headers()
{
    static std::vector<Header> const headers{
        {"Content-Type", "text/html; charset=utf-8"},
        {"Content-Security-Policy",
         "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
         "base-uri 'none'; frame-ancestors 'none'"},
        {"Referrer-Policy", "no-referrer"},
        {"Cache-Control", "no-store"},
        {"X-Content-Type-Options", "nosniff"},
        {"Cross-Origin-Opener-Policy", "same-origin"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"Permissions-Policy", "geolocation=(), camera=(), microphone=()"},
    };
    return headers;
}

Address at(Visit const& visit, Path path)
{
    return in(visit.words.language(), path);
}

std::string framed(Visit const& visit, Page const& page)
{
    Attributes classes;
    if (visit.large_text) {
        classes = attributes(" class=\"large\"");
    }
    auto const document = html(
        "<html lang=\"{}\"{}>\n{}<body class=\"{}\">\n{}<main id=\"main\">\n{}</main>\n{}</body>\n"
        "</html>\n",
        tag_of(visit.words.language()),
        classes,
        head_part(visit, page),
        page.wide ? "wide" : "narrow",
        header_part(visit, page),
        page.main,
        footer_part(visit)
    );
    return "<!doctype html>\n" + document.text();
}

} // namespace ducha::web
