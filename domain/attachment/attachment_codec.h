// How the events of 附件 are spelled in JSON.
#pragma once

#include "platform/json/record.h"

#include "domain/attachment/attachment.h"

namespace ducha::attachment {

template <class Fields>
void describe(Fields& fields, AttachmentAdded& event)
{
    fields.field("report", event.report);
    fields.field("blob", event.blob);
    fields.field("kind", event.kind);
    fields.field("original", event.original);
    fields.field("bytes", event.bytes);
    fields.field("width", event.width);
    fields.field("height", event.height);
    fields.field("content", event.content);
    fields.word("name", event.name);
}

template <class Fields>
void describe(Fields& fields, AttachmentRemoved& event)
{
    fields.field("attachment", event.attachment);
    fields.field("report", event.report);
    fields.field("ground", event.ground);
}

} // namespace ducha::attachment
