// What whoever holds a receipt does on the server: looks, adds, tells of a threat.
#include "app/public_pages.h"

namespace ducha::app {

/// What stands above and in the forms of the page of a report.
struct PublicPages::Said {
    web::Followed::Just just = web::Followed::Just::looked;
    std::vector<web::Problem> problems = {};
    Sentence refused = {};
    std::string addition = {};
    std::string threat = {};
};

http::Response PublicPages::track(Asked const& asked)
{
    return page(http::Status::ok, web::track_page(asked.visit, false));
}

http::Response PublicPages::view(Asked const& asked)
{
    return may_look(asked) ? follow(asked, {}) : slow(asked);
}

http::Response PublicPages::add(Asked const& asked)
{
    auto const text = asked.value("addition");
    return say_more(
        asked,
        {.just = web::Followed::Just::added, .addition = text},
        web::wrong_addition(text),
        [&] {
            return ports_.counter.add(
                {.form = asked.value("form"), .code = asked.value("code"), .text = text}
            );
        }
    );
}

http::Response PublicPages::tell(Asked const& asked)
{
    auto const text = asked.value("threat");
    return say_more(
        asked,
        {.just = web::Followed::Just::told, .threat = text},
        web::wrong_threat(text),
        [&] {
            return ports_.counter.tell(
                {.form = asked.value("form"), .code = asked.value("code"), .text = text}
            );
        }
    );
}

http::Response PublicPages::say_more(
    Asked const& asked,
    Said said,
    std::optional<web::Problem> const& wrong,
    std::function<Result<void>()> const& send
)
{
    if (!may_look(asked)) {
        return slow(asked);
    }
    auto const sent = wrong ? Result<void>{} : send();
    if (wrong) {
        said.problems = {*wrong};
    } else if (!sent) {
        said.refused = sent.error().sentence;
    } else {
        said.addition.clear();
        said.threat.clear();
    }
    return follow(asked, said);
}

http::Response PublicPages::follow(Asked const& asked, Said const& said)
{
    auto const code = asked.value("code");
    auto const report = ports_.counter.look_up(code);
    if (!report || !*report) {
        return page(http::Status::unprocessable, web::track_page(asked.visit, true));
    }
    bool const is_good = said.problems.empty() && said.refused.en.empty();
    return page(
        is_good ? http::Status::ok : http::Status::unprocessable,
        web::followed_page(
            asked.visit,
            {.report = **report,
             .code = code,
             .addition = new_token(),
             .threat = new_token(),
             .just = is_good ? said.just : web::Followed::Just::looked,
             .problems = said.problems,
             .refused = said.refused,
             .addition_text = said.addition,
             .threat_text = said.threat}
        )
    );
}

bool PublicPages::may_look(Asked const& asked)
{
    std::lock_guard const locked{lock_};
    return looks_.take(asked.request.peer().key(), asked.now);
}

http::Response PublicPages::slow(Asked const& asked) const
{
    auto const seconds = settings_.look_interval / second;
    return page_with_wait(
        http::Status::too_many_requests, web::slow_page(asked.visit, seconds), seconds
    );
}

} // namespace ducha::app
