// The pages that are only read: home, prohibitions, help, privacy, accessibility, and failures.
#include "web/public/fields.h"
#include "web/public/pages.h"
#include "web/public/parts.h"

namespace ducha::web {
namespace {

Html way(Visit const& visit, Path path, std::string_view key)
{
    auto const& words = visit.words;
    auto const hint = std::string{key} + "_hint";
    return html(
        "<li><a href=\"{}\">{}</a><p class=\"hint\">{}</p></li>\n",
        at(visit, path),
        words(key),
        words(hint)
    );
}

/// A page of one heading, one sentence, and one thing to do.
struct Plain {
    std::string_view title;
    std::string text;
    Path path;
    Path go_to = "/";
    std::string_view go = "nav.home";
};

std::string plain_page(Visit const& visit, Plain const& plain)
{
    auto const& words = visit.words;
    auto const main = html(
        "<h1>{}</h1>\n<p>{}</p>\n<div class=\"actions\"><a class=\"button\" "
        "href=\"{}\">{}</a></div>\n"
        "{}",
        words(plain.title),
        plain.text,
        at(visit, plain.go_to),
        words(plain.go),
        other_ways(visit)
    );
    return framed(
        visit, {.title = std::string{words(plain.title)}, .main = main, .path = plain.path}
    );
}

/// Paragraphs under headings, by their keys.
Html sections(
    Words const& words, std::initializer_list<std::pair<std::string_view, std::string_view>> keys
)
{
    Html all;
    for (auto const& [title, text] : keys) {
        all += section(words(title), words(text));
    }
    return all;
}

/// Where a report begins: here, or on the telephone.
Html start(Visit const& visit)
{
    auto const& words = visit.words;
    return visit.desk.takes_reports
        ? html(
              "<div class=\"start\"><a class=\"button\" href=\"{}\">{}</a>"
              "<span class=\"hint\">{}</span></div>\n",
              at(visit, "/report"),
              words("home.start"),
              words("home.start_hint")
          )
        : html("<p>{}</p>\n{}", words("closed.text"), other_ways(visit));
}

Html steps_of_a_report(Visit const& visit)
{
    auto const& words = visit.words;
    auto const days = std::to_string(visit.desk.answer_days);
    auto const first = visit.desk.takes_reports ? "home.step1" : "home.step1_closed";
    Html steps;
    for (auto const& text : {
             std::string{words(first)},
             std::string{words("home.step2")},
             words.with("home.step3", {{"days", days}}),
             std::string{words("home.step4")},
         }) {
        steps += html("<li>{}</li>\n", text);
    }
    return steps;
}

} // namespace

std::string home_page(Visit const& visit)
{
    auto const& words = visit.words;
    Html ways;
    if (visit.desk.takes_reports) {
        ways += way(visit, "/track", "home.track"); // its codes come from the form
        ways += way(visit, "/report/stop-order", "home.stop");
    }
    ways += way(visit, "/bulletin", "home.bulletin");
    auto const lead = visit.desk.takes_reports ? "home.lead" : "home.lead_closed";
    auto const main = html(
        "<h1>{}</h1>\n<p class=\"lead\">{}</p>\n{}<ul class=\"ways\">\n{}</ul>\n<h2>{}</h2>\n"
        "<ol class=\"steps\">\n{}</ol>\n<p class=\"notice\">{}</p>\n",
        words("home.title"),
        words.with(lead, {{"inspection", words(visit.desk.inspection)}}),
        start(visit),
        ways,
        words("home.what_happens"),
        steps_of_a_report(visit),
        words("home.emergency")
    );
    return framed(visit, {.title = std::string{words("home.title")}, .main = main, .path = "/"});
}

std::string prohibitions_page(Visit const& visit)
{
    auto const& words = visit.words;
    Html quotes;
    for (auto const* const key : {"stop.quote", "stop.quote2", "stop.quote3"}) {
        quotes += html("<blockquote><p>{}</p></blockquote>\n", words(key));
    }
    std::vector<std::string> which;
    for (auto const* const key : {"stop.which1", "stop.which2", "stop.which3", "stop.which4"}) {
        which.emplace_back(words(key));
    }
    auto const main = html(
        "<h1>{}</h1>\n<p class=\"lead\">{}</p>\n<h2>{}</h2>\n{}<p "
        "class=\"hint\">{}</p>\n<h2>{}</h2>\n"
        "{}<div class=\"actions\"><a class=\"button\" href=\"{}\">{}</a></div>\n<h2>{}</h2>\n{}",
        words("stop.title"),
        words("stop.lead"),
        words("stop.quote_title"),
        quotes,
        words("stop.source"),
        words("stop.which_title"),
        list_of(which),
        at(visit, "/report/stop-order"),
        words("stop.report"),
        words("stop.not_title"),
        list_of({std::string{words("stop.not1")}})
    );
    return framed(
        visit, {.title = std::string{words("stop.title")}, .main = main, .path = "/prohibitions"}
    );
}

std::string help_page(Visit const& visit)
{
    auto const& words = visit.words;
    auto main = html("<h1>{}</h1>\n", words("help.title"));
    main += sections(words, {{"help.who_title", "help.who"}, {"help.what_title", "help.what"}});
    main += html("<h2>{}</h2>\n{}", words("help.phone_title"), other_ways(visit));
    ReceiptCode const example{{0x3C, 0x51, 0x9A, 0x77, 0x0E, 0xB2, 0xD4, 0x68, 0x21, 0xF5}};
    main +=
        section(words("help.code_title"), words.with("help.code", {{"example", to_text(example)}}));
    main += sections(words, {{"help.again_title", "help.again"}});
    return framed(
        visit, {.title = std::string{words("help.title")}, .main = main, .path = "/help"}
    );
}

std::string privacy_page(Visit const& visit)
{
    auto const& words = visit.words;
    auto main = html(
        "<h1>{}</h1>\n<p class=\"lead\">{}</p>\n", words("privacy.title"), words("privacy.lead")
    );
    main += sections(
        words,
        {{"privacy.sealed_title", "privacy.sealed"},
         {"privacy.unit_title", "privacy.unit"},
         {"privacy.kept_title", "privacy.kept"},
         {"privacy.code_title", "privacy.code"},
         {"privacy.erase_title", "privacy.erase"}}
    );
    return framed(
        visit, {.title = std::string{words("privacy.title")}, .main = main, .path = "/privacy"}
    );
}

std::string accessibility_page(Visit const& visit)
{
    auto const& words = visit.words;
    std::vector<std::string> points;
    for (auto const* const key : {"access.list1", "access.list2", "access.list3", "access.list4"}) {
        points.emplace_back(words(key));
    }
    auto const main = html(
        "<h1>{}</h1>\n<p class=\"lead\">{}</p>\n{}<p>{}</p>\n{}",
        words("access.title"),
        words("access.lead"),
        list_of(points),
        words("access.other"),
        other_ways(visit)
    );
    return framed(
        visit, {.title = std::string{words("access.title")}, .main = main, .path = "/accessibility"}
    );
}

std::string missing_page(Visit const& visit)
{
    return plain_page(
        visit,
        {.title = "missing.title", .text = std::string{visit.words("missing.text")}, .path = "/"}
    );
}

std::string expired_page(Visit const& visit)
{
    return plain_page(
        visit,
        {.title = "expired.title",
         .text = std::string{visit.words("expired.text")},
         .path = "/report",
         .go_to = "/report",
         .go = "home.start"}
    );
}

std::string closed_page(Visit const& visit)
{
    auto const& words = visit.words;
    auto const main = html(
        "<h1>{}</h1>\n<p class=\"notice\">{}</p>\n<p>{}</p>\n{}",
        words("closed.title"),
        words("home.emergency"),
        words("closed.ways"),
        other_ways(visit)
    );
    return framed(
        visit, {.title = std::string{words("closed.title")}, .main = main, .path = "/report"}
    );
}

std::string refused_page(Visit const& visit, Refusal const& refusal)
{
    auto const& reason = visit.words(refusal.sentence);
    return plain_page(
        visit,
        {.title = "refused.title",
         .text = visit.words.with("refused.text", {{"reason", reason}}),
         .path = "/report/check",
         .go_to = "/report/check",
         .go = "refused.back"}
    );
}

std::string down_page(Visit const& visit, std::int64_t retry_after_seconds)
{
    auto const seconds = std::to_string(retry_after_seconds);
    return plain_page(
        visit,
        {.title = "down.title",
         .text = visit.words.with("down.text", {{"seconds", seconds}}),
         .path = "/report",
         .go_to = "/report/check",
         .go = "down.again"}
    );
}

std::string busy_page(Visit const& visit, Draft const& draft, bool wrong)
{
    auto const& words = visit.words;
    std::vector<Problem> problems;
    if (wrong) {
        problems.push_back({"copy", "busy.error"});
    }
    FormPage const page{words, problems};
    auto const label = words.with("busy.copy", {{"phrase", draft.phrase}});
    Html form = hidden("form", to_text(draft.token));
    form += text_field(page, {.id = "copy", .label = label, .hint = {}, .value = {}});
    auto const main = html(
        "{}<h1>{}</h1>\n<p>{}</p>\n<p class=\"phrase\">{}</p>\n<form method=\"post\" action=\"{}\" "
        "novalidate accept-charset=\"utf-8\">\n{}<div class=\"actions\"><button>{}</button></div>\n"
        "</form>\n<p>{}</p>\n{}",
        summary_of(page),
        words("busy.title"),
        words("busy.text"),
        draft.phrase,
        at(visit, "/report/copied"),
        form,
        words("check.send"),
        words("busy.or"),
        other_ways(visit)
    );
    return framed(
        visit,
        {.title = std::string{words("busy.title")},
         .main = main,
         .path = "/report/check",
         .wrong = wrong}
    );
}

std::string slow_page(Visit const& visit, std::int64_t retry_after_seconds)
{
    auto const seconds = std::to_string(retry_after_seconds);
    return plain_page(
        visit,
        {.title = "slow.title",
         .text = visit.words.with("slow.text", {{"seconds", seconds}}),
         .path = "/track",
         .go_to = "/track",
         .go = "down.again"}
    );
}

} // namespace ducha::web
