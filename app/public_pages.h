// How the public pages are answered. Inside of the public site.
#pragma once

#include "app/public_site.h"
#include "web/public/allowance.h"
#include "web/public/pages.h"

#include <functional>
#include <mutex>

namespace ducha {
class Trouble;
}

namespace ducha::app {

/// One request for one page. Its page is made while this is there.
struct Asked {
    http::Request const& request;
    std::shared_ptr<web::Desk const> desk;
    web::Visit visit; ///< refers to the desk
    Instant now;
    web::Form form; ///< of a POST

    [[nodiscard]] std::string value(std::string_view field) const
    {
        return web::value_of(form, field);
    }
};

using PageMaker = std::function<http::Response(Asked const&)>;

/// The handlers of all pages.
///
/// threads   safe: the state in memory has one lock, which nothing slow is done under
class PublicPages {
public:
    PublicPages(PublicPorts const& ports, PublicSettings const& settings);

    /// Reads the request, has its page made, and shows what there is to show at a Trouble.
    [[nodiscard]] http::Response
    answer(http::Request const& request, web::Language language, PageMaker const& page);

    // --- reporting (public_reporting.cpp)
    http::Response begin(Asked const& asked, intake::ReportKind kind);
    http::Response show_step(Asked const& asked, web::Step step);
    http::Response post_step(Asked const& asked, web::Step step);
    http::Response copied(Asked const& asked);
    http::Response done(Asked const& asked);
    http::Response forget(Asked const& asked);

    // --- following (public_following.cpp)
    http::Response track(Asked const& asked);
    http::Response view(Asked const& asked);
    http::Response add(Asked const& asked);
    http::Response tell(Asked const& asked);

    // --- reading (public_pages.cpp)
    http::Response bulletin(Asked const& asked);
    /// back   the address of a page
    http::Response text_size(std::string_view back, bool large) const;

private:
    [[nodiscard]] std::shared_ptr<web::Desk const> desk(Instant now);
    void log(Trouble const& trouble);

    [[nodiscard]] std::optional<web::Draft> draft_of(Asked const& asked);
    bool keep(Asked const& asked, web::Draft draft);
    [[nodiscard]] http::Response send(Asked const& asked, web::Draft draft);
    [[nodiscard]] http::Response challenge(Asked const& asked, web::Draft draft, bool wrong);
    [[nodiscard]] http::Response done_page(Asked const& asked, web::Draft const& draft);
    [[nodiscard]] http::Response go(Asked const& asked, web::Next const& next);

    struct Said;
    [[nodiscard]] http::Response say_more(
        Asked const& asked,
        Said said,
        std::optional<web::Problem> const& wrong,
        std::function<Result<void>()> const& send
    );
    [[nodiscard]] http::Response follow(Asked const& asked, Said const& said);
    [[nodiscard]] http::Response slow(Asked const& asked) const;
    [[nodiscard]] bool may_look(Asked const& asked);
    [[nodiscard]] sealed::FormToken new_token();

    [[nodiscard]] std::string cookie_name(std::string_view name) const;
    [[nodiscard]] std::string set_cookie(std::string_view name, std::string_view value) const;

    PublicPorts ports_;
    PublicSettings settings_;

    std::mutex lock_; ///< of everything below, and of the random port
    web::DraftShelf drafts_;
    web::Allowance reports_;
    web::Allowance looks_;
    std::shared_ptr<web::Desk const> desk_;
    Instant desk_read_;
};

/// With the headers of all pages.
[[nodiscard]] http::Response page(http::Status status, std::string text);

/// 303
[[nodiscard]] http::Response see_other(Asked const& asked, web::Path path);

/// The same with how many seconds to wait.
[[nodiscard]] http::Response
page_with_wait(http::Status status, std::string text, std::int64_t seconds);

/// The value of a cookie; empty where the browser sent none of that name.
[[nodiscard]] std::string_view cookie_of(http::Request const& request, std::string_view name);

} // namespace ducha::app
