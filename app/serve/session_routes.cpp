// The routes by which people come in, prove again who they are, and leave; and what they were let
// in with.
#include "platform/json/record.h"

#include "domain/staff/credentials.h"

#include "app/serve/api.h"
#include "app/serve/serve_refusals.h"

namespace ducha::app::serve {
namespace {

using http::Response;
using http::Status;

constexpr std::size_t most_session_bytes = 4096;

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

struct Grant {
    std::string role;
    std::string inspection;
    std::string object;
    std::string unit;
};

template <class Fields>
void describe(Fields& fields, Grant& grant)
{
    fields.field("role", grant.role);
    fields.field("inspection", grant.inspection);
    fields.field("object", grant.object);
    fields.field("unit", grant.unit);
}

/// Who somebody is, for the page that greets them.
struct Shown {
    std::int64_t person = 0;
    std::vector<Grant> grants;
    std::optional<Instant> authenticated;
};

template <class Fields>
void describe(Fields& fields, Shown& shown)
{
    fields.field("person", shown.person);
    fields.field("grants", shown.grants);
    fields.field("authenticated", shown.authenticated);
}

std::string who_text(staff::Who const& who)
{
    Shown shown{.person = who.person.get(), .grants = {}, .authenticated = who.authenticated};
    for (auto const& [role, scope] : who.grants) {
        shown.grants.push_back({role, scope.inspection, scope.object, scope.unit});
    }
    return json::write(shown, json::Instants::readable);
}

void set_cookie(Response& response, std::string_view token, std::string_view more)
{
    response.headers.add(
        "Set-Cookie",
        std::string{session_cookie} + "=" + std::string{token} +
            "; Path=/; Secure; HttpOnly; SameSite=Strict" + std::string{more}
    );
}

Result<Response> sign_in(Call const& call)
{
    auto given = json::read_command<SignIn>(call.request.body());
    if (!given) {
        return std::unexpected{given.error()};
    }
    identity::Secret const password{std::move(given->password)};
    auto const from = network_of(call.request);
    auto const signed_in =
        staff::sign_in(call.office.entrance(), given->login, {password, given->code, from});
    if (!signed_in) {
        return std::unexpected{signed_in.error()};
    }
    auto response = http::json(Status::created, who_text(signed_in->who));
    set_cookie(response, signed_in->token.text(), "");
    return response;
}

Result<identity::Secret> token_of(Call const& call)
{
    auto token = session_token(call.request);
    if (!token) {
        return std::unexpected{sign_in_first()};
    }
    return std::move(*token);
}

Result<Response> unlock(Call const& call)
{
    auto const token = token_of(call);
    auto given = json::read_command<Unlock>(call.request.body());
    if (!token || !given) {
        return std::unexpected{token ? given.error() : token.error()};
    }
    identity::Secret const password{std::move(given->password)};
    auto const from = network_of(call.request);
    auto const who = staff::unlock(call.office.entrance(), *token, {password, given->code, from});
    if (!who) {
        return std::unexpected{who.error()};
    }
    return http::json(Status::ok, who_text(*who));
}

Result<Response> lock(Call const& call)
{
    auto const token = token_of(call);
    if (!token) {
        return std::unexpected{token.error()};
    }
    staff::lock(call.office.entrance(), *token);
    return http::no_content();
}

Result<Response> sign_out(Call const& call)
{
    auto response = http::no_content();
    if (auto const token = session_token(call.request)) {
        staff::sign_out(call.office.entrance(), *token);
    }
    set_cookie(response, "", "; Max-Age=0");
    return response;
}

Result<Response> show(Call const& call)
{
    return http::json(Status::ok, who_text(*call.visitor.who));
}

/// The routes that come before anybody is known: a session that is locked must be opened, one that
/// is over must be left.
http::Handler outside(Counter counter, Answering answering)
{
    return [counter, answering = std::move(answering)](
               http::Request const& request, http::Context& context
           ) -> Response {
        auto const as_problem = [&request](Refusal const& refusal) {
            return http::to_response({status_of(refusal), refusal}, request.language());
        };
        if (auto const ours = check_origin(request); !ours) {
            return as_problem(ours.error());
        }
        auto const office = counter.readers.take();
        auto answered = answering({request, context, *office, {}, counter});
        return answered ? std::move(*answered) : as_problem(answered.error());
    };
}

} // namespace

void add_sessions(http::Router& router, Counter const& counter)
{
    auto const add = [&](http::Method method, char const* pattern, http::Handler handler) {
        router.add({
            .method = method,
            .pattern = pattern,
            .load = http::LoadClass::write,
            .handler = std::move(handler),
            .most_body_bytes = method == http::Method::post ? most_session_bytes : 0,
        });
    };
    add(http::Method::post, "/api/v1/session", outside(counter, sign_in));
    add(http::Method::post, "/api/v1/session/unlock", outside(counter, unlock));
    add(http::Method::post, "/api/v1/session/lock", outside(counter, lock));
    add(http::Method::remove, "/api/v1/session", outside(counter, sign_out));
    add(http::Method::get, "/api/v1/session", guarded(counter, show));
}

} // namespace ducha::app::serve
