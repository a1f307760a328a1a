// What 举报人 brings to the house: its acts by name, its folds, its tables. No rules here.
#include "platform/db/connection.h"
#include "platform/sealed/receipts.h"

#include "domain/guard/named_act.h"
#include "domain/reporter/reporter_codec.h"
#include "domain/reporter/reporter_folds.h"
#include "domain/reporter/reporter_questions.h"

#include "generated/reporter_schema.h"
#include "generated/reporter_sql.h"

namespace ducha::reporter {

namespace {

/// What was added to a report belongs to it.
std::vector<Seq> additions_to(db::Connection& connection, ledger::Recorded const& event)
{
    std::vector<Seq> all;
    if (event.type == intake::ReportReceived::type.name) {
        connection.each(
            sql::additions,
            {event.log, ReportId{event.seq.get()}},
            [&](db::Row const& row) { all.push_back(row.id<Seq>(0)); }
        );
    }
    return all;
}

} // namespace

guard::Room const& room()
{
    static guard::Room const room{
        .name = "reporter",
        .folds = folds(),
        .acts =
            {
                {"receive_web_report",
                 "登记一件网上举报，开出查询码（ducha receipt --form 显示）",
                 "take a report of the web down and issue its receipt (`ducha receipt --form`)",
                 R"({"form":"00112233445566778899aabbccddeeff","kind":"complaint","place":"",)"
                 R"("enterprise":"","text":"模拟：…","when":"","evidence":"","types":["air"],)"
                 R"("name":"","telephone":""})",
                 guard::reads<ReceiveWebReport>([](LogId log, ReceiveWebReport act) {
                     return receive(log, std::move(act), std::make_shared<Receipt>());
                 })},
                {"add_to_report",
                 "凭查询码补充",
                 "add to a report by its receipt",
                 R"({"form":"00112233445566778899aabbccddeeff","code":"0000-0000-0000-0000-0",)"
                 R"("text":"模拟：…"})",
                 guard::reads<AddToReport>(add)},
                {"tell_threat",
                 "凭查询码说明受到威胁（只有纪律监督员看得到）",
                 "tell of a threat by a receipt; for the discipline officer alone",
                 R"({"form":"00112233445566778899aabbccddeeff","code":"0000-0000-0000-0000-0",)"
                 R"("text":"模拟：…"})",
                 guard::reads<TellThreat>([](LogId /*log*/, TellThreat act) {
                     return tell(std::move(act));
                 }),
                 guard::About::office},
            },
        .questions = questions(),
        .policy = policy(),
        .schema = schema,
        .queries = sql::all,
        .belongings = additions_to,
    };
    return room;
}

} // namespace ducha::reporter
