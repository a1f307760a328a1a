// 附件: its table, and the acts that decide over it.
#include "base/text.h"

#include "platform/db/connection.h"
#include "platform/db/scrub.h"
#include "platform/db/stored_code.h"
#include "platform/sealed/sealed.h"

#include "domain/attachment/attachment.h"
#include "domain/attachment/attachment_refusals.h"
#include "domain/guard/erasure.h"

#include "generated/attachment_sql.h"

#include <algorithm>

namespace ducha::attachment {
namespace {

/// Of a file's name; file systems allow 255 bytes.
constexpr std::size_t longest_name = 255;

Attachment attachment_in(db::Row const& row)
{
    auto const blob = from_hex(row.text(2));
    return {
        .id = row.id<AttachmentId>(0),
        .report = row.id<ReportId>(1),
        .blob = blob ? to_hash(*blob).value_or(Hash{}) : Hash{},
        .kind = db::stored_code<document::Kind>(row, 3, "attachment.kind"),
        .original = row.integer(4) != 0,
        .removed = row.integer(5) != 0,
        .bytes = row.integer(6),
        .width = row.integer(7),
        .height = row.integer(8),
        .content = std::string{row.text(9)},
        .name = std::string{row.text(10)},
    };
}

/// What is stored of a file, made once, however often its act is tried.
struct Adding {
    AddAttachment command;
    blob::Store store;
    std::optional<Bytes> sealed;

    [[nodiscard]] ByteSpan stored(sealed::SealedWriter const& originals)
    {
        if (!command.original) {
            return command.content;
        }
        if (!sealed) {
            sealed = originals.seal_file(command.name, command.content);
        }
        return *sealed;
    }
};

/// The name as it may be recorded: that of an original is sealed with it.
Result<std::string> recorded_name(AddAttachment const& command)
{
    if (command.original || first_invalid_utf8(command.name)) {
        return std::string{};
    }
    return intake::free_text(command.name, "name", longest_name);
}

Result<guard::Proposal> decide_add(guard::Scene& scene, Adding& adding)
{
    auto const& command = adding.command;
    auto const document = document::look(command.content);
    auto const name = recorded_name(command);
    if (!document || !name) {
        return std::unexpected{document ? name.error() : document.error()};
    }
    auto const matters = scene.may<intake::ReadMatters>();
    if (intake::own_id_of(scene.connection, matters, command.report).empty()) {
        return refuse(
            refusals, AttachmentRefusal::no_such_report, std::to_string(command.report.get())
        );
    }
    auto const there =
        attachments_of(scene.connection, scene.may<ReadAttachments>(), command.report);
    auto const content =
        to_hex(scene.originals.recognition_of({std::string{text_of(command.content)}}));
    bool const known = std::ranges::any_of(there, [&](Attachment const& one) {
        return !one.removed && one.content == content && one.original == command.original;
    });
    if (known) {
        return guard::Proposal{};
    }
    auto const stored = adding.stored(scene.originals);
    auto const bytes = static_cast<std::int64_t>(stored.size());
    if (auto const fits = may_have(there, bytes); !fits) {
        return std::unexpected{fits.error()};
    }
    guard::Proposal proposal;
    proposal.add(
        AttachmentAdded{
            .report = command.report,
            .blob = to_hex(adding.store.put(scene.log, stored)),
            .kind = document->kind,
            .original = command.original,
            .bytes = bytes,
            .width = document->width,
            .height = document->height,
            .content = content,
            .name = *name,
        },
        scene.now
    );
    return proposal;
}

Result<guard::Proposal> decide_removal(guard::Scene& scene, RemoveAttachment const& command)
{
    std::optional<Attachment> found;
    scene.connection.each(
        sql::attachment,
        {scene.log, command.attachment},
        [&](db::Row const& row) { found = attachment_in(row); }
    );
    auto const place = std::to_string(command.attachment.get());
    if (!found) {
        return refuse(refusals, AttachmentRefusal::no_such_attachment, place);
    }
    if (found->removed) {
        return refuse(refusals, AttachmentRefusal::already_removed, place);
    }
    guard::Proposal proposal;
    proposal.add(AttachmentRemoved{command.attachment, found->report, command.ground}, scene.now);
    Seq const added{command.attachment.get()};
    auto const events = ledger::read_events(scene.connection, scene.log, added, 1);
    if (!events.empty() && events.front().words) {
        proposal.add(
            ledger::PayloadErased{
                .seq = added,
                .event_type = events.front().type,
                .ground = std::string{code(command.ground)},
            },
            scene.now
        );
    }
    return proposal;
}

} // namespace

guard::Command add(LogId log, AddAttachment command, blob::Store store)
{
    auto const adding =
        std::make_shared<Adding>(std::move(command), std::move(store), std::nullopt);
    return {
        .log = log,
        .act = "add_attachment",
        .key = {},
        .decide = [adding](guard::Scene& scene) { return decide_add(scene, *adding); },
    };
}

guard::Command remove(LogId log, RemoveAttachment command)
{
    auto const connection = std::make_shared<db::Connection*>(nullptr);
    return {
        .log = log,
        .act = "remove_attachment",
        .key = {},
        .decide =
            [command, connection](guard::Scene& scene) {
                *connection = &scene.connection;
                return decide_removal(scene, command);
            },
        .settled =
            [connection](std::vector<ledger::Recorded> const& events) {
                if (!events.empty()) {
                    db::scrub(**connection);
                }
            },
    };
}

std::vector<Attachment>
attachments_of(db::Connection& connection, MayReadAttachments const& may, ReportId report)
{
    std::vector<Attachment> all;
    connection.each(sql::attachments_of_report, {may.object(), report}, [&](db::Row const& row) {
        all.push_back(attachment_in(row));
    });
    return all;
}

std::optional<Attachment>
find_blob(db::Connection& connection, MayReadAttachments const& may, Hash const& blob)
{
    std::optional<Attachment> found;
    auto const name = to_hex(blob);
    connection.each(sql::attachment_by_blob, {may.object(), name}, [&](db::Row const& row) {
        found = found ? found : attachment_in(row);
    });
    return found;
}

} // namespace ducha::attachment
