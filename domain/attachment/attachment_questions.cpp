// What can be asked of 附件 by name.
#include "domain/attachment/attachment_questions.h"

#include "domain/attachment/attachment_codec.h"
#include "domain/guard/named_question.h"

namespace ducha::attachment {
namespace {

struct AskForFiles {
    ReportId report;
};

template <class Fields>
void describe(Fields& fields, AskForFiles& question)
{
    fields.field("report", question.report);
}

struct Shown {
    Attachment attachment;
};

template <class Fields>
void describe(Fields& fields, Shown& shown)
{
    auto& attachment = shown.attachment;
    auto blob = to_hex(attachment.blob);
    fields.field("attachment", attachment.id);
    fields.field("report", attachment.report);
    fields.field("blob", blob);
    fields.field("kind", attachment.kind);
    fields.field("original", attachment.original);
    fields.field("removed", attachment.removed);
    fields.field("bytes", attachment.bytes);
    fields.field("width", attachment.width);
    fields.field("height", attachment.height);
    fields.field("name", attachment.name);
}

Result<guard::Page<Shown>> list(guard::Inquiry const& inquiry, AskForFiles const& question)
{
    auto const may = inquiry.permissions.authorize<ReadAttachments>(inquiry.log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    guard::Page<Shown> page;
    for (auto& attachment : attachments_of(inquiry.connection, *may, question.report)) {
        page.items.push_back({std::move(attachment)});
    }
    return page;
}

} // namespace

std::vector<guard::NamedQuestion> questions()
{
    return {{
        .name = "list_attachments",
        .about = guard::About::object,
        .path = "reports/{report}/attachments",
        .zh = "一件举报的附件",
        .en = "the attachments of a report",
        .answerer = guard::answers<AskForFiles, guard::Page<Shown>>(list),
        .is_list = true,
    }};
}

} // namespace ducha::attachment
