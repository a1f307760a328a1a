// Why a file is not taken, shown or removed, in both languages.
#pragma once

#include "domain/attachment/attachment.h"

namespace ducha::attachment {

inline constexpr RefusalRow<AttachmentRefusal> refusals[] = {
    {AttachmentRefusal::no_such_report,
     "attachment.no_such_report",
     "没有这件举报",
     "there is no such report"},
    {AttachmentRefusal::too_many_files,
     "attachment.too_many_files",
     "该举报的附件过多",
     "the report has too many attachments"},
    {AttachmentRefusal::too_many_bytes,
     "attachment.too_many_bytes",
     "该举报的附件总量过大",
     "the attachments of the report are too large together"},
    {AttachmentRefusal::no_such_attachment,
     "attachment.no_such_attachment",
     "没有这个附件",
     "there is no such attachment"},
    {AttachmentRefusal::already_removed,
     "attachment.already_removed",
     "该附件已移除，文件已销毁",
     "the attachment was removed and its file destroyed"},
    {AttachmentRefusal::sealed,
     "attachment.sealed",
     "原件已封存，只能由掌管保险库的人开启",
     "the original is sealed; those who hold the vault's key open it"},
};

} // namespace ducha::attachment
