// The intake's acts by name, read from JSON. No rules here.
#include "domain/guard/named_act.h"
#include "domain/intake/intake_acts.h"
#include "domain/intake/intake_codec.h"

namespace ducha::intake {

template <class Fields>
void describe(Fields& fields, AcceptMatters& command)
{
    fields.field("matter", command.matter);
}

template <class Fields>
void describe(Fields& fields, DeclineMatter& command)
{
    fields.field("matter", command.matter);
    fields.field("reason", command.reason);
    fields.field("why", command.why);
}

template <class Fields>
void describe(Fields& fields, ForwardMatter& command)
{
    fields.field("matter", command.matter);
    fields.field("office", command.office);
    fields.field("why", command.why);
}

template <class Fields>
void describe(Fields& fields, WithdrawMatter& command)
{
    fields.field("matter", command.matter);
    fields.field("why", command.why);
}

template <class Fields>
void describe(Fields& fields, MarkUrgent& command)
{
    fields.field("matter", command.matter);
    fields.field("ground", command.ground);
}

template <class Fields>
void describe(Fields& fields, SplitReport& command)
{
    fields.field("report", command.report);
    fields.field("title", command.title);
    fields.field("text", command.text);
    fields.field("place", command.place);
    fields.field("enterprise", command.enterprise);
    fields.field("types", command.types);
}

template <class Fields>
void describe(Fields& fields, IncomingReport& report)
{
    fields.field("own_id", report.own_id);
    fields.field("channel", report.channel);
    fields.field("kind", report.kind);
    fields.field("occurred", report.occurred);
    fields.field("postmark", report.postmark);
    fields.field("title", report.title);
    fields.field("text", report.text);
    fields.field("place", report.place);
    fields.field("enterprise", report.enterprise);
    fields.field("types", report.types);
    fields.field("reporter_name", report.reporter_name);
}

namespace {

/// Takes down one report, whole or not at all.
Result<guard::Command> read_report(LogId log, std::string_view json)
{
    auto report = json::read_command<IncomingReport>(json);
    if (!report) {
        return std::unexpected{report.error()};
    }
    auto outcome = std::make_shared<ReceiveOutcome>();
    auto command = receive(log, {.reports = {std::move(*report)}}, outcome);
    command.decide = [inner = std::move(command.decide),
                      outcome](guard::Scene& scene) -> Result<guard::Proposal> {
        auto proposal = inner(scene);
        if (proposal && outcome->rows.front().fate == ReceiveOutcome::Fate::refused) {
            return std::unexpected{outcome->rows.front().refusal};
        }
        return proposal;
    };
    return command;
}

} // namespace

std::vector<guard::NamedAct> acts()
{
    return {
        {"receive_report",
         "登记一件举报",
         "take a report down",
         R"({"own_id":"T-1","channel":"call","kind":"complaint",)"
         R"("occurred":"2021-09-01T09:30:00+08:00","title":"","text":"模拟：…",)"
         R"("place":"","enterprise":"","types":["air"],"reporter_name":""})",
         {read_report, json::schema_of<IncomingReport>}},
        {"accept_matter",
         "受理一个反映问题（不写 matter 则由规则受理）",
         "accept a matter; without `matter` the rule accepts what waits",
         R"({"matter":12})",
         guard::reads<AcceptMatters>([](LogId log, AcceptMatters act) { return accept(log, act); })
        },
        {"decline_matter",
         "不予受理（只能由人决定）",
         "decline a matter; only a person does",
         R"({"matter":12,"reason":"clue_too_vague","why":"没有地点"})",
         guard::reads<DeclineMatter>(decline)},
        {"forward_matter",
         "转送其他单位",
         "send a matter to the office it belongs to",
         R"({"matter":12,"office":"信访局","why":"不属于生态环境领域"})",
         guard::reads<ForwardMatter>(forward)},
        {"withdraw_matter",
         "撤回一个已受理的问题",
         "withdraw an accepted matter",
         R"({"matter":12,"why":"经研判非生态环境问题"})",
         guard::reads<WithdrawMatter>(withdraw)},
        {"mark_urgent",
         "标为紧急，立即转办",
         "mark a matter urgent: it goes out at once",
         R"({"matter":12,"ground":"drinking_water"})",
         guard::reads<MarkUrgent>(mark_urgent)},
        {"split_report",
         "把一件举报拆出一个反映问题",
         "take a further matter out of a report",
         R"({"report":12,"title":"","text":"模拟：…","place":"","enterprise":"","types":[]})",
         guard::reads<SplitReport>(split)},
    };
}

} // namespace ducha::intake
