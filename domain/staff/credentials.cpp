// What a person proves with, and what was opened with it.
#include "domain/staff/credentials.h"

#include "base/text.h"

#include "platform/clock/clock.h"
#include "platform/db/connection.h"
#include "platform/identity/token.h"

#include "domain/ledger/ledger.h"
#include "domain/staff/attempts.h"
#include "domain/staff/authenticator.h"
#include "domain/staff/entrance_refusals.h"
#include "domain/staff/person_row.h"
#include "domain/staff/session_life.h"
#include "domain/staff/staff_refusals.h"

#include "generated/staff_sql.h"

#include <algorithm>

namespace ducha::staff {
namespace {

constexpr std::size_t longest_title = 60;
constexpr std::int64_t longest_life_days = 366;

/// Somebody who may work, and will until the end of the caller's transaction.
Result<Person> working(Entrance const& entrance, PersonId id)
{
    auto person = person_found(entrance.connection, sql::held_person, id);
    auto const number = std::to_string(id.get());
    if (!person) {
        return refuse(refusals, StaffRefusal::no_such_person, number);
    }
    if (person->login.empty()) {
        return refuse(refusals, StaffRefusal::erased, number);
    }
    if (person->suspended) {
        return refuse(refusals, StaffRefusal::suspended, number);
    }
    return std::move(*person);
}

Result<void> check_title(std::string_view title)
{
    bool const fits = !title.empty() && trimmed(title) == title && !first_invalid_utf8(title) &&
        length_in_code_points(title) <= longest_title &&
        std::ranges::none_of(title, [](char letter) { return letter >= 0 && letter < ' '; });
    if (!fits) {
        return refuse(
            credential_refusals, CredentialRefusal::bad_title, {}, "1 to 60 characters", "title"
        );
    }
    return {};
}

Result<void> check_wish(KeyWish const& wish, Person const& person)
{
    if (auto const fits = check_title(wish.title); !fits) {
        return fits;
    }
    if (wish.life_days < 1 || wish.life_days > longest_life_days) {
        return refuse(
            credential_refusals,
            CredentialRefusal::bad_life,
            std::to_string(wish.life_days),
            "1 to 366 days",
            "days"
        );
    }
    for (auto const& role : wish.roles) {
        if (std::ranges::find(person.grants, role, &Grant::role) == person.grants.end()) {
            return refuse(credential_refusals, CredentialRefusal::role_not_held, role, {}, "role");
        }
    }
    return {};
}

/// Whether it may be the name of a session or a key; other bytes no database would take.
bool is_name(std::string_view name)
{
    return name.size() == 16 && from_hex(name).has_value();
}

std::string listed(std::vector<std::string> const& roles)
{
    std::string text;
    for (auto const& role : roles) {
        text += (text.empty() ? "" : " ") + role;
    }
    return text;
}

} // namespace

Result<MayKeepCredentials> MayKeepCredentials::to_look(Who const& who)
{
    if (!who.authenticated) {
        return refuse(credential_refusals, CredentialRefusal::not_by_key);
    }
    if (is_wall(who.grants)) {
        return refuse(credential_refusals, CredentialRefusal::not_at_a_wall);
    }
    return MayKeepCredentials{who.person};
}

Result<MayKeepCredentials>
MayKeepCredentials::to_change(Who const& who, Limits const& limits, Instant now)
{
    auto const may = to_look(who);
    if (may && !is_fresh(who, limits, now)) {
        return refuse(credential_refusals, CredentialRefusal::prove_again);
    }
    return may;
}

Result<void> set_password(
    Entrance const& entrance, MayKeepCredentials const& may, identity::Secret const& password
)
{
    db::Transaction transaction{entrance.connection};
    auto const person = working(entrance, may.person());
    if (!person) {
        return std::unexpected{person.error()};
    }
    if (auto const fits = identity::check_password(password, {person->login, person->name});
        !fits) {
        return fits;
    }
    auto const hash = identity::hashed(password, entrance.limits.cost, entrance.random);
    auto const now = entrance.clock.now();
    entrance.connection.run(sql::keep_credential, {person->id, hash, now});
    entrance.connection.run(sql::end_sessions_of, {person->id});
    forget_attempts(entrance, person->login);
    transaction.commit();
    return {};
}

Result<identity::TotpSecret>
give_authenticator(Entrance const& entrance, MayKeepCredentials const& may)
{
    db::Transaction transaction{entrance.connection};
    auto const person = working(entrance, may.person());
    if (!person) {
        return std::unexpected{person.error()};
    }
    auto const secret = identity::make_totp_secret(entrance.random);
    auto const stored = sealed(entrance, person->id, secret);
    entrance.connection.run(sql::keep_one_time_secret, {person->id, stored});
    transaction.commit();
    return secret;
}

bool take_authenticator(Entrance const& entrance, MayKeepCredentials const& may)
{
    db::Transaction transaction{entrance.connection};
    auto const taken = entrance.connection.integer(sql::drop_one_time_secret, {may.person()});
    transaction.commit();
    return taken.has_value();
}

std::string login_of(Entrance const& entrance, MayKeepCredentials const& may)
{
    std::string login;
    entrance.connection.each(sql::person, {office_log, may.person()}, [&](db::Row const& row) {
        login = row.text(2);
    });
    return login;
}

std::vector<OpenSession> sessions_of(Entrance const& entrance, MayKeepCredentials const& may)
{
    std::vector<OpenSession> sessions;
    auto const now = entrance.clock.now();
    auto const& limits = entrance.limits;
    auto const grants = grants_of(entrance.connection, may.person());
    entrance.connection.each(sql::sessions_of, {may.person()}, [&](db::Row const& row) {
        OpenSession session{
            .name = std::string{row.text(0)},
            .created = row.instant(1),
            .last_seen = row.instant(2),
            .authenticated = row.instant(3),
            .locked = row.integer(4) != 0,
        };
        session.locked = session.locked || is_idle(limits, grants, session.last_seen, now);
        if (now.microseconds - session.created.microseconds < life(limits, grants)) {
            sessions.push_back(std::move(session));
        }
    });
    return sessions;
}

Result<void>
end_session(Entrance const& entrance, MayKeepCredentials const& may, std::string_view name)
{
    db::Transaction transaction{entrance.connection};
    auto const ended = is_name(name)
        ? entrance.connection.integer(sql::end_session_named, {may.person(), name})
        : std::nullopt;
    transaction.commit();
    if (!ended) {
        return refuse(credential_refusals, CredentialRefusal::no_such_session, std::string{name});
    }
    return {};
}

void end_sessions(Entrance const& entrance, MayKeepCredentials const& may)
{
    db::Transaction transaction{entrance.connection};
    entrance.connection.run(sql::end_sessions_of, {may.person()});
    transaction.commit();
}

Result<NewKey> add_key(Entrance const& entrance, MayKeepCredentials const& may, KeyWish const& wish)
{
    db::Transaction transaction{entrance.connection};
    auto const person = working(entrance, may.person());
    if (!person) {
        return std::unexpected{person.error()};
    }
    if (auto const fits = check_wish(wish, *person); !fits) {
        return std::unexpected{fits.error()};
    }
    auto token = identity::make_token(entrance.random, key_prefix);
    auto const digest = identity::token_digest(token);
    auto const now = entrance.clock.now();
    ApiKey key{
        .name = to_hex(digest).substr(0, 16),
        .title = wish.title,
        .roles = wish.roles,
        .created = now,
        .expires = {now.microseconds + wish.life_days * day},
    };
    auto const roles = listed(key.roles);
    entrance.connection.run(
        sql::add_key,
        {digest,
         key.name,
         person->id,
         key.title,
         roles,
         key.created,
         key.expires,
         ledger::state_of(entrance.connection, office_log, false).size}
    );
    transaction.commit();
    return NewKey{.token = std::move(token), .key = std::move(key)};
}

std::vector<ApiKey> keys_of(Entrance const& entrance, MayKeepCredentials const& may)
{
    std::vector<ApiKey> keys;
    entrance.connection.each(sql::keys_of, {may.person()}, [&](db::Row const& row) {
        ApiKey key{
            .name = std::string{row.text(0)},
            .title = std::string{row.text(1)},
            .roles = {},
            .created = row.instant(3),
            .expires = row.instant(4),
        };
        if (auto const roles = row.text(2); !roles.empty()) {
            for (auto const role : split(roles, ' ')) {
                key.roles.emplace_back(role);
            }
        }
        keys.push_back(std::move(key));
    });
    return keys;
}

Result<void>
revoke_key(Entrance const& entrance, MayKeepCredentials const& may, std::string_view name)
{
    db::Transaction transaction{entrance.connection};
    auto const gone = is_name(name)
        ? entrance.connection.integer(sql::drop_key_named, {may.person(), name})
        : std::nullopt;
    transaction.commit();
    if (!gone) {
        return refuse(credential_refusals, CredentialRefusal::no_such_key, std::string{name});
    }
    return {};
}

} // namespace ducha::staff
