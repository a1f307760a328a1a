// What a person proves with, and what was opened with it: set, listed, taken back. No events: what
// is secret, and what is about the habits of people, does not go into a record for ever.
#pragma once

#include "platform/identity/totp.h"

#include "domain/staff/entrance.h"

namespace ducha::staff {

struct KeepCredentials {
    static constexpr std::string_view code = "keep_credentials";
};

/// The permission to keep a person's ways in.
class MayKeepCredentials {
public:
    /// may   of the office's log
    MayKeepCredentials(identity::Authorized<KeepCredentials, LogId> const& /*may*/, PersonId person)
        : person_{person}
    {
    }

    /// Everybody may look at their own.
    /// refuses   a program that comes with a key: it could make itself another; a screen on a wall:
    ///           whoever passes by could
    [[nodiscard]] static Result<MayKeepCredentials> to_look(Who const& who);

    /// Everybody may change their own, for as long as a proof serves.
    /// refuses   as above, and where the password was given too long ago: `staff.prove_again`
    [[nodiscard]] static Result<MayKeepCredentials>
    to_change(Who const& who, Limits const& limits, Instant now);

    [[nodiscard]] PersonId person() const { return person_; }

private:
    explicit MayKeepCredentials(PersonId person) : person_{person} {}

    PersonId person_;
};

enum class CredentialRefusal {
    no_such_session,
    no_such_key,
    bad_title,
    bad_life,
    role_not_held,
    not_by_key,
    not_at_a_wall,
    prove_again,
};

/// Sets a password and ends all sessions of the person; API keys stay. Attempts that failed are
/// forgotten.
///
/// refuses   as identity::check_password; a person who is suspended, erased or not there
/// cost      that of one password hash
[[nodiscard]] Result<void> set_password(
    Entrance const& entrance, MayKeepCredentials const& may, identity::Secret const& password
);

/// Gives the person an authenticator: from now on nobody signs in without its codes. An earlier
/// one is of no more use. Shown once, here; what is kept is sealed with the office's key.
[[nodiscard]] Result<identity::TotpSecret>
give_authenticator(Entrance const& entrance, MayKeepCredentials const& may);

/// Says whether there was one.
bool take_authenticator(Entrance const& entrance, MayKeepCredentials const& may);

/// What the person signs in by; empty where it was erased.
[[nodiscard]] std::string login_of(Entrance const& entrance, MayKeepCredentials const& may);

struct OpenSession {
    std::string name; ///< 16 hexadecimal digits, which open nothing
    Instant created;
    Instant last_seen; ///< to the minute
    Instant authenticated;
    bool locked = false;
};

/// The sessions that are not over, the oldest first.
[[nodiscard]] std::vector<OpenSession>
sessions_of(Entrance const& entrance, MayKeepCredentials const& may);

[[nodiscard]] Result<void>
end_session(Entrance const& entrance, MayKeepCredentials const& may, std::string_view name);

void end_sessions(Entrance const& entrance, MayKeepCredentials const& may);

struct KeyWish {
    std::string title;              ///< what it is for; 1 to 60 characters
    std::vector<std::string> roles; ///< that it may use; empty: all that its owner holds then
    std::int64_t life_days = 90;    ///< 1 to 366
};

struct ApiKey {
    std::string name; ///< 16 hexadecimal digits, which open nothing
    std::string title;
    std::vector<std::string> roles;
    Instant created;
    Instant expires;
};

struct NewKey {
    identity::Secret token; ///< `ducha_` and 43 characters; shown once
    ApiKey key;
};

/// refuses   a person who is suspended, erased or not there; a role that the person does not hold
[[nodiscard]] Result<NewKey>
add_key(Entrance const& entrance, MayKeepCredentials const& may, KeyWish const& wish);

/// All that were not revoked, expired ones included.
[[nodiscard]] std::vector<ApiKey> keys_of(Entrance const& entrance, MayKeepCredentials const& may);

[[nodiscard]] Result<void>
revoke_key(Entrance const& entrance, MayKeepCredentials const& may, std::string_view name);

} // namespace ducha::staff
