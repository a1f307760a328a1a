// Who sent a request, as far as it was proved.
#pragma once

#include "platform/http/message.h"

#include "domain/staff/principal.h"

#include "app/office.h"
#include "app/serve/directory.h"

#include <memory>
#include <optional>
#include <string_view>

namespace ducha::app::serve {

/// The cookie that holds the token of a session. Its prefix makes browsers keep it to this host,
/// this whole site and encrypted ways (RFC 6265bis, 4.1.3.2); they count 127.0.0.1 among these.
inline constexpr std::string_view session_cookie = "__Host-ducha";

struct Visitor {
    std::shared_ptr<identity::Principal const> principal; ///< a citizen where nobody signed in
    std::optional<staff::Who> who;                        ///< none: a citizen
};

enum class VisitorRefusal { sign_in_first, other_site, not_json };

/// The token of the request's session; nothing where it has none.
[[nodiscard]] std::optional<identity::Secret> session_token(http::Request const& request);

/// What is found of a visitor by reading alone.
struct Visit {
    Result<Visitor> visitor;
    bool is_to_be_noted = false; ///< by `note_visit`, once whatever is read was read
};

/// By a key in `Authorization: Bearer`, else by the session's cookie, else a citizen.
///
/// refuses   what `staff::key_of` and `staff::session_of` refuse
/// cost      two look-ups
[[nodiscard]] Visit visit_of(http::Request const& request, Office& office, Directory& directory);

/// Notes that the request's session was used, or that it has locked itself.
/// cost      a commit, once a minute of a session
void note_visit(http::Request const& request, Office& office);

/// A browser sends cookies along with what other sites make it send. So a request that changes
/// something must come from our own pages, as Sec-Fetch-Site or Origin say, where there is either;
/// and its content is JSON, which no foreign form can send.
/// source   W3C Fetch Metadata; OWASP CSRF Prevention
[[nodiscard]] Result<void> check_origin(http::Request const& request);

/// Where the request comes from, as attempts to sign in are counted.
[[nodiscard]] std::string network_of(http::Request const& request);

[[nodiscard]] Refusal sign_in_first();

} // namespace ducha::app::serve
