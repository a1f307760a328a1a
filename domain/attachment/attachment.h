// 附件: scans and photographs that came with a report.
//
// The ledger names each by its SHA-256; the file lies among the blobs, sealed for the vault where
// it is an original, since a scan of a letter names who wrote it. What is read and shown daily is
// a working copy, from which a person has taken what names the reporter.
#pragma once

#include "base/code.h"

#include "platform/blob/blob.h"

#include "engines/document/document.h"

#include "domain/intake/intake.h"

namespace ducha::attachment {

/// An attachment is named by the position of the event that added it.
using AttachmentId = Strong<struct AttachmentIdTag>;

/// Why an attachment goes. A code, as it stands in the leaf for ever.
enum class RemovalGround { added_by_mistake, retention_ended, reporter_asked, court_order };

inline constexpr std::size_t most_files = 10;                               ///< of a report
inline constexpr std::int64_t most_bytes_a_report = std::int64_t{50} << 20; ///< as stored

/// Adds a file to a report. The same content again under one report adds nothing.
struct AddAttachment {
    ReportId report;
    std::string name; ///< as the file was called; of an original it is sealed with the content
    Bytes content;
    bool original = true; ///< sealed; false: a working copy, kept as it is
};

/// Removes an attachment and destroys its file, unless another one has the same content.
struct RemoveAttachment {
    AttachmentId attachment;
    RemovalGround ground = RemovalGround::added_by_mistake;
};

// --- events ---------------------------------------------------------------------------------

struct AttachmentAdded {
    static constexpr ledger::EventType type{"attachment_added", 1};

    ReportId report;
    std::string blob; ///< SHA-256 of what is stored, as 64 hexadecimal digits
    document::Kind kind = document::Kind::jpeg;
    bool original = true;
    std::int64_t bytes = 0; ///< of what is stored
    std::int64_t width = 0; ///< pixels; 0 for a PDF
    std::int64_t height = 0;
    std::string content; ///< keyed digest of the file, as 64 hexadecimal digits
    std::string name;    ///< words; empty for an original
};

struct AttachmentRemoved {
    static constexpr ledger::EventType type{"attachment_removed", 1};

    AttachmentId attachment;
    ReportId report;
    RemovalGround ground = RemovalGround::added_by_mistake;
};

// --- decisions ------------------------------------------------------------------------------

enum class AttachmentRefusal {
    no_such_report,
    too_many_files,
    too_many_bytes,
    no_such_attachment,
    already_removed,
    sealed,
};

struct Attachment {
    AttachmentId id;
    ReportId report;
    Hash blob{};
    document::Kind kind = document::Kind::jpeg;
    bool original = true;
    bool removed = false;
    std::int64_t bytes = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;
    std::string content; ///< keyed digest of the file
    std::string name;
};

/// Whether a report that has `there` may have a further file of so many bytes, as stored.
[[nodiscard]] Result<void> may_have(std::vector<Attachment> const& there, std::int64_t bytes);

// --- commands -------------------------------------------------------------------------------

/// The file is durable before the event is; an act that is undone leaves a file that no event
/// names, which `sweep` removes. The log is held meanwhile: about 100 ms for 20 MiB.
///
/// refuses   what `document::look` refuses; a report that is not there; too much for a report
[[nodiscard]] guard::Command add(LogId log, AddAttachment command, blob::Store store);

/// The office destroys the file when this is committed: `destroy_removed`.
[[nodiscard]] guard::Command remove(LogId log, RemoveAttachment command);

// --- reading --------------------------------------------------------------------------------

struct ReadAttachments {
    static constexpr std::string_view code = "read_attachments";
};
using MayReadAttachments = identity::Authorized<ReadAttachments, LogId>;

/// Those of a report, removed ones among them, in the order in which they were added.
[[nodiscard]] std::vector<Attachment>
attachments_of(db::Connection& connection, MayReadAttachments const& may, ReportId report);

/// The attachment whose stored file this is; one that is not removed, where there is one.
[[nodiscard]] std::optional<Attachment>
find_blob(db::Connection& connection, MayReadAttachments const& may, Hash const& blob);

/// The content of a working copy.
///
/// refuses   an original: it is opened by those who hold the vault's key, not here; a removed one
/// throws    Trouble(io): the file is missing or damaged
[[nodiscard]] Result<Bytes>
read(blob::Store const& store, MayReadAttachments const& may, Attachment const& attachment);

// --- files and their events -----------------------------------------------------------------

/// Every blob that an attachment of the log names, in the order of their names, with its size.
[[nodiscard]] std::vector<std::pair<Hash, std::int64_t>>
blobs_in_use(db::Connection& connection, LogId log);

/// Destroys the files of attachments that are removed and have no other use. After a commit, in a
/// transaction of its own that holds the log. Returns how many.
std::int64_t destroy_removed(db::Connection& connection, LogId log, blob::Store const& store);

/// How closely files are looked at.
enum class Look { sizes, contents };

/// Holds the files against the events that name them.
///
/// shows    a file that is missing, has another size or, looked at closely, another content; one
///          that should have been destroyed
/// cannot   show anything of a log that does not hold itself: run `ledger::verify` first
/// cost     O(events), and with `contents` all bytes of the files at about 1 GB/s
[[nodiscard]] std::vector<ledger::Finding>
check(db::Connection& connection, LogId log, blob::Store const& store, Look look);

/// How long a file that no event names is kept: somebody may have restored an older database.
inline constexpr std::int64_t orphan_days = 7;

struct Orphans {
    std::vector<blob::Entry> old;   ///< no event names them, and they are older than `orphan_days`
    std::vector<blob::Entry> young; ///< the same, not so old
};

[[nodiscard]] Orphans
orphans(db::Connection& connection, LogId log, blob::Store const& store, Instant now);

/// Destroys old orphans, files of removed attachments, and what killed writers left a day ago.
/// Returns how many, and holds the log meanwhile.
std::int64_t sweep(db::Connection& connection, LogId log, blob::Store const& store, Instant now);

[[nodiscard]] guard::Facts guard_facts(AttachmentAdded const& event);
[[nodiscard]] guard::Facts guard_facts(AttachmentRemoved const& event);

/// Who may do and ask what of this room.
[[nodiscard]] std::vector<identity::ActRules> policy();

[[nodiscard]] guard::Room const& room();

} // namespace ducha::attachment

template <>
struct ducha::Codes<ducha::attachment::RemovalGround> {
    using Ground = attachment::RemovalGround;
    static constexpr CodeRow<Ground> table[] = {
        {Ground::added_by_mistake, "added_by_mistake", "误加", "it was added by mistake"},
        {Ground::retention_ended, "retention_ended", "保存期限届满", "the retention ended"},
        {Ground::reporter_asked, "reporter_asked", "举报人要求", "the reporter asked"},
        {Ground::court_order, "court_order", "法院命令", "a court ordered it"},
    };
};
