// What a reporter is told.
#include "domain/reporter/telling.h"

namespace ducha::reporter {
namespace {

using State = Told::State;

Sentence remedy()
{
    return {
        "您可以凭查询码补充时间、地点、线索，补充后会再看一次；也可以打电话说明。",
        "You may add the time, the place or a clue by your receipt code, and it is looked at "
        "again; "
        "or call and explain."
    };
}

Sentence joined(Sentence const& left, Sentence const& right)
{
    return {left.zh + right.zh, left.en + (left.en.empty() ? "" : " ") + right.en};
}

Told declined(intake::Judgement const& judged)
{
    auto const& reason = code_row(judged.reason.value_or(intake::DeclineReason::clue_too_vague));
    Sentence more{
        "原因：" + std::string{reason.zh} + "。", "Reason: " + std::string{reason.en} + "."
    };
    if (!judged.why.empty()) {
        more = joined(
            more, {"说明：" + judged.why + "。", "In the office's words: " + judged.why + "."}
        );
    }
    return {
        State::stopped,
        {"不予受理", "Not accepted"},
        judged.since,
        joined(more, remedy()),
    };
}

Told judgement(intake::Judgement const& judged)
{
    switch (judged.state) {
    case intake::MatterState::accepted:
        return {State::done, {"已受理", "Accepted"}, judged.since, {}};
    case intake::MatterState::declined:
        return declined(judged);
    case intake::MatterState::forwarded:
        return {
            State::stopped,
            {"已转送其他单位处理", "Sent on to the office whose business it is"},
            judged.since,
            {judged.office.empty() ? "" : "转送：" + judged.office + "。",
             judged.office.empty() ? "" : "Sent to: " + judged.office + "."},
        };
    case intake::MatterState::withdrawn:
        return {
            State::stopped,
            {"受理后撤回，不再办理", "Withdrawn after it was accepted; not handled any more"},
            judged.since,
            remedy(),
        };
    case intake::MatterState::undecided:
        break;
    }
    return {
        State::now,
        {"等待受理", "Waiting to be judged"},
        std::nullopt,
        {"工作人员会判断是否受理，并写明理由。",
         "Staff will decide whether to accept it, and say why if they do not."},
    };
}

Told hand_over(CaseStatus const& file)
{
    if (!file.handed_over) {
        return {
            State::now,
            {"等待转办", "Waiting to be handed over"},
            std::nullopt,
            {"将按批次转给被督察单位办理；转去的内容里没有您的姓名、电话和原话。",
             "It goes to the inspected side with the day's batch, without your name, your "
             "telephone "
             "and your own words."},
        };
    }
    Sentence more;
    if (!file.number.empty()) {
        more = {"受理编号：" + file.number + "。", "Case number: " + file.number + "."};
    }
    if (file.due && !file.result) {
        more = joined(
            more,
            {"办理结果应在" + day_text(*file.due, true) + "前报回。",
             "The result is due by " + day_text(*file.due, false) + "."}
        );
    }
    return {State::done, {"已转办", "Handed over"}, file.handed_over, std::move(more)};
}

Told result(handling::ResultView::There const& there)
{
    auto const& outcome = there.outcome;
    auto const& status = code_row(outcome.status);
    Sentence more;
    if (outcome.truth) {
        auto const& truth = code_row(*outcome.truth);
        more = {
            "调查认定：" + std::string{truth.zh} + "。",
            "Finding: what was reported is " + std::string{truth.en} + "."
        };
    }
    if (outcome.rectification) {
        auto const& rectification = code_row(*outcome.rectification);
        more = joined(
            more,
            {"整改方式：" + std::string{rectification.zh} + "。",
             "To be put right: " + std::string{rectification.en} + "."}
        );
    }
    return {
        outcome.status == handling::Status::closed ? State::done : State::now,
        {std::string{status.zh},
         outcome.status == handling::Status::closed       ? "Completed"
             : outcome.status == handling::Status::phased ? "Completed for a phase"
                                                          : "In progress"},
        there.occurred,
        std::move(more),
    };
}

} // namespace

std::string day_text(Day day, bool chinese)
{
    constexpr std::string_view months[] = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    };
    auto const date = civil(day);
    auto const year = std::to_string(static_cast<int>(date.year()));
    auto const month = static_cast<unsigned>(date.month());
    auto const number = std::to_string(static_cast<unsigned>(date.day()));
    return chinese ? year + "年" + std::to_string(month) + "月" + number + "日"
                   : number + " " + std::string{months[month - 1]} + " " + year;
}

std::vector<Told> told(ReportStatus const& report, MatterStatus const& matter)
{
    std::vector<Told> steps{{State::done, {"已收到", "Received"}, report.received, {}}};
    steps.push_back(judgement(matter.judged));
    if (matter.judged.state != intake::MatterState::accepted) {
        return steps;
    }
    auto const file = matter.in_case.value_or(CaseStatus{});
    steps.push_back(hand_over(file));
    if (file.handed_over && file.result) {
        steps.push_back(result(*file.result));
    } else if (file.handed_over) {
        steps.push_back({
            State::now,
            {"正在办理", "Being handled"},
            std::nullopt,
            {"结果报回后会显示在这里。", "The result will stand here when it is in."},
        });
    }
    return steps;
}

} // namespace ducha::reporter
