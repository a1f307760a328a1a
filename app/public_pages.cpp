// What all public pages share on the server, and those that are only read.
#include "app/public_pages.h"

#include "base/text.h"

#include "platform/clock/clock.h"
#include "platform/logging/logging.h"
#include "platform/random/random.h"
#include "platform/trouble.h"

namespace ducha::app {
namespace {

/// How long what the desk says may be out of date.
constexpr std::int64_t desk_time = minute;

constexpr std::int64_t wait_after_trouble = 30; // seconds

constexpr std::string_view size_cookie = "text";

enum class FormRefusal { not_a_form };

constexpr RefusalRow<FormRefusal> refusals[] = {
    {FormRefusal::not_a_form, "public.not_a_form", "提交的不是表单", "what was sent is not a form"},
};

/// refuses   another content than that of a page's form
Result<web::Form> form_of(http::Request const& request)
{
    constexpr std::string_view type = "application/x-www-form-urlencoded";
    if (!request.header("content-type").value_or("").starts_with(type)) {
        return refuse(refusals, FormRefusal::not_a_form, {}, std::string{type}, "Content-Type");
    }
    auto const fields = http::parse_form(request.body());
    if (!fields) {
        return std::unexpected{fields.error()};
    }
    web::Form form;
    for (auto const& field : fields->fields()) {
        form.emplace_back(field.name, field.value);
    }
    return form;
}

} // namespace

PublicPages::PublicPages(PublicPorts const& ports, PublicSettings const& settings)
    : ports_{ports},
      settings_{settings},
      drafts_{settings.most_memory_of_drafts},
      reports_{settings.reports_at_once, settings.report_interval},
      looks_{settings.looks_at_once, settings.look_interval},
      desk_{std::make_shared<web::Desk const>(ports.counter.desk())},
      desk_read_{ports.clock.now()}
{
}

http::Response
PublicPages::answer(http::Request const& request, web::Language language, PageMaker const& make)
{
    auto const now = ports_.clock.now();
    auto const desk = this->desk(now);
    bool const large = cookie_of(request, cookie_name(size_cookie)) == "large";
    Asked asked{
        .request = request,
        .desk = desk,
        .visit = {.words = web::Words::of(language), .desk = *desk, .large_text = large},
        .now = now,
        .form = {},
    };
    if (request.method() == http::Method::post) {
        auto form = form_of(request);
        if (!form) {
            return http::to_response(
                {http::Status::bad_request, std::move(form.error())}, request.language()
            );
        }
        asked.form = std::move(*form);
    }
    try {
        return make(asked);
    } catch (Trouble const& trouble) {
        log(trouble);
        return page_with_wait(
            http::Status::unavailable,
            web::down_page(asked.visit, wait_after_trouble),
            wait_after_trouble
        );
    }
}

/// As it was read last; one of those who find it old reads it again. Where that fails, the pages
/// go on with what they have.
std::shared_ptr<web::Desk const> PublicPages::desk(Instant now)
{
    {
        std::lock_guard const locked{lock_};
        auto const age = now.microseconds - desk_read_.microseconds;
        if (age >= 0 && age < desk_time) {
            return desk_;
        }
        desk_read_ = now;
    }
    std::shared_ptr<web::Desk const> fresh;
    try {
        fresh = std::make_shared<web::Desk const>(ports_.counter.desk());
    } catch (Trouble const& trouble) {
        log(trouble);
    }
    std::lock_guard const locked{lock_};
    if (fresh) {
        desk_ = std::move(fresh);
    }
    return desk_;
}

void PublicPages::log(Trouble const& trouble)
{
    if (ports_.log != nullptr) {
        ports_.log->event(
            logging::Level::error, "trouble on a public page", {{"trouble", trouble.what()}}
        );
    }
}

http::Response PublicPages::bulletin(Asked const& asked)
{
    auto const edition = ports_.counter.latest_bulletin();
    return page(
        http::Status::ok,
        edition ? web::bulletin_page(asked.visit, *edition) : web::no_bulletin_page(asked.visit)
    );
}

http::Response PublicPages::text_size(std::string_view back, bool large) const
{
    auto response = http::see_other(back);
    response.headers.add("Set-Cookie", set_cookie(size_cookie, large ? "large" : "normal"));
    return response;
}

std::string PublicPages::cookie_name(std::string_view name) const
{
    return (settings_.has_tls ? "__Host-" : "") + std::string{name};
}

std::string PublicPages::set_cookie(std::string_view name, std::string_view value) const
{
    return cookie_name(name) + "=" + std::string{value} + "; Path=/; HttpOnly; SameSite=Strict" +
        (settings_.has_tls ? "; Secure" : "");
}

sealed::FormToken PublicPages::new_token()
{
    std::lock_guard const locked{lock_};
    sealed::FormToken token;
    ports_.random.fill(token.bits);
    return token;
}

http::Response page(http::Status status, std::string text)
{
    auto response = http::html(status, std::move(text));
    for (auto const& [name, value] : web::page_headers()) {
        response.headers.set(name, value);
    }
    return response;
}

std::function<http::Response(http::Request const&)> overloaded_pages(PublicCounter& counter)
{
    constexpr std::int64_t usual_wait = 10;
    auto const desk = counter.desk();
    auto const text_in = [&desk](web::Language language) {
        web::Visit const visit{.words = web::Words::of(language), .desk = desk};
        return web::down_page(visit, usual_wait);
    };
    return [zh = text_in(web::Language::zh),
            en = text_in(web::Language::en)](http::Request const& request) {
        auto const path = request.path();
        bool const is_english = path == "/en" || path.starts_with("/en/");
        return page(http::Status::unavailable, is_english ? en : zh);
    };
}

http::Response page_with_wait(http::Status status, std::string text, std::int64_t seconds)
{
    auto response = page(status, std::move(text));
    response.headers.set("Retry-After", std::to_string(seconds));
    return response;
}

http::Response see_other(Asked const& asked, web::Path path)
{
    return http::see_other(at(asked.visit, path).text());
}

std::string_view cookie_of(http::Request const& request, std::string_view name)
{
    for (auto const cookie : split(request.header("cookie").value_or(""), ';')) {
        auto const middle = cookie.find('=');
        if (middle != std::string_view::npos && trimmed(cookie.substr(0, middle)) == name) {
            return trimmed(cookie.substr(middle + 1));
        }
    }
    return {};
}

} // namespace ducha::app
