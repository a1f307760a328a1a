// The API: every act and every question of every room, from one table, under /api/v1.
//
//     GET  /api/v1/inspections/{inspection}/{object}/cases/{case}          a question
//     POST /api/v1/inspections/{inspection}/{object}/acts/{act}            an act
//     POST /api/v1/inspections/{inspection}/{object}/cases/{case}/acts/{act}
//                                     the same act, if the case is still as If-Match says
//     POST .../acts/{act}/bulk        many at once, each for itself
//     POST .../acts/{act}/proposals   the first of two people; .../{seq}/approve, .../{seq}/refuse
//
// What a room brings (`guard::Room::acts`, `questions`) says name, path, parameters, shapes and
// sentences; routes, validation and docs/openapi.json are made from that, permissions are asked by
// the rooms themselves.
#pragma once

#include "platform/http/router.h"

#include "domain/guard/memory.h"

#include "app/public_site.h"
#include "app/serve/directory.h"
#include "app/serve/readers.h"
#include "app/serve/recorder.h"
#include "app/serve/visitor.h"

namespace ducha::app::serve {

enum class ApiRefusal {
    no_such_act,
    no_such_path,
    changed_since,
    too_many_items,
    bad_key,
    too_often,
    no_file,
};

/// How many commands one request may hold.
inline constexpr std::size_t most_items = 500;

/// What answers requests, all of it outliving the server.
struct Counter {
    Readers& readers;
    Recorder& recorder;
    Directory& directory;
    guard::Memory& memory;
};

/// One request with who sent it, in the hands of the thread that answers it.
struct Call {
    http::Request const& request;
    http::Context& context;
    Office& office;
    Visitor visitor;
    Counter const& counter;

    [[nodiscard]] identity::Permissions permissions() const;
};

/// An answer, or the refusal that becomes a problem document.
using Answering = std::function<Result<http::Response>(Call const&)>;

enum class Access {
    staff,    ///< somebody has signed in
    everyone, ///< a citizen, too

    /// Who it is is not asked, and the call has no visitor: a session that is locked must be
    /// opened, one that is over must be left.
    before_sign_in,
};

/// A handler that finds out who asks, keeps other sites out, and turns refusals into problems.
[[nodiscard]] http::Handler
guarded(Counter counter, Answering answering, Access access = Access::staff);

/// The same for what only reads: who asks, what they may and what is answered are of one moment of
/// the database, which also costs one transaction instead of several.
[[nodiscard]] http::Handler
guarded_reading(Counter counter, Answering answering, Access access = Access::staff);

/// The status that a refusal is answered with.
[[nodiscard]] http::Status status_of(Refusal const& refusal);

/// The refusal as an answer, in the language of who asks.
[[nodiscard]] http::Response problem(Refusal const& refusal, http::Request const& request);

/// The refusal as a member of a JSON answer.
[[nodiscard]] std::string problem_text(Refusal const& refusal, http::Language language);

/// The log of the object that the path names, or the office's.
[[nodiscard]] Result<LogId> log_of(Call const& call, guard::About about);

/// `"` and 32 hexadecimal digits of a digest of the content and `"`.
[[nodiscard]] std::string etag_of(std::string_view content);

/// A question's answer, and 304 where the asker has it already.
[[nodiscard]] http::Response with_etag(http::Request const& request, std::string content);

void add_questions(http::Router& router, Counter const& counter);
void add_acts(http::Router& router, Counter const& counter);
void add_attachments(http::Router& router, Counter const& counter);

/// Reports of the public by programs, and 404 for what there is not below /api.
void add_reports(http::Router& router, PublicPorts const& ports, PublicSettings const& settings);
void add_sessions(http::Router& router, Counter const& counter);
void add_access(http::Router& router, Counter const& counter);

/// Answers a question of the table.
[[nodiscard]] Result<std::string>
ask(Call const& call, guard::NamedQuestion const& question, db::Connection& connection);

/// refuses   a body that is said to be anything but JSON: no foreign form can send that
[[nodiscard]] Result<void> check_json(http::Request const& request);

} // namespace ducha::app::serve
