// An invented office and its reports, for the tests of the pages and for looking at them.
#pragma once

#include "web/public/pages.h"

namespace ducha::web {

inline Desk example_desk()
{
    return {
        .inspection = {"模拟省生态环境保护督察", "Inspection of a simulated province"},
        .objects =
            {{"AA", {"模拟省", "A simulated province"}},
             {"BB", {"示例集团有限公司", "Example Group"}}},
        .telephone = "0000-12369",
        .mailbox = {"模拟省示例市第 1 号信箱", "P.O. Box 1, Example City, a simulated province"},
        .from = {8 * 60},
        .until = {20 * 60},
        .daily_cut = {20 * 60},
        .simulated = true,
    };
}

inline Draft example_draft()
{
    Draft draft{
        .token = {{0x12, 0x34}},
        .object = "AA",
        .place = "示例市示例县长桥大道与南港路口东 200 米，模拟甲搅拌站",
        .enterprise = "模拟甲搅拌站",
        .types = {intake::Type::air, intake::Type::noise},
        .when = "三月以来，每天晚上 10 点以后，现在还在发生",
        .text = "模拟：搅拌站夜间生产，粉尘很大，窗台一天能积一层灰。\n车辆进出不盖篷布，噪声吵得睡"
                "不着。",
        .evidence = "有 5 月 20 日晚的照片和录像，在我手里。",
        .contact = Contact::telephone,
        .name = {},
        .telephone = "000-00001111",
    };
    draft.furthest = Step::check;
    return draft;
}

inline Instant example_instant(std::string_view text)
{
    return parse_instant(text).value();
}

inline reporter::ReportStatus example_report()
{
    reporter::CaseStatus const done{
        .number = "W2AA202109010018",
        .handed_over = example_instant("2021-09-02T09:00"),
        .due = parse_day("2021-09-12"),
        .result =
            handling::ResultView::There{
                example_instant("2021-09-10T16:00"),
                {.status = handling::Status::closed,
                 .truth = handling::Truth::basically,
                 .rectification = handling::RectificationClass::by_deadline}
            },
    };
    intake::Judgement const accepted{
        .state = intake::MatterState::accepted, .since = example_instant("2021-09-01T10:00")
    };
    intake::Judgement const declined{
        .state = intake::MatterState::declined,
        .since = example_instant("2021-09-01T11:00"),
        .reason = intake::DeclineReason::clue_too_vague,
        .why = "没有写明是哪一段河",
    };
    return {
        .received = example_instant("2021-08-31T21:15"),
        .matters = {{accepted, done}, {declined, std::nullopt}},
        .additions = {example_instant("2021-09-03T08:00")},
    };
}

inline bulletin::Edition example_edition()
{
    bulletin::Edition edition;
    edition.inspection.name_zh = "模拟省生态环境保护督察";
    edition.inspection.name_en = "Inspection of a simulated province";
    edition.inspection.channels = {Channel::call, Channel::letter, Channel::web};
    edition.inspection.objects = {
        {.code = "AA", .name_zh = "模拟省", .name_en = "A simulated province"},
        {.code = "BB", .name_zh = "示例集团有限公司", .name_en = "Example Group"},
    };
    edition.as_of = example_instant("2021-09-15T20:00");
    edition.number = 21;
    edition.logs = {
        {"AA", LogId{1}, 31'204, std::string(64, 'a')},
        {"BB", LogId{2}, 1'118, std::string(64, 'b')}
    };
    bulletin::Sums const province{
        {"received", 2918},
        {"accepted", 2377},
        {"transferred", 1871},
        {"closed", 512},
        {"penalised", 148},
        {"fine", 511'000'000},
        {"criminal", 5},
        {"detained", 8},
        {"interviewed", 43},
        {"accountable", 29},
    };
    bulletin::Sums const group{
        {"received", 104},
        {"accepted", 87},
        {"transferred", 74},
        {"closed", 21},
        {"penalised", 5},
        {"fine", 19'000'000},
        {"interviewed", 2},
        {"accountable", 2},
    };
    edition.figures.rows = {{"AA", province}, {"BB", group}};
    edition.figures.total = province;
    for (auto const& [measure, amount] : group) {
        edition.figures.total[measure] += amount;
    }
    return edition;
}

} // namespace ducha::web
