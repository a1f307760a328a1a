// The routes by which people come in, prove again who they are, and leave; and what they were let
// in with.
#include "platform/identity/permitted.h"

#include "app/rooms.h"
#include "app/serve/api.h"
#include "app/serve/shapes.h"

namespace ducha::app::serve {
namespace {

using http::Response;
using http::Status;

constexpr std::size_t most_session_bytes = 4096;

std::string who_text(Call const& call, staff::Who const& who)
{
    auto const all = call.counter.directory.all(call.office);
    auto const roles = identity::roles_that_count(staff::principal_of(who, *all));
    ShownWho const shown{
        .person = who.person,
        .grants = who.grants,
        .roles = {roles.begin(), roles.end()},
        .permits = identity::permitted(policy(), roles),
        .authenticated = who.authenticated,
    };
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
    auto response = http::json(Status::created, who_text(call, signed_in->who));
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
    return http::json(Status::ok, who_text(call, *who));
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
    return http::json(Status::ok, who_text(call, *call.visitor.who));
}

} // namespace

void add_sessions(http::Router& router, Counter const& counter)
{
    auto const add = [&](http::Method method,
                         char const* pattern,
                         Answering const& answering,
                         Access access = Access::before_sign_in) {
        router.add({
            .method = method,
            .pattern = pattern,
            .load = http::LoadClass::write,
            .handler = guarded(counter, answering, access),
            .most_body_bytes = method == http::Method::post ? most_session_bytes : 0,
        });
    };
    add(http::Method::post, "/api/v1/session", sign_in);
    add(http::Method::post, "/api/v1/session/unlock", unlock);
    add(http::Method::post, "/api/v1/session/lock", lock);
    add(http::Method::remove, "/api/v1/session", sign_out);
    add(http::Method::get, "/api/v1/session", show, Access::staff);
}

} // namespace ducha::app::serve
