// The routes of scans and photographs: sent with a form, given back as they are and never shown by
// us.
#include "base/text.h"

#include "platform/http/form.h"

#include "domain/attachment/attachment.h"
#include "domain/guard/named_question.h"

#include "app/serve/api.h"
#include "app/serve/serve_refusals.h"
#include "app/serve/shapes.h"

#include <algorithm>

namespace ducha::app::serve {
namespace {

using http::Response;
using http::Status;

/// A little more than a file may have: the form around it.
constexpr std::size_t most_form_bytes = (std::size_t{20} << 20U) + 4096;
constexpr std::chrono::seconds upload_time{180};

http::Part const* part_named(std::vector<http::Part> const& parts, std::string_view name)
{
    auto const found = std::ranges::find(parts, name, &http::Part::name);
    return found == parts.end() ? nullptr : &*found;
}

Result<std::int64_t> number_in(Call const& call, std::string_view name)
{
    auto const number = parse_integer(call.context.parameter(name));
    if (!number) {
        return std::unexpected{guard::not_found()};
    }
    return *number;
}

/// A form with the part `file`, and `working` where it names nobody and need not be sealed.
Result<Response> add(Call const& call)
{
    auto const log = log_of(call, guard::About::object);
    auto const report = number_in(call, "report");
    if (!log || !report) {
        return std::unexpected{log ? report.error() : log.error()};
    }
    auto const type = call.request.header("Content-Type").value_or("");
    auto const parts = http::parse_multipart(type, call.request.body());
    if (!parts) {
        return std::unexpected{parts.error()};
    }
    auto const* const file = part_named(*parts, "file");
    if (file == nullptr) {
        return refuse(api_refusals, ApiRefusal::no_file, {}, {}, "file");
    }
    auto const content = bytes_of(file->content);
    auto command = attachment::add(
        *log,
        {.report = ReportId{*report},
         .name = file->file_name.value_or(""),
         .content = {content.begin(), content.end()},
         .original = part_named(*parts, "working") == nullptr},
        call.office.blobs()
    );
    command.by = call.visitor.principal;
    auto const done = call.counter.recorder.run(std::move(command));
    if (!done) {
        return std::unexpected{done.error()};
    }
    Added const shown{!done->events.empty()};
    return http::json(shown.added ? Status::created : Status::ok, json::write(shown));
}

std::string_view type_of(document::Kind kind)
{
    switch (kind) {
    case document::Kind::jpeg:
        return "image/jpeg";
    case document::Kind::png:
        return "image/png";
    case document::Kind::webp:
        return "image/webp";
    case document::Kind::pdf:
        break;
    }
    return "application/pdf";
}

/// A working copy. Whatever it is made to be by who sent it, it can do nothing: it is in a sandbox
/// of its own, of the type that its content has, and a document is saved rather than shown.
Result<Response> read(Call const& call)
{
    auto const log = log_of(call, guard::About::object);
    auto const bytes = from_hex(call.context.parameter("blob"));
    auto const name = bytes ? to_hash(*bytes) : std::nullopt;
    if (!log || !name) {
        return std::unexpected{log ? guard::not_found() : log.error()};
    }
    auto const may = call.permissions().authorize<attachment::ReadAttachments>(*log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    auto const found = attachment::find_blob(call.office.connection(), *may, *name);
    if (!found) {
        return std::unexpected{guard::not_found()};
    }
    auto const content = attachment::read(call.office.blobs(), *may, *found);
    if (!content) {
        return std::unexpected{content.error()};
    }
    auto response = http::content(Status::ok, type_of(found->kind), std::string{text_of(*content)});
    response.headers.set("Content-Security-Policy", "sandbox; default-src 'none'");
    response.headers.set(
        "Content-Disposition", found->kind == document::Kind::pdf ? "attachment" : "inline"
    );
    return response;
}

} // namespace

void add_attachments(http::Router& router, Counter const& counter)
{
    router.add({
        .method = http::Method::post,
        .pattern = "/api/v1/inspections/{inspection}/{object}/reports/{report}/attachments",
        .load = http::LoadClass::write,
        .handler = guarded(counter, add),
        .most_body_bytes = most_form_bytes,
        .body_time = upload_time,
    });
    router.add({
        .method = http::Method::get,
        .pattern = "/api/v1/inspections/{inspection}/{object}/attachments/{blob}",
        .load = http::LoadClass::look_up,
        .handler = guarded(counter, read),
    });
}

} // namespace ducha::app::serve
