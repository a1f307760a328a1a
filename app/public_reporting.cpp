// The form of five pages on the server.
#include "platform/random/random.h"

#include "app/public_pages.h"

namespace ducha::app {
namespace {

constexpr std::string_view draft_cookie = "draft";

/// Characters that are not mistaken for each other, on every keyboard.
constexpr std::string_view phrase_letters = "234679ACDEFHJKMNPRTWXY";
constexpr int phrase_length = 5;

std::string drawn_phrase(Random& random)
{
    std::string phrase;
    for (int i = 0; i < phrase_length; ++i) {
        phrase += phrase_letters[random.below(phrase_letters.size())];
    }
    return phrase;
}

/// In either case, with blanks between.
bool is_copy(std::string_view given, std::string_view phrase)
{
    std::string letters;
    for (char const c : given) {
        if (c != ' ') {
            letters += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        }
    }
    return letters == phrase;
}

http::Response expired(Asked const& asked)
{
    return page(http::Status::gone, web::expired_page(asked.visit));
}

} // namespace

http::Response PublicPages::begin(Asked const& asked, intake::ReportKind kind)
{
    if (!asked.desk->takes_reports) {
        return page(http::Status::ok, web::closed_page(asked.visit));
    }
    auto response = see_other(asked, path_of(web::Step::where));
    auto const had = draft_of(asked);
    // What was begun goes on, whichever way its reporter comes back to it.
    if (had && !had->sent && had->kind == kind) {
        return response;
    }
    std::lock_guard const locked{lock_};
    drafts_.drop(cookie_of(asked.request, cookie_name(draft_cookie)));
    auto const cookie = drafts_.begin(ports_.random, asked.now, kind);
    response.headers.add("Set-Cookie", set_cookie(draft_cookie, cookie));
    return response;
}

http::Response PublicPages::show_step(Asked const& asked, web::Step step)
{
    auto draft = draft_of(asked);
    if (!draft) {
        return expired(asked);
    }
    auto const next = web::open(*draft, step, *asked.desk);
    if (auto const* const shown = std::get_if<web::ShowStep>(&next)) {
        return page(http::Status::ok, web::step_page(asked.visit, *draft, *shown));
    }
    return go(asked, next);
}

http::Response PublicPages::post_step(Asked const& asked, web::Step step)
{
    auto const draft = draft_of(asked);
    if (!draft) {
        return expired(asked);
    }
    auto turn = web::post(*draft, step, asked.form, *asked.desk);
    if (std::holds_alternative<web::Expired>(turn.next) || !keep(asked, turn.draft)) {
        return expired(asked);
    }
    if (auto const* const shown = std::get_if<web::ShowStep>(&turn.next)) {
        return page(http::Status::unprocessable, web::step_page(asked.visit, turn.draft, *shown));
    }
    if (std::holds_alternative<web::Send>(turn.next)) {
        return send(asked, std::move(turn.draft));
    }
    return go(asked, turn.next);
}

http::Response PublicPages::go(Asked const& asked, web::Next const& next)
{
    auto const* const step = std::get_if<web::GoTo>(&next);
    return see_other(asked, step != nullptr ? path_of(step->step) : web::Path{"/report/done"});
}

/// The whole draft, to the office. The same draft again, whatever became of the answer, gives the
/// same receipt.
http::Response PublicPages::send(Asked const& asked, web::Draft draft)
{
    if (!draft.copied) {
        std::unique_lock locked{lock_};
        bool const is_free = reports_.take(asked.request.peer().key(), asked.now);
        locked.unlock();
        if (!is_free) {
            return challenge(asked, std::move(draft), false);
        }
    }
    auto const receipt = ports_.counter.receive(draft.object, draft.report());
    if (!receipt) {
        return page(http::Status::unprocessable, web::refused_page(asked.visit, receipt.error()));
    }
    draft.forget_words(asked.now);
    // Where the draft went meanwhile, the receipt is shown at once: it is not to be had again.
    return keep(asked, draft) ? see_other(asked, "/report/done") : done_page(asked, draft);
}

http::Response PublicPages::challenge(Asked const& asked, web::Draft draft, bool wrong)
{
    if (draft.phrase.empty() || wrong) {
        std::lock_guard const locked{lock_};
        draft.phrase = drawn_phrase(ports_.random);
    }
    keep(asked, draft);
    return page(http::Status::too_many_requests, web::busy_page(asked.visit, draft, wrong));
}

http::Response PublicPages::copied(Asked const& asked)
{
    auto draft = draft_of(asked);
    if (!draft || asked.value("form") != to_text(draft->token)) {
        return expired(asked);
    }
    auto const next = web::open(*draft, web::Step::check, *asked.desk);
    if (!std::holds_alternative<web::ShowStep>(next)) {
        return go(asked, next);
    }
    // A phrase is there only where everything was to be sent.
    if (draft->phrase.empty()) {
        return see_other(asked, path_of(web::Step::check));
    }
    if (!is_copy(asked.value("copy"), draft->phrase)) {
        return challenge(asked, std::move(*draft), true);
    }
    draft->copied = true;
    return keep(asked, *draft) ? send(asked, std::move(*draft)) : expired(asked);
}

http::Response PublicPages::done(Asked const& asked)
{
    auto const draft = draft_of(asked);
    if (!draft) {
        return see_other(asked, "/track");
    }
    return draft->sent ? done_page(asked, *draft) : see_other(asked, path_of(draft->furthest));
}

http::Response PublicPages::done_page(Asked const& asked, web::Draft const& draft)
{
    return page(
        http::Status::ok,
        web::done_page(
            asked.visit,
            {.code = ports_.counter.code_of(draft.token),
             .received = draft.sent.value_or(asked.now),
             .token = draft.token}
        )
    );
}

http::Response PublicPages::forget(Asked const& asked)
{
    auto const draft = draft_of(asked);
    if (draft && asked.value("form") != to_text(draft->token)) {
        return expired(asked);
    }
    std::lock_guard const locked{lock_};
    drafts_.drop(cookie_of(asked.request, cookie_name(draft_cookie)));
    auto response = page(http::Status::ok, web::forgotten_page(asked.visit));
    response.headers.add("Set-Cookie", set_cookie(draft_cookie, "") + "; Max-Age=0");
    return response;
}

std::optional<web::Draft> PublicPages::draft_of(Asked const& asked)
{
    std::lock_guard const locked{lock_};
    return drafts_.find(cookie_of(asked.request, cookie_name(draft_cookie)), asked.now);
}

bool PublicPages::keep(Asked const& asked, web::Draft draft)
{
    std::lock_guard const locked{lock_};
    return drafts_.keep(
        cookie_of(asked.request, cookie_name(draft_cookie)), std::move(draft), asked.now
    );
}

} // namespace ducha::app
