// The addresses of the public pages.
#include "app/public_site.h"

#include "base/bytes.h"

#include "platform/crypto/crypto.h"

#include "app/public_pages.h"

#include <set>

namespace ducha::app {
namespace {

using http::LoadClass;
using http::Method;
using http::Status;
using web::Language;
using web::Step;

constexpr web::Path english{"/en"};

/// A text of 5,000 characters, percent-encoded, several times over: what is too long for the office
/// is said on the page, with everything kept.
constexpr std::size_t most_form_bytes = std::size_t{256} << 10U;

/// A page at an address, in both languages.
struct PageRoute {
    Method method = Method::get;
    web::Path path;
    LoadClass load = LoadClass::look_up;
    std::function<http::Response(PublicPages&, Asked const&)> make;
};

/// A page that shows what it always shows.
auto reading(std::string (*make)(web::Visit const&))
{
    return [make](PublicPages& /*pages*/, Asked const& asked) {
        return page(Status::ok, make(asked.visit));
    };
}

auto going_to(web::Path path)
{
    return [path](PublicPages& /*pages*/, Asked const& asked) { return see_other(asked, path); };
}

void add_reading(std::vector<PageRoute>& routes)
{
    using enum LoadClass;
    routes.push_back({Method::get, "/", look_up, reading(web::home_page)});
    routes.push_back({Method::get, "/prohibitions", look_up, reading(web::prohibitions_page)});
    routes.push_back({Method::get, "/help", look_up, reading(web::help_page)});
    routes.push_back({Method::get, "/privacy", look_up, reading(web::privacy_page)});
    routes.push_back({Method::get, "/accessibility", look_up, reading(web::accessibility_page)});
    routes.push_back({Method::get, "/bulletin", list, &PublicPages::bulletin});
}

void add_reporting(std::vector<PageRoute>& routes)
{
    using enum LoadClass;
    using intake::ReportKind;
    auto const begin = [](ReportKind kind) {
        return [kind](PublicPages& pages, Asked const& asked) { return pages.begin(asked, kind); };
    };
    routes.push_back({Method::get, "/report", look_up, begin(ReportKind::complaint)});
    routes.push_back({Method::get, "/report/stop-order", look_up, begin(ReportKind::stop_report)});
    for (auto const& row : Codes<Step>::table) {
        auto const step = row.value;
        auto const show = [step](PublicPages& pages, Asked const& asked) {
            return pages.show_step(asked, step);
        };
        auto const post = [step](PublicPages& pages, Asked const& asked) {
            return pages.post_step(asked, step);
        };
        routes.push_back({Method::get, path_of(step), look_up, show});
        routes.push_back({Method::post, path_of(step), step == Step::check ? intake : write, post});
    }
    routes.push_back({Method::post, "/report/copied", intake, &PublicPages::copied});
    routes.push_back({Method::get, "/report/copied", look_up, going_to("/report/check")});
    routes.push_back({Method::get, "/report/done", look_up, &PublicPages::done});
    routes.push_back({Method::post, "/report/forget", look_up, &PublicPages::forget});
    routes.push_back({Method::get, "/report/forget", look_up, going_to("/track")});
}

void add_following(std::vector<PageRoute>& routes)
{
    using enum LoadClass;
    routes.push_back({Method::get, "/track", look_up, &PublicPages::track});
    routes.push_back({Method::post, "/track/view", look_up, &PublicPages::view});
    routes.push_back({Method::post, "/track/add", write, &PublicPages::add});
    routes.push_back({Method::post, "/track/threat", write, &PublicPages::tell});
    // Whoever comes back to one of these without its form.
    for (auto const path :
         {web::Path{"/track/view"}, web::Path{"/track/add"}, web::Path{"/track/threat"}}) {
        routes.push_back({Method::get, path, look_up, going_to("/track")});
    }
}

std::string pattern_of(web::Path path, Language language)
{
    auto const address =
        language == Language::zh ? web::Address::of(path) : web::Address::of(english, path);
    return address.text();
}

/// A link that makes the text larger, or not, and leads back to the page that it stands on.
void add_text_size(
    http::Router& router,
    std::shared_ptr<PublicPages> const& pages,
    std::shared_ptr<std::set<std::string, std::less<>> const> const& addresses
)
{
    for (bool const large : {true, false}) {
        auto const answer = [=](http::Request const& request, http::Context& /*context*/) {
            auto const back = request.query().find("back").value_or("/");
            return pages->text_size(addresses->contains(back) ? back : "/", large);
        };
        router.add({
            .pattern = large ? "/text-size/large" : "/text-size/normal",
            .load = LoadClass::look_up,
            .handler = answer,
        });
    }
}

/// A text that never changes under its address, and is asked for again under any other.
void add_content(
    http::Router& router, web::Path path, std::string_view type, std::string_view content
)
{
    auto const hash = to_hex(crypto::sha256({bytes_of(content)})).substr(0, 16);
    auto const tag = '"' + hash + '"';
    auto const answer = [=](http::Request const& request, http::Context& /*context*/) {
        bool const is_there = request.header("if-none-match") == tag;
        auto response = http::content(
            is_there ? Status::not_modified : Status::ok, type, is_there ? "" : std::string{content}
        );
        bool const is_named = request.query().find(hash).has_value();
        response.headers.set("ETag", tag);
        response.headers.set(
            "Cache-Control", is_named ? "public, max-age=31536000, immutable" : "no-cache"
        );
        return response;
    };
    router.add({.pattern = std::string{path.text()}, .handler = answer, .is_light = true});
}

} // namespace

void add_public_pages(
    http::Router& router, PublicPorts const& ports, PublicSettings const& settings
)
{
    auto const pages = std::make_shared<PublicPages>(ports, settings);
    std::vector<PageRoute> routes;
    add_reading(routes);
    add_reporting(routes);
    add_following(routes);
    auto const addresses = std::make_shared<std::set<std::string, std::less<>>>();
    auto const missing = [addresses](PublicPages& /*pages*/, Asked const& asked) {
        auto path = asked.request.path();
        while (path.ends_with('/')) { // one too many, as people type it
            path.remove_suffix(1);
        }
        return addresses->contains(path) ? http::see_other(path)
                                         : page(Status::not_found, web::missing_page(asked.visit));
    };
    routes.push_back({Method::get, "/{path...}", LoadClass::list, missing});

    for (auto const language : {Language::zh, Language::en}) {
        for (auto const& route : routes) {
            auto const answer = [=, make = route.make](
                                    http::Request const& request, http::Context& /*context*/
                                ) {
                return pages->answer(request, language, [&](Asked const& asked) {
                    return make(*pages, asked);
                });
            };
            auto pattern = pattern_of(route.path, language);
            if (route.method == Method::get && !pattern.contains('{')) {
                addresses->insert(pattern);
            }
            router.add({
                .method = route.method,
                .pattern = std::move(pattern),
                .load = route.load,
                .handler = answer,
                .most_body_bytes = route.method == Method::post ? most_form_bytes : 0,
            });
        }
    }
    add_text_size(router, pages, addresses);
    add_content(router, web::style_path, "text/css; charset=utf-8", web::style_sheet());
    add_content(router, web::icon_path, "image/svg+xml", web::icon());
}

} // namespace ducha::app
