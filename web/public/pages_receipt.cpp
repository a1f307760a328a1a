// The pages of the receipt: what was received, and what became of it.
#include "domain/reporter/telling.h"

#include "web/public/fields.h"
#include "web/public/pages.h"

namespace ducha::web {
namespace {

Html receipt_part(Words const& words, ReceiptCode const& code)
{
    auto const text = to_text(code);
    Html groups;
    for (std::size_t begin = 0; begin < text.size(); begin += 5) {
        // The hyphen stays in its group, so that a copied code is one.
        groups += html("<span>{}</span>", text.substr(begin, 5));
    }
    return html(
        "<div class=\"receipt\">\n<p>{}</p>\n"
        "<p class=\"code\">{}</p>\n</div>\n",
        words("done.code"),
        groups
    );
}

std::string day_of(Words const& words, Instant when)
{
    return reporter::day_text(office_day(when), words.chinese());
}

Html step_part(Words const& words, reporter::Told const& step)
{
    using State = reporter::Told::State;
    Html when;
    if (step.when) {
        when = html(
            "<time datetime=\"{}\">{}</time>",
            to_text(office_day(*step.when)),
            day_of(words, *step.when)
        );
    }
    Html tag;
    if (step.state != State::done) {
        tag = html(
            "<span class=\"tag\">{}</span>",
            words(step.state == State::now ? "view.now" : "view.stopped")
        );
    }
    auto const& more = words(step.more);
    return html(
        "<li class=\"{}\"><b>{}</b>{}{}{}</li>\n",
        step.state == State::done      ? "done"
            : step.state == State::now ? "now"
                                       : "stopped",
        words(step.what),
        when,
        tag,
        more.empty() ? Html{} : html("<p class=\"hint\">{}</p>", more)
    );
}

Html matters_part(Words const& words, reporter::ReportStatus const& report)
{
    Html all;
    for (std::size_t i = 0; i < report.matters.size(); ++i) {
        if (report.matters.size() > 1) {
            auto const number = std::to_string(i + 1);
            all += html("<h2>{}</h2>\n", words.with("view.matter", {{"number", number}}));
        }
        Html steps;
        for (auto const& step : reporter::told(report, report.matters[i])) {
            steps += step_part(words, step);
        }
        all += html("<ol class=\"steps\">\n{}</ol>\n", steps);
    }
    return all;
}

Html additions_part(Words const& words, reporter::ReportStatus const& report)
{
    if (report.additions.empty()) {
        return {};
    }
    Html days;
    for (auto const told : report.additions) {
        days += html("<li>{}</li>\n", day_of(words, told));
    }
    return html("<h2>{}</h2>\n<ul class=\"plain\">\n{}</ul>\n", words("view.additions"), days);
}

/// One of the two forms behind the receipt.
struct MoreForm {
    std::string_view id; ///< of its text
    Path path;
    std::string_view title;
    std::string_view lead; ///< may be empty
    std::string_view label;
    std::string_view hint;
    std::string_view send;
};

Html form_part(
    Visit const& visit,
    Followed const& followed,
    MoreForm const& form,
    sealed::FormToken const& token,
    std::string const& text
)
{
    auto const& words = visit.words;
    FormPage const page{words, followed.problems};
    Html fields = hidden("form", to_text(token));
    fields += hidden("code", followed.code);
    fields += text_field(
        page,
        {.id = form.id,
         .label = words(form.label),
         .hint = words(form.hint),
         .value = text,
         .input = Input::short_text}
    );
    Attributes opened;
    if (!text.empty() || !page.problem_of(form.id).empty()) {
        opened = attributes(" open");
    }
    return html(
        "<details{}>\n<summary>{}</summary>\n{}<form method=\"post\" action=\"{}\" novalidate "
        "accept-charset=\"utf-8\">\n{}<div class=\"actions\"><button>{}</button></div>\n"
        "</form>\n</details>\n",
        opened,
        words(form.title),
        form.lead.empty() ? Html{} : html("<p>{}</p>\n", words(form.lead)),
        at(visit, form.path),
        fields,
        words(form.send)
    );
}

constexpr MoreForm adding{
    .id = "addition",
    .path = "/track/add",
    .title = "view.add",
    .lead = {},
    .label = "view.add_text",
    .hint = "view.add_hint",
    .send = "view.add_send",
};
constexpr MoreForm threatened{
    .id = "threat",
    .path = "/track/threat",
    .title = "view.threat",
    .lead = "view.threat_lead",
    .label = "view.threat_text",
    .hint = "view.threat_hint",
    .send = "view.threat_send",
};

Html notice_part(Words const& words, Followed const& followed)
{
    using Just = Followed::Just;
    if (auto const& reason = words(followed.refused); !reason.empty()) {
        auto const text = words.with("view.refused", {{"reason", reason}});
        return html("<p class=\"notice refused\" role=\"alert\">{}</p>\n", text);
    }
    if (followed.just == Just::looked) {
        return {};
    }
    return html(
        "<p class=\"notice\" role=\"status\">{}</p>\n",
        words(followed.just == Just::added ? "view.added" : "view.told")
    );
}

} // namespace

std::string done_page(Visit const& visit, Taken const& taken)
{
    auto const& words = visit.words;
    auto const day = [&](Day date) { return reporter::day_text(date, words.chinese()); };
    auto const received = reception_day(taken.received, visit.desk.daily_cut);
    auto const today = office_day(taken.received);
    auto const days = visit.desk.answer_days;
    Html next;
    for (auto const& text : {
             words.with("done.next_judge", {{"day", day(received)}}),
             std::string{words("done.next_hand_over")},
             words.with(
                 "done.next_due",
                 {{"days", std::to_string(days)}, {"day", day(today + static_cast<int>(days))}}
             ),
             std::string{words("done.next_track")},
         }) {
        next += html("<li class=\"now\">{}</li>\n", text);
    }
    auto const main = html(
        "<h1>{}</h1>\n{}<p><b>{}</b></p>\n<p>{}</p>\n<h2>{}</h2>\n<ol class=\"steps\">\n{}</ol>\n"
        "<form method=\"post\" action=\"{}\">\n{}<div class=\"actions\">"
        "<a class=\"button\" href=\"{}\">{}</a><button "
        "class=\"second\">{}</button></div>\n</form>\n"
        "<p class=\"hint\">{}</p>\n",
        words("done.title"),
        receipt_part(words, taken.code),
        words("done.write_down"),
        words("done.keep_secret"),
        words("done.next"),
        next,
        at(visit, "/report/forget"),
        hidden("form", to_text(taken.token)),
        at(visit, "/track"),
        words("done.track"),
        words("done.forget"),
        words("done.print")
    );
    return framed(
        visit, {.title = std::string{words("done.title")}, .main = main, .path = "/report/done"}
    );
}

std::string forgotten_page(Visit const& visit)
{
    auto const& words = visit.words;
    auto const main = html(
        "<h1>{}</h1>\n<p>{}</p>\n<div class=\"actions\"><a class=\"button\" "
        "href=\"{}\">{}</a></div>\n",
        words("done.title"),
        words("done.forgotten"),
        at(visit, "/track"),
        words("done.track")
    );
    return framed(
        visit, {.title = std::string{words("done.title")}, .main = main, .path = "/report"}
    );
}

std::string track_page(Visit const& visit, bool not_found)
{
    auto const& words = visit.words;
    std::vector<Problem> problems;
    if (not_found) {
        problems.push_back({"code", "track.error"});
    }
    FormPage const page{words, problems};
    auto const main = html(
        "{}<h1>{}</h1>\n<form method=\"post\" action=\"{}\" novalidate accept-charset=\"utf-8\">\n"
        "{}<div class=\"actions\"><button>{}</button></div>\n</form>\n<h2>{}</h2>\n<p>{}</p>\n",
        summary_of(page),
        words("track.title"),
        at(visit, "/track/view"),
        text_field(
            page,
            {.id = "code",
             .label = words("track.code"),
             .hint = words("track.code_hint"),
             .value = {},
             .input = Input::code}
        ),
        words("track.show"),
        words("track.lost"),
        words("track.lost_text")
    );
    return framed(
        visit,
        {.title = std::string{words("track.title")},
         .main = main,
         .path = "/track",
         .wrong = not_found}
    );
}

std::string followed_page(Visit const& visit, Followed const& followed)
{
    auto const& words = visit.words;
    FormPage const page{words, followed.problems};
    auto const main = html(
        "{}{}<h1>{}</h1>\n{}{}<h2>{}</h2>\n<p>{}</p>\n<div class=\"start\"></div>\n{}{}"
        "<p class=\"hint\">{}</p>\n",
        summary_of(page),
        notice_part(words, followed),
        words("view.title"),
        matters_part(words, followed.report),
        additions_part(words, followed.report),
        words("view.opened"),
        words("view.opened_none"),
        form_part(visit, followed, adding, followed.addition, followed.addition_text),
        form_part(visit, followed, threatened, followed.threat, followed.threat_text),
        words("view.leave")
    );
    return framed(
        visit,
        {.title = std::string{words("view.title")},
         .main = main,
         .path = "/track",
         .wrong = !followed.problems.empty()}
    );
}

} // namespace ducha::web
