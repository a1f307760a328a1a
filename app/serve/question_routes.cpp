// The routes of questions.
#include "platform/clock/clock.h"
#include "platform/json/given.h"

#include "app/rooms.h"
#include "app/serve/api.h"
#include "app/serve/paths.h"

namespace ducha::app::serve {
namespace {

constexpr std::size_t most_question_bytes = 96 * 1024; // the longest text, and what is beside it

/// What the query says, or the body.
Result<json::Given> said(Call const& call, guard::NamedQuestion const& question)
{
    if (question.is_in_body) {
        auto const json = check_json(call.request);
        return json ? json::given_in(call.request.body())
                    : Result<json::Given>{std::unexpected{json.error()}};
    }
    json::Given given;
    for (auto const& field : call.request.query().fields()) {
        if (field.name != "lang") {
            auto& value = given[field.name];
            value += (value.empty() ? "" : ",") + field.value;
        }
    }
    return given;
}

/// The same and what the path says, but for what says of which object.
Result<json::Given> given(Call const& call, guard::NamedQuestion const& question)
{
    auto given = said(call, question);
    if (!given) {
        return given;
    }
    auto const in_path = parameters_in(path_of(question));
    for (auto const& name : in_path) {
        if (name != "inspection" && name != "object") {
            given->insert_or_assign(name, std::string{call.context.parameter(name)});
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
    auto const named = given(call, question);
    if (!named) {
        return std::unexpected{named.error()};
    }
    auto const permissions = call.permissions();
    guard::Inquiry const inquiry{
        .connection = connection,
        .permissions = permissions,
        .log = *log,
        .inspection = question.about == guard::About::inspection
            ? std::string{call.context.parameter("inspection")}
            : std::string{},
        .now = call.office.clock().now(),
        .memory = call.counter.memory,
    };
    return question.answerer.answer(inquiry, *named);
}

void add_questions(http::Router& router, Counter const& counter)
{
    for (auto const* room : rooms()) {
        for (auto const& question : room->questions) {
            router.add({
                .method = question.is_in_body ? http::Method::post : http::Method::get,
                .pattern = path_of(question),
                .load = question.is_list ? http::LoadClass::list : http::LoadClass::look_up,
                .handler = guarded_reading(
                    counter,
                    [&question](Call const& call) { return respond(call, question); },
                    question.is_public ? Access::everyone : Access::staff
                ),
                .most_body_bytes = question.is_in_body ? most_question_bytes : 0,
            });
        }
    }
}

} // namespace ducha::app::serve
