// The routes of questions.
#include "platform/clock/clock.h"

#include "app/rooms.h"
#include "app/serve/api.h"
#include "app/serve/paths.h"

namespace ducha::app::serve {
namespace {

/// What the path and the query say, but for what says of which object.
json::Given given(Call const& call, std::vector<std::string> const& in_path)
{
    json::Given given;
    for (auto const& field : call.request.query().fields()) {
        if (field.name != "lang") {
            given.insert_or_assign(field.name, field.value);
        }
    }
    for (auto const& name : in_path) {
        if (name != "inspection" && name != "object") {
            given.insert_or_assign(name, std::string{call.context.parameter(name)});
        }
    }
    return given;
}

Result<http::Response> respond(Call const& call, guard::NamedQuestion const& question)
{
    auto answer = ask(call, question, call.office.connection());
    if (!answer) {
        return std::unexpected{answer.error()};
    }
    return with_etag(call.request, std::move(*answer));
}

} // namespace

Result<std::string>
ask(Call const& call, guard::NamedQuestion const& question, db::Connection& connection)
{
    auto const log = log_of(call, question.about);
    if (!log) {
        return std::unexpected{log.error()};
    }
    auto const in_path = parameters_in(path_of(question));
    auto const permissions = call.permissions();
    guard::Inquiry const inquiry{
        .connection = connection,
        .permissions = permissions,
        .log = *log,
        .inspection = question.about == guard::About::inspection
            ? std::string{call.context.parameter("inspection")}
            : std::string{},
        .now = call.office.clock().now(),
    };
    return question.answerer.answer(inquiry, given(call, in_path));
}

void add_questions(http::Router& router, Counter const& counter)
{
    for (auto const* room : rooms()) {
        for (auto const& question : room->questions) {
            router.add({
                .method = http::Method::get,
                .pattern = path_of(question),
                .load = question.is_list ? http::LoadClass::list : http::LoadClass::look_up,
                .handler = guarded(
                    counter,
                    [&question](Call const& call) -> Result<http::Response> {
                        db::Snapshot const moment{call.office.connection()};
                        return respond(call, question);
                    },
                    question.is_public ? Access::everyone : Access::staff
                ),
            });
        }
    }
}

} // namespace ducha::app::serve
