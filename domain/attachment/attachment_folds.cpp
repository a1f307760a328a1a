// The rows of 附件, as they follow from the events.
#include "domain/attachment/attachment_folds.h"

#include "platform/db/connection.h"

#include "domain/attachment/attachment.h"

#include "generated/attachment_sql.h"

namespace ducha::attachment {
namespace {

using ledger::Codec;
using ledger::CountFacts;
using ledger::Recorded;

void fold_added(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const added = Codec<AttachmentAdded>::read(event);
    rows.run(
        sql::add_attachment,
        {event.log,
         event.seq,
         added.report,
         added.blob,
         code(added.kind),
         added.original,
         added.bytes,
         added.width,
         added.height,
         added.content,
         added.name}
    );
}

void fold_removed(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const removed = Codec<AttachmentRemoved>::read(event);
    rows.run(sql::remove_attachment, {event.log, removed.attachment});
}

/// With the words of a report go the scans of it. Those of an attachment are its name.
void fold_erasure(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const erased = Codec<ledger::PayloadErased>::read(event);
    if (erased.event_type == intake::ReportReceived::type.name) {
        rows.run(sql::remove_attachments_of, {event.log, erased.seq});
    } else if (erased.event_type == AttachmentAdded::type.name) {
        rows.run(sql::blank_name, {event.log, erased.seq});
    }
}

} // namespace

ledger::Folds folds()
{
    return {
        .events =
            {
                {AttachmentAdded::type.name, fold_added},
                {AttachmentRemoved::type.name, fold_removed},
                {ledger::PayloadErased::type.name, fold_erasure},
            },
        .tables = {{"attachment", "log_id, attachment_id"}},
    };
}

} // namespace ducha::attachment
