// The routes by which people keep their own ways in: sessions, password, authenticator, keys.
#include "platform/clock/clock.h"

#include "domain/guard/named_question.h"

#include "app/serve/api.h"
#include "app/serve/shapes.h"

namespace ducha::app::serve {
namespace {

using http::Response;
using http::Status;

constexpr std::size_t most_bytes = 4096;

template <class T>
Response list_of(std::vector<T> things)
{
    guard::Page<T> const page{.items = std::move(things), .next = {}};
    return http::json(Status::ok, json::write(page, json::Instants::readable));
}

Result<staff::MayKeepCredentials> may_change(Call const& call)
{
    return staff::MayKeepCredentials::to_change(
        *call.visitor.who, call.office.entrance().limits, call.office.clock().now()
    );
}

Result<Response> list_sessions(Call const& call)
{
    auto const may = staff::MayKeepCredentials::to_look(*call.visitor.who);
    if (!may) {
        return std::unexpected{may.error()};
    }
    return list_of(staff::sessions_of(call.office.entrance(), *may));
}

Result<Response> end_session(Call const& call)
{
    auto const may = staff::MayKeepCredentials::to_look(*call.visitor.who);
    if (!may) {
        return std::unexpected{may.error()};
    }
    auto const ended =
        staff::end_session(call.office.entrance(), *may, call.context.parameter("session"));
    return ended ? Result<Response>{http::no_content()} : std::unexpected{ended.error()};
}

Result<Response> set_password(Call const& call)
{
    auto const may = may_change(call);
    auto wish = json::read_command<NewPassword>(call.request.body());
    if (!may || !wish) {
        return std::unexpected{may ? wish.error() : may.error()};
    }
    identity::Secret const password{std::move(wish->password)};
    auto const set = staff::set_password(call.office.entrance(), *may, password);
    return set ? Result<Response>{http::no_content()} : std::unexpected{set.error()};
}

Result<Response> give_authenticator(Call const& call)
{
    auto const may = may_change(call);
    if (!may) {
        return std::unexpected{may.error()};
    }
    auto const secret = staff::give_authenticator(call.office.entrance(), *may);
    if (!secret) {
        return std::unexpected{secret.error()};
    }
    auto const label = staff::login_of(call.office.entrance(), *may);
    ShownAuthenticator const shown{identity::otpauth_uri(*secret, "ducha", label)};
    return http::json(Status::created, json::write(shown));
}

Result<Response> take_authenticator(Call const& call)
{
    auto const may = may_change(call);
    if (!may) {
        return std::unexpected{may.error()};
    }
    static_cast<void>(staff::take_authenticator(call.office.entrance(), *may));
    return http::no_content();
}

Result<Response> list_keys(Call const& call)
{
    auto const may = staff::MayKeepCredentials::to_look(*call.visitor.who);
    if (!may) {
        return std::unexpected{may.error()};
    }
    return list_of(staff::keys_of(call.office.entrance(), *may));
}

Result<Response> add_key(Call const& call)
{
    auto const may = may_change(call);
    auto const wish = json::read_command<staff::KeyWish>(call.request.body());
    if (!may || !wish) {
        return std::unexpected{may ? wish.error() : may.error()};
    }
    auto const made = staff::add_key(call.office.entrance(), *may, *wish);
    if (!made) {
        return std::unexpected{made.error()};
    }
    ShownKey const shown{std::string{made->token.text()}, made->key};
    return http::json(Status::created, json::write(shown, json::Instants::readable));
}

Result<Response> revoke_key(Call const& call)
{
    auto const may = staff::MayKeepCredentials::to_look(*call.visitor.who);
    if (!may) {
        return std::unexpected{may.error()};
    }
    auto const revoked =
        staff::revoke_key(call.office.entrance(), *may, call.context.parameter("key"));
    return revoked ? Result<Response>{http::no_content()} : std::unexpected{revoked.error()};
}

struct Way {
    http::Method method;
    char const* pattern;
    Result<Response> (*answer)(Call const&);
};

constexpr Way ways[] = {
    {http::Method::get, "/api/v1/me/sessions", list_sessions},
    {http::Method::remove, "/api/v1/me/sessions/{session}", end_session},
    {http::Method::post, "/api/v1/me/password", set_password},
    {http::Method::post, "/api/v1/me/authenticator", give_authenticator},
    {http::Method::remove, "/api/v1/me/authenticator", take_authenticator},
    {http::Method::get, "/api/v1/me/keys", list_keys},
    {http::Method::post, "/api/v1/me/keys", add_key},
    {http::Method::remove, "/api/v1/me/keys/{key}", revoke_key},
};

} // namespace

void add_access(http::Router& router, Counter const& counter)
{
    for (auto const& [method, pattern, answer] : ways) {
        router.add({
            .method = method,
            .pattern = pattern,
            .load = method == http::Method::get ? http::LoadClass::look_up : http::LoadClass::write,
            .handler = guarded(counter, answer),
            .most_body_bytes = method == http::Method::post ? most_bytes : 0,
        });
    }
}

} // namespace ducha::app::serve
