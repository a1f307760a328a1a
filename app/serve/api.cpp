// The API: what its routes share.
#include "app/serve/api.h"

#include "platform/clock/clock.h"
#include "platform/crypto/crypto.h"
#include "platform/json/text.h"

#include "app/rooms.h"
#include "app/serve/serve_refusals.h"

#include <algorithm>

namespace ducha::app::serve {
namespace {

using http::Status;

/// What is not said by the last word of a code.
constexpr std::pair<std::string_view, Status> statuses[] = {
    {"policy.not_permitted", Status::forbidden},
    {"policy.roles_exclude", Status::forbidden},
    {"policy.prove_again", Status::forbidden},
    {"policy.needs_second_person", Status::conflict},
    {"policy.needs_no_second_person", Status::conflict},
    {"api.sign_in_first", Status::unauthorized},
    {"api.other_site", Status::forbidden},
    {"api.not_json", Status::unsupported_media_type},
    {"api.changed_since", Status::precondition_failed},
    {"api.too_many_items", Status::content_too_large},
    {"api.too_many_jobs", Status::too_many_requests},
    {"api.too_often", Status::too_many_requests},
    {"api.too_many_imports", Status::too_many_requests},
    {"api.import_is_running", Status::conflict},
    {"api.not_csv", Status::unsupported_media_type},
    {"api.bad_channel", Status::bad_request},
    {"api.bad_table", Status::bad_request},
    {"api.bad_key", Status::bad_request},
    {"staff.not_let_in", Status::unauthorized},
    {"staff.session_over", Status::unauthorized},
    {"staff.session_locked", Status::unauthorized},
    {"staff.no_such_key", Status::unauthorized},
    {"staff.wait", Status::too_many_requests},
    {"staff.prove_again", Status::forbidden},
    {"staff.not_by_key", Status::forbidden},
    {"staff.not_at_a_wall", Status::forbidden},
    {"staff.no_key_of_this_name", Status::not_found},
    {"guard.not_found", Status::not_found},
    {"guard.bad_cursor", Status::bad_request},
};

bool changes_something(http::Method method)
{
    return method != http::Method::get && method != http::Method::head &&
        method != http::Method::options;
}

/// Where a request would change something and comes from another site.
std::optional<http::Response> turned_away(http::Request const& request)
{
    if (changes_something(request.method())) {
        if (auto const ours = check_origin(request); !ours) {
            return problem(ours.error(), request);
        }
    }
    return std::nullopt;
}

/// The answer to whoever was found, or why nobody was.
http::Response answer(Result<Visitor> found, Call call, Answering const& answering, Access access)
{
    if (!found) {
        return problem(found.error(), call.request);
    }
    if (access == Access::staff && !found->who) {
        return problem(sign_in_first(), call.request);
    }
    call.visitor = std::move(*found);
    auto answered = answering(call);
    return answered ? std::move(*answered) : problem(answered.error(), call.request);
}

} // namespace

identity::Permissions Call::permissions() const
{
    return {
        app::policy(),
        *visitor.principal,
        [&office = office](LogId log) { return inspection::place_of(office.connection(), log); },
        office.clock().now(),
    };
}

http::Handler guarded(Counter counter, Answering answering, Access access)
{
    return [counter,
            answering = std::move(answering),
            access](http::Request const& request, http::Context& context) {
        if (auto away = turned_away(request)) {
            return std::move(*away);
        }
        auto const office = counter.readers.take();
        Visit visit;
        if (access != Access::before_sign_in) {
            visit = visit_of(request, *office, counter.directory);
        }
        if (visit.is_to_be_noted) {
            note_visit(request, *office);
        }
        return answer(
            std::move(visit.visitor), {request, context, *office, {}, counter}, answering, access
        );
    };
}

http::Handler guarded_reading(Counter counter, Answering answering, Access access)
{
    return [counter,
            answering = std::move(answering),
            access](http::Request const& request, http::Context& context) {
        if (auto away = turned_away(request)) {
            return std::move(*away);
        }
        auto const office = counter.readers.take();
        std::optional<db::Snapshot> moment{std::in_place, office->connection()};
        auto visit = visit_of(request, *office, counter.directory);
        auto response = answer(
            std::move(visit.visitor), {request, context, *office, {}, counter}, answering, access
        );
        moment.reset();
        if (visit.is_to_be_noted) {
            note_visit(request, *office);
        }
        return response;
    };
}

Status status_of(Refusal const& refusal)
{
    std::string_view const code = refusal.code;
    for (auto const& [known, status] : statuses) {
        if (known == code) {
            return status;
        }
    }
    return code.starts_with("json.") ? Status::bad_request
        : code.contains(".no_such_") ? Status::not_found
        : code.contains("already")   ? Status::conflict
                                     : Status::unprocessable;
}

http::Response problem(Refusal const& refusal, http::Request const& request)
{
    return http::to_response({status_of(refusal), refusal}, request.language());
}

std::string problem_text(Refusal const& refusal, http::Language language)
{
    auto const answer = http::to_response({status_of(refusal), refusal}, language);
    return std::get<std::string>(answer.body);
}

Result<void> check_json(http::Request const& request)
{
    auto const type = request.header("Content-Type").value_or("");
    if (type.substr(0, type.find(';')) != "application/json") {
        return refuse(refusals, VisitorRefusal::not_json, std::string{type}, {}, "Content-Type");
    }
    return {};
}

Result<LogId> log_of(Call const& call, guard::About about)
{
    if (about != guard::About::object) {
        return office_log;
    }
    return call.counter.directory.log_of(
        call.office, call.context.parameter("inspection"), call.context.parameter("object")
    );
}

std::string etag_of(std::string_view content)
{
    constexpr std::size_t digits = 32;
    return '"' + to_hex(crypto::sha256({bytes_of(content)})).substr(0, digits) + '"';
}

http::Response with_etag(http::Request const& request, std::string content)
{
    auto const etag = etag_of(content);
    auto const known = request.header("If-None-Match");
    auto response = known && known->contains(etag) ? http::Response{.status = Status::not_modified}
                                                   : http::json(Status::ok, std::move(content));
    response.headers.set("ETag", etag);
    response.headers.set("Cache-Control", "private, no-cache");
    return response;
}

} // namespace ducha::app::serve
