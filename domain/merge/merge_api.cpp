// What 并案 brings to the house: its acts by name, its folds, its tables. No rules here.
#include "domain/guard/named_act.h"
#include "domain/merge/merge.h"
#include "domain/merge/merge_folds.h"
#include "domain/merge/merge_questions.h"

#include "generated/merge_schema.h"
#include "generated/merge_sql.h"

namespace ducha::merge {

template <class Fields>
void describe(Fields& fields, Join& command)
{
    fields.field("matter", command.matter);
    fields.field("into", command.into);
}

template <class Fields>
void describe(Fields& fields, RefuseJoin& command)
{
    fields.field("matter", command.matter);
    fields.field("from", command.from);
}

template <class Fields>
void describe(Fields& fields, Part& command)
{
    fields.field("matter", command.matter);
    fields.field("why", command.why);
}

guard::Room const& room()
{
    static guard::Room const room{
        .name = "merge",
        .folds = folds(),
        .acts =
            {
                {"join_matter",
                 "人工并案",
                 "join a matter to a case",
                 R"({"matter":12,"into":3})",
                 guard::reads<Join>(join)},
                {"refuse_join",
                 "确认不是同一问题",
                 "keep a matter apart from a case for ever",
                 R"({"matter":12,"from":3})",
                 guard::reads<RefuseJoin>(refuse_join)},
                {"part_matter",
                 "从交办件中拆出",
                 "take a matter out of its case",
                 R"({"matter":12,"why":"不是同一地点"})",
                 guard::reads<Part>(part)},
            },
        .questions = questions(),
        .policy = policy(),
        .schema = schema,
        .queries = sql::all,
    };
    return room;
}

} // namespace ducha::merge
