// What 进展情况 brings to the house: its acts by name, its folds, its tables. No rules here.
#include "platform/db/migration.h"

#include "domain/bulletin/bulletin_questions.h"
#include "domain/bulletin/issued.h"
#include "domain/bulletin/issued_folds.h"
#include "domain/guard/named_act.h"
#include "domain/inspection/counting_codec.h"

#include "generated/bulletin_schema.h"
#include "generated/bulletin_sql.h"

namespace ducha::bulletin {

template <class Fields>
void describe(Fields& fields, IssueBulletin& command)
{
    fields.field("inspection", command.inspection);
    fields.field("as_of", command.as_of);
    fields.field("rules", command.rules);
}

template <class Fields>
void describe(Fields& fields, CorrectBulletin& command)
{
    fields.field("inspection", command.inspection);
    fields.field("number", command.number);
    fields.field("why", command.why);
}

guard::Room const& room()
{
    static guard::Room const room{
        .name = "bulletin",
        .folds = folds(),
        .acts =
            {
                {"issue_bulletin",
                 "发布进展情况通报",
                 "issue a bulletin",
                 R"({"inspection":"2-4","as_of":1631707200000000})",
                 guard::reads<IssueBulletin>([](LogId, IssueBulletin const& command) {
                     return issue(command);
                 }),
                 guard::About::office},
                {"correct_bulletin",
                 "更正已发布的通报",
                 "correct an issued bulletin",
                 R"({"inspection":"2-4","number":3,"why":"..."})",
                 guard::reads<CorrectBulletin>([](LogId, CorrectBulletin const& command) {
                     return correct(command);
                 }),
                 guard::About::office},
            },
        .questions = questions(),
        .policy = policy(),
        .schema = schema,
        .queries = sql::all,
    };
    return room;
}

} // namespace ducha::bulletin
