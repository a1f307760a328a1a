// 附件: what a report may have.
#include "domain/attachment/attachment.h"

#include "domain/attachment/attachment_refusals.h"

#include <algorithm>

namespace ducha::attachment {

Result<void> may_have(std::vector<Attachment> const& there, std::int64_t bytes)
{
    std::size_t files = 0;
    for (auto const& one : there) {
        files += one.removed ? 0 : 1;
        bytes += one.removed ? 0 : one.bytes;
    }
    if (files >= most_files) {
        return refuse(
            refusals,
            AttachmentRefusal::too_many_files,
            std::to_string(files + 1),
            "at most " + std::to_string(most_files)
        );
    }
    if (bytes > most_bytes_a_report) {
        return refuse(
            refusals,
            AttachmentRefusal::too_many_bytes,
            std::to_string(bytes) + " bytes",
            "at most " + std::to_string(most_bytes_a_report)
        );
    }
    return {};
}

Result<Bytes>
read(blob::Store const& store, MayReadAttachments const& may, Attachment const& attachment)
{
    if (attachment.removed) {
        return refuse(refusals, AttachmentRefusal::already_removed, to_hex(attachment.blob));
    }
    if (attachment.original) {
        return refuse(refusals, AttachmentRefusal::sealed, to_hex(attachment.blob));
    }
    return store.read(may.object(), attachment.blob);
}

guard::Facts guard_facts(AttachmentAdded const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(AttachmentRemoved const& /*event*/)
{
    return {};
}

} // namespace ducha::attachment
