// What 附件 brings to the house: its act by name, its folds, its table.
#include "domain/attachment/attachment.h"
#include "domain/attachment/attachment_folds.h"
#include "domain/attachment/attachment_questions.h"
#include "domain/guard/named_act.h"

#include "generated/attachment_schema.h"
#include "generated/attachment_sql.h"

namespace ducha::attachment {

template <class Fields>
void describe(Fields& fields, RemoveAttachment& command)
{
    fields.field("attachment", command.attachment);
    fields.field("ground", command.ground);
}

guard::Room const& room()
{
    static guard::Room const room{
        .name = "attachment",
        .folds = folds(),
        .acts = {{
            .name = "remove_attachment",
            .zh = "移除一个附件并销毁其文件",
            .en = "remove an attachment and destroy its file",
            .example = R"({"attachment":12,"ground":"reporter_asked"})",
            .read = guard::reads<RemoveAttachment>(remove),
        }},
        .questions = questions(),
        .policy = policy(),
        .schema = schema,
        .queries = sql::all,
    };
    return room;
}

} // namespace ducha::attachment
