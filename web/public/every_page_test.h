// Every public page once, as each state shows it: what the tests look at, and the browser too.
#pragma once

#include "web/public/example_test.h"

#include <map>

namespace ducha::web {

/// The pages by name, in one language.
inline std::map<std::string, std::string> every_page(Visit const& visit)
{
    auto const draft = example_draft();
    auto const report = example_report();
    std::map<std::string, std::string> pages;
    for (auto const step : {Step::where, Step::what, Step::evidence, Step::contact, Step::check}) {
        pages["step-" + std::string{code(step)}] = step_page(visit, draft, {step, {}});
        auto const turn = post(draft, step, {{"form", to_text(draft.token)}}, visit.desk);
        if (auto const* const wrong = std::get_if<ShowStep>(&turn.next)) {
            pages["wrong-" + std::string{code(step)}] = step_page(visit, turn.draft, *wrong);
        }
    }
    auto stop = draft;
    stop.kind = intake::ReportKind::stop_report;
    pages["stop-what"] = step_page(visit, stop, {Step::what, {}});
    pages["stop-check"] = step_page(visit, stop, {Step::check, {}});
    pages["home"] = home_page(visit);
    auto closed_desk = visit.desk;
    closed_desk.takes_reports = false;
    Visit const closed{.words = visit.words, .desk = closed_desk, .large_text = visit.large_text};
    pages["home-closed"] = home_page(closed);
    pages["closed"] = closed_page(closed);
    pages["done"] = done_page(
        visit,
        {.code = {{0x3C, 0x51, 0x9A, 0x77, 0x0E, 0xB2, 0xD4, 0x68, 0x21, 0xF5}},
         .received = example_instant("2021-08-31T21:15"),
         .token = draft.token}
    );
    pages["forgotten"] = forgotten_page(visit);
    pages["expired"] = expired_page(visit);
    pages["refused"] = refused_page(
        visit, {.code = "x", .sentence = {"本次督察未开通该渠道", "this channel is not open"}}
    );
    pages["track"] = track_page(visit, false);
    pages["wrong-track"] = track_page(visit, true);
    Followed followed{
        .report = report, .code = "7K2M-QX4D-9RTB-0VHW-5", .addition = {{1}}, .threat = {{2}}
    };
    pages["followed"] = followed_page(visit, followed);
    followed.just = Followed::Just::added;
    pages["added"] = followed_page(visit, followed);
    followed.just = Followed::Just::looked;
    followed.problems = {wrong_threat("").value()};
    pages["wrong-threat"] = followed_page(visit, followed);
    followed.problems = {};
    followed.refused = {"补充次数过多，请打电话", "there are too many additions; please call"};
    followed.addition_text = "模拟：昨夜又排";
    pages["not-added"] = followed_page(visit, followed);
    pages["bulletin"] = bulletin_page(visit, example_edition());
    pages["no-bulletin"] = no_bulletin_page(visit);
    pages["prohibitions"] = prohibitions_page(visit);
    pages["help"] = help_page(visit);
    pages["privacy"] = privacy_page(visit);
    pages["accessibility"] = accessibility_page(visit);
    pages["missing"] = missing_page(visit);
    auto counted = draft;
    counted.phrase = "7K2MQ";
    pages["busy"] = busy_page(visit, counted, false);
    pages["wrong-busy"] = busy_page(visit, counted, true);
    pages["slow"] = slow_page(visit, 60);
    pages["down"] = down_page(visit, 30);
    return pages;
}

} // namespace ducha::web
