// Who sent a request.
#include "app/serve/visitor.h"

#include "base/text.h"

#include "app/serve/serve_refusals.h"

namespace ducha::app::serve {
namespace {

constexpr std::string_view bearer = "Bearer ";

identity::Secret secret(std::string_view text)
{
    return identity::Secret{std::string{text}};
}

Result<Visitor> visitor(Office& office, Directory& directory, Result<staff::Who> who)
{
    if (!who) {
        return std::unexpected{std::move(who.error())};
    }
    auto principal = staff::principal_of(*who, *directory.all(office));
    return Visitor{
        .principal = std::make_shared<identity::Principal const>(std::move(principal)),
        .who = std::move(*who),
    };
}

bool is_ours(http::Request const& request, std::string_view origin)
{
    auto const host = request.header("Host").value_or("");
    return origin == "https://" + std::string{host} || origin == "http://" + std::string{host};
}

} // namespace

std::optional<identity::Secret> session_token(http::Request const& request)
{
    auto const cookies = request.header("Cookie");
    if (!cookies) {
        return std::nullopt;
    }
    for (auto const cookie : split(*cookies, ';')) {
        auto const pair = trimmed(cookie);
        auto const sign = pair.find('=');
        if (sign != std::string_view::npos && pair.substr(0, sign) == session_cookie) {
            return secret(pair.substr(sign + 1));
        }
    }
    return std::nullopt;
}

Visit visit_of(http::Request const& request, Office& office, Directory& directory)
{
    auto const authorization = request.header("Authorization");
    if (authorization && authorization->starts_with(bearer)) {
        auto who = staff::key_of(office.entrance(), secret(authorization->substr(bearer.size())));
        return {.visitor = visitor(office, directory, std::move(who))};
    }
    if (auto const token = session_token(request)) {
        auto look = staff::look_at_session(office.entrance(), *token);
        return {
            .visitor = visitor(office, directory, std::move(look.who)),
            .is_to_be_noted = look.is_to_be_noted,
        };
    }
    Visitor citizen{.principal = std::make_shared<identity::Principal const>(), .who = {}};
    return {.visitor = std::move(citizen)};
}

void note_visit(http::Request const& request, Office& office)
{
    if (auto const token = session_token(request)) {
        static_cast<void>(staff::session_of(office.entrance(), *token));
    }
}

Result<void> check_origin(http::Request const& request)
{
    auto const site = request.header("Sec-Fetch-Site");
    auto const origin = request.header("Origin");
    bool const foreign =
        site ? *site != "same-origin" && *site != "none" : origin && !is_ours(request, *origin);
    if (foreign) {
        return refuse(refusals, VisitorRefusal::other_site);
    }
    return {};
}

std::string network_of(http::Request const& request)
{
    return std::to_string(request.peer().key());
}

Refusal sign_in_first()
{
    return refuse(refusals, VisitorRefusal::sign_in_first).error();
}

} // namespace ducha::app::serve
