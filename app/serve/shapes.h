// What the API itself says and is told, beside what the rooms bring: each struct once, for its JSON
// and for its place in docs/openapi.json. Inside of serve; included by .cpp files only.
#pragma once

#include "platform/http/message.h"
#include "platform/json/given.h"
#include "platform/json/record.h"

#include "domain/guard/second_person.h"
#include "domain/reporter/reporter_codec.h"
#include "domain/staff/staff_codec.h"

#include "app/serve/imports.h"
#include "app/serve/jobs.h"
#include "app/serve/operations.h"

namespace ducha::app::serve {

/// What the query of a request asks for.
template <class Question>
[[nodiscard]] Result<Question> read_query(http::Request const& request)
{
    json::Given given;
    for (auto const& field : request.query().fields()) {
        if (field.name != "lang") {
            given.insert_or_assign(field.name, field.value);
        }
    }
    return json::read_given<Question>(given);
}

// --- acts

struct ShownEvent {
    LogId log;
    Seq seq;
    std::string type;
};

template <class Fields>
void describe(Fields& fields, ShownEvent& event)
{
    fields.field("log", event.log);
    fields.field("seq", event.seq);
    fields.field("type", event.type);
}

/// What became of an act.
struct ShownDone {
    std::vector<ShownEvent> events;
    bool repeated = false;
};

template <class Fields>
void describe(Fields& fields, ShownDone& done)
{
    fields.field("events", done.events);
    fields.field("repeated", done.repeated);
}

/// A proposal that was recorded, and what its second person says yes to.
struct Proposed {
    std::string digest;
    ShownDone done;
};

template <class Fields>
void describe(Fields& fields, Proposed& proposed)
{
    fields.field("digest", proposed.digest);
    fields.field("done", proposed.done);
}

struct Approval {
    std::string digest;
    std::optional<std::string> inspection;
};

template <class Fields>
void describe(Fields& fields, Approval& approval)
{
    fields.field("digest", approval.digest);
    fields.field("inspection", approval.inspection);
}

struct Objecting {
    guard::Objection objection = guard::Objection::wrong_content;
    std::optional<std::string> inspection;
};

template <class Fields>
void describe(Fields& fields, Objecting& objecting)
{
    fields.field("objection", objecting.objection);
    fields.field("inspection", objecting.inspection);
}

// --- sessions and ways in

struct SignIn {
    std::string login;
    std::string password;
    std::string code; ///< of the authenticator; empty where there is none
};

template <class Fields>
void describe(Fields& fields, SignIn& sign_in)
{
    fields.field("login", sign_in.login);
    fields.field("password", sign_in.password);
    fields.field("code", sign_in.code);
}

struct Unlock {
    std::string password;
    std::string code;
};

template <class Fields>
void describe(Fields& fields, Unlock& unlock)
{
    fields.field("password", unlock.password);
    fields.field("code", unlock.code);
}

/// Who somebody is, for the page that greets them.
struct ShownWho {
    staff::PersonId person;
    std::vector<staff::Grant> grants;
    std::vector<identity::Role> roles; ///< of the grants that count
    std::vector<std::string> permits;  ///< acts and questions that one of them allows somewhere
    std::optional<Instant> authenticated;
};

template <class Fields>
void describe(Fields& fields, ShownWho& who)
{
    fields.field("person", who.person);
    fields.field("grants", who.grants);
    fields.field("roles", who.roles);
    fields.field("permits", who.permits);
    fields.field("authenticated", who.authenticated);
}

struct NewPassword {
    std::string password;
};

template <class Fields>
void describe(Fields& fields, NewPassword& wish)
{
    fields.field("password", wish.password);
}

struct ShownAuthenticator {
    std::string uri; ///< otpauth://
};

template <class Fields>
void describe(Fields& fields, ShownAuthenticator& shown)
{
    fields.field("uri", shown.uri);
}

struct ShownKey {
    std::string token;
    staff::ApiKey key;
};

template <class Fields>
void describe(Fields& fields, ShownKey& shown)
{
    fields.field("token", shown.token);
    fields.field("key", shown.key);
}

// --- files, jobs, reports of the public

struct Added {
    bool added = false; ///< false: the report had this file already
};

template <class Fields>
void describe(Fields& fields, Added& added)
{
    fields.field("added", added.added);
}

template <class Fields>
void describe(Fields& fields, Job& job)
{
    fields.field("id", job.id);
    fields.field("kind", job.kind);
    fields.field("state", job.state);
    fields.field("events", job.events);
    fields.field("refusal", job.refusal.code);
    fields.field("refusal_zh", job.refusal.sentence.zh);
    fields.field("refusal_en", job.refusal.sentence.en);
    fields.field("inspection", job.inspection);
    fields.field("object", job.object);
    fields.field("asked", job.asked);
    fields.field("ended", job.ended);
    fields.field("by", job.by);
    fields.field("table", job.table);
}

// --- how the office is kept

template <class Fields>
void describe(Fields& fields, DiskRoom& disk)
{
    fields.field("holds", disk.holds);
    fields.field("free_bytes", disk.free_bytes);
    fields.field("capacity_bytes", disk.capacity_bytes);
}

template <class Fields>
void describe(Fields& fields, LogInBackup& log)
{
    fields.field("log", log.log);
    fields.field("origin", log.origin);
    fields.field("events", log.events);
    fields.field("events_now", log.events_now);
    fields.field("is_beginning", log.is_beginning);
}

/// The last backup; its logs stand beside it, held against those of now.
struct ShownBackup {
    keeping::BackupTaken backup;
};

template <class Fields>
void describe(Fields& fields, ShownBackup& shown)
{
    fields.field("taken", shown.backup.taken);
    fields.field("folder", shown.backup.folder);
    fields.field("program", shown.backup.program);
    fields.field("schema_step", shown.backup.schema_step);
    fields.field("files", shown.backup.files);
    fields.field("bytes", shown.backup.bytes);
}

template <class Fields>
void describe(Fields& fields, Operations& operations)
{
    std::optional<ShownBackup> backup;
    if (operations.backup) {
        backup = {*operations.backup};
    }
    fields.field("now", operations.now);
    fields.field("program", operations.program);
    fields.field("database", operations.database);
    fields.field("schema_step", operations.schema_step);
    fields.field("disks", operations.disks);
    fields.field("backup_state", operations.backup_state);
    fields.field("backup", backup);
    fields.field("events_since_backup", operations.events_since_backup);
    fields.field("logs", operations.logs);
}

// --- tables of reports

/// A table that was sent in, and how far it is.
struct ShownImport {
    std::string id;
    std::string job; ///< that takes it down; empty: not begun
    Import::Figures figures;
};

template <class Fields>
void describe(Fields& fields, ShownImport& shown)
{
    fields.field("id", shown.id);
    fields.field("job", shown.job);
    fields.field("rows", shown.figures.rows);
    fields.field("fits", shown.figures.fits);
    fields.field("refused", shown.figures.refused);
    fields.field("received", shown.figures.received);
    fields.field("there_already", shown.figures.there_already);
}

struct BeginImport {
    /// A key that the parts of one table share: drawn at random, as a file's name may be
    /// somebody's.
    std::optional<std::string> table;
};

template <class Fields>
void describe(Fields& fields, BeginImport& question)
{
    fields.field("table", question.table);
}

struct AskForRows {
    std::optional<std::int64_t> after; ///< a line
    std::optional<std::int64_t> limit;
    std::optional<RowFate> fate;
};

template <class Fields>
void describe(Fields& fields, AskForRows& question)
{
    fields.field("after", question.after);
    fields.field("limit", question.limit);
    fields.field("fate", question.fate);
}

template <class Fields>
void describe(Fields& fields, ImportRow& row)
{
    fields.field("line", row.line);
    fields.field("own_id", row.own_id);
    fields.field("fate", row.fate);
    fields.field("code", row.refusal.code);
    fields.field("zh", row.refusal.sentence.zh);
    fields.field("en", row.refusal.sentence.en);
    fields.field("where", row.refusal.where);
    fields.field("found", row.refusal.found);
    fields.field("expected", row.refusal.expected);
}

/// A report and whom it is about.
struct Reported {
    std::string object;
    reporter::ReceiveWebReport report;
};

template <class Fields>
void describe(Fields& fields, Reported& reported)
{
    fields.field("object", reported.object);
    fields.field("report", reported.report);
}

struct ShownReceipt {
    std::string receipt;
    bool repeated = false;
};

template <class Fields>
void describe(Fields& fields, ShownReceipt& shown)
{
    fields.field("receipt", shown.receipt);
    fields.field("repeated", shown.repeated);
}

} // namespace ducha::app::serve
