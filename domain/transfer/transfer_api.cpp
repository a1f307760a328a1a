// What 转办 brings to the house: its acts by name, its folds, its tables. No rules here.
#include "domain/guard/named_act.h"
#include "domain/transfer/transfer.h"
#include "domain/transfer/transfer_folds.h"
#include "domain/transfer/transfer_questions.h"

#include "generated/transfer_schema.h"
#include "generated/transfer_sql.h"

namespace ducha::transfer {

template <class Fields>
void describe(Fields& fields, SealBatch& command)
{
    fields.field("day", command.day);
}

template <class Fields>
void describe(Fields& fields, HandOverBatch& command)
{
    fields.field("day", command.day);
}

template <class Fields>
void describe(Fields& fields, AcknowledgeBatch& command)
{
    fields.field("day", command.day);
}

template <class Fields>
void describe(Fields& fields, IssueUrgentNotice& command)
{
    fields.field("case", command.of);
}

guard::Room const& room()
{
    static guard::Room const room{
        .name = "transfer",
        .folds = folds(),
        .acts =
            {
                {"seal_batch",
                 "封批编号",
                 "seal a day's batch",
                 R"({"day":"2021-09-01"})",
                 guard::reads<SealBatch>(seal)},
                {"hand_over_batch",
                 "移交批次",
                 "hand a batch over",
                 R"({"day":"2021-09-01"})",
                 guard::reads<HandOverBatch>(hand_over)},
                {"acknowledge_batch",
                 "签收批次",
                 "acknowledge a batch",
                 R"({"day":"2021-09-01"})",
                 guard::reads<AcknowledgeBatch>(acknowledge)},
                {"issue_urgent_notice",
                 "紧急件立即转办",
                 "send an urgent case out at once",
                 R"({"case":12})",
                 guard::reads<IssueUrgentNotice>(notify)},
            },
        .questions = questions(),
        .policy = policy(),
        .schema = schema,
        .queries = sql::all,
    };
    return room;
}

} // namespace ducha::transfer
