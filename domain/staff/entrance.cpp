// The way in.
#include "domain/staff/entrance.h"

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

#include "generated/staff_sql.h"

#include <algorithm>

namespace ducha::staff {
namespace {

using identity::Secret;

/// Using a session is noted so often.
constexpr std::int64_t noted_every = minute;

/// Clocks of several machines differ by less; a session from further in the future is none.
constexpr std::int64_t clocks_differ = minute;

std::unexpected<Refusal> no(EntranceRefusal reason)
{
    return refuse(entrance_refusals, reason);
}

std::string small(std::string_view login)
{
    std::string text{trimmed(login)};
    std::ranges::transform(text, text.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return text;
}

struct Known {
    PersonId person;
    std::string pseudonym;
    std::string hash;
};

/// Somebody who may sign in with this login.
std::optional<Known> known_by(Entrance const& entrance, std::string_view login)
{
    std::optional<Known> known;
    if (!check_login(login)) {
        return known;
    }
    entrance.connection
        .each(sql::credential_of_login, {office_log, login}, [&](db::Row const& row) {
            known = {row.id<PersonId>(0), std::string{row.text(1)}, std::string{row.text(2)}};
        });
    return known;
}

/// Who it is, if all of the proof is right. Who is unknown costs as much time as who is known.
std::optional<Known> proved(Entrance const& entrance, std::string_view login, Proof const& proof)
{
    auto known = known_by(entrance, login);
    auto const hash = known ? known->hash : identity::decoy_hash(entrance.limits.cost);
    bool const right = identity::opens(hash, proof.password);
    if (!known || !right || !code_fits(entrance, known->person, proof.code)) {
        return std::nullopt;
    }
    return known;
}

/// Whether the proof still holds; from here to the end of the transaction nobody sets another
/// password or suspends the person.
bool still_holds(Entrance const& entrance, Known const& known)
{
    auto const hash = entrance.connection.text(sql::held_credential, {known.person, office_log});
    return hash == known.hash;
}

/// The cost of hashes has risen since the password was set; now it is at hand.
void renew_hash(Entrance const& entrance, Known const& known, Proof const& proof)
{
    if (identity::is_weaker(known.hash, entrance.limits.cost)) {
        auto const hash = identity::hashed(proof.password, entrance.limits.cost, entrance.random);
        entrance.connection.run(sql::renew_hash, {known.person, known.hash, hash});
    }
}

struct SessionRow {
    PersonId person;
    std::string pseudonym;
    std::string login;
    bool may_work = false;
    Instant created;
    Instant last_seen;
    Instant authenticated;
    bool locked = false;
    std::vector<Grant> grants;
};

std::optional<SessionRow> session_row(Entrance const& entrance, Hash const& digest)
{
    std::optional<SessionRow> session;
    entrance.connection.each(sql::session, {digest, office_log}, [&](db::Row const& row) {
        session = SessionRow{
            .person = row.id<PersonId>(0),
            .pseudonym = std::string{row.text(1)},
            .login = std::string{row.text(2)},
            .may_work = !row.text(2).empty() && row.is_null(3),
            .created = row.instant(4),
            .last_seen = row.instant(5),
            .authenticated = row.instant(6),
            .locked = row.integer(7) != 0,
            .grants = {},
        };
    });
    if (session) {
        session->grants = grants_of(entrance.connection, session->person);
    }
    return session;
}

/// A session that is there and not over, locked or not.
std::optional<SessionRow> living(Entrance const& entrance, Hash const& digest, Instant now)
{
    auto session = session_row(entrance, digest);
    if (!session || !session->may_work) {
        return std::nullopt;
    }
    auto const age = now.microseconds - session->created.microseconds;
    bool const lives = age < life(entrance.limits, session->grants) && age > -clocks_differ;
    return lives ? session : std::nullopt;
}

Who who(SessionRow const& session)
{
    return {
        .person = session.person,
        .pseudonym = session.pseudonym,
        .grants = session.grants,
        .authenticated = session.authenticated,
    };
}

/// One change to the row of a session.
void change(Entrance const& entrance, db::Query const& query, db::Values values)
{
    db::Transaction transaction{entrance.connection};
    entrance.connection.run(query, values);
    transaction.commit();
}

void forget_what_is_over(Entrance const& entrance, Instant now)
{
    Instant const oldest{now.microseconds - entrance.limits.session_hours * hour};
    Instant const oldest_of_walls{now.microseconds - entrance.limits.wall_days * day};
    change(
        entrance,
        sql::end_old_sessions,
        {oldest, oldest_of_walls, office_log, code(identity::Role::wall)}
    );
    forget_old_attempts(entrance);
}

} // namespace

bool is_wall(std::vector<Grant> const& grants)
{
    auto const wall = code(identity::Role::wall);
    return !grants.empty() &&
        std::ranges::all_of(grants, [wall](Grant const& grant) { return grant.role == wall; });
}

std::int64_t life(Limits const& limits, std::vector<Grant> const& grants)
{
    return is_wall(grants) ? limits.wall_days * day : limits.session_hours * hour;
}

bool is_idle(Limits const& limits, std::vector<Grant> const& grants, Instant last_seen, Instant now)
{
    auto const unused = now.microseconds - last_seen.microseconds;
    return !is_wall(grants) && unused >= limits.idle_minutes * minute;
}

bool is_fresh(Who const& who, Limits const& limits, Instant now)
{
    if (!who.authenticated) {
        return false;
    }
    auto const since = now.microseconds - who.authenticated->microseconds;
    return since > -clocks_differ && since <= limits.formal_minutes * minute;
}

Result<SignedIn> sign_in(Entrance const& entrance, std::string_view login, Proof const& proof)
{
    auto const tried = small(login);
    Attempt const attempt{entrance, tried, proof.from};
    if (auto const begun = attempt.begin(); !begun) {
        return std::unexpected{begun.error()};
    }
    auto const known = proved(entrance, tried, proof);
    if (!known) {
        return no(EntranceRefusal::not_let_in);
    }
    auto const now = entrance.clock.now();
    auto token = identity::make_token(entrance.random);
    auto const digest = identity::token_digest(token);
    db::Transaction transaction{entrance.connection};
    if (!still_holds(entrance, *known)) {
        return no(EntranceRefusal::not_let_in);
    }
    attempt.succeeded();
    renew_hash(entrance, *known, proof);
    auto const name = to_hex(digest).substr(0, 16);
    auto const log_size = ledger::state_of(entrance.connection, office_log, false).size;
    entrance.connection.run(sql::open_session, {digest, name, known->person, now, log_size});
    transaction.commit();
    forget_what_is_over(entrance, now);
    return SignedIn{
        .token = std::move(token),
        .who =
            {
                .person = known->person,
                .pseudonym = known->pseudonym,
                .grants = grants_of(entrance.connection, known->person),
                .authenticated = now,
            },
    };
}

SessionLook look_at_session(Entrance const& entrance, Secret const& token)
{
    auto const now = entrance.clock.now();
    auto const session = living(entrance, identity::token_digest(token), now);
    if (!session) {
        return {.who = no(EntranceRefusal::session_over)};
    }
    if (session->locked) {
        return {.who = no(EntranceRefusal::session_locked)};
    }
    if (is_idle(entrance.limits, session->grants, session->last_seen, now)) {
        // To be noted, so that a clock that is set back does not open it again.
        return {.who = no(EntranceRefusal::session_locked), .is_to_be_noted = true};
    }
    auto const unnoted = now.microseconds - session->last_seen.microseconds;
    return {.who = who(*session), .is_to_be_noted = unnoted >= noted_every};
}

Result<Who> session_of(Entrance const& entrance, Secret const& token)
{
    auto look = look_at_session(entrance, token);
    if (look.is_to_be_noted && look.who) {
        auto const now = entrance.clock.now();
        change(entrance, sql::touch_session, {identity::token_digest(token), now});
    } else if (look.is_to_be_noted) {
        lock(entrance, token);
    }
    return std::move(look.who);
}

void lock(Entrance const& entrance, Secret const& token)
{
    change(entrance, sql::lock_session, {identity::token_digest(token)});
}

Result<Who> unlock(Entrance const& entrance, Secret const& token, Proof const& proof)
{
    auto const digest = identity::token_digest(token);
    auto session = living(entrance, digest, entrance.clock.now());
    if (!session) {
        return no(EntranceRefusal::session_over);
    }
    Attempt const attempt{entrance, session->login, proof.from};
    if (auto const begun = attempt.begin(); !begun) {
        return std::unexpected{begun.error()};
    }
    auto const known = proved(entrance, session->login, proof);
    if (!known || known->person != session->person) {
        return no(EntranceRefusal::not_let_in);
    }
    auto const now = entrance.clock.now();
    db::Transaction transaction{entrance.connection};
    if (!still_holds(entrance, *known) ||
        !entrance.connection.integer(sql::unlock_session, {digest, now})) {
        return no(EntranceRefusal::session_over);
    }
    attempt.succeeded();
    renew_hash(entrance, *known, proof);
    transaction.commit();
    session->authenticated = now;
    return who(*session);
}

void sign_out(Entrance const& entrance, Secret const& token)
{
    change(entrance, sql::end_session, {identity::token_digest(token)});
}

Result<Who> key_of(Entrance const& entrance, Secret const& token)
{
    std::optional<Who> who;
    std::vector<std::string> roles;
    auto const now = entrance.clock.now();
    auto const digest = identity::token_digest(token);
    entrance.connection.each(sql::api_key, {digest, office_log}, [&](db::Row const& row) {
        bool const may_work = !row.text(2).empty() && row.is_null(3);
        if (!may_work || now >= row.instant(5)) {
            return;
        }
        who = Who{.person = row.id<PersonId>(0), .pseudonym = std::string{row.text(1)}};
        if (auto const listed = row.text(4); !listed.empty()) {
            for (auto const role : split(listed, ' ')) {
                roles.emplace_back(role);
            }
        }
    });
    if (!who || !token.text().starts_with(key_prefix)) {
        return no(EntranceRefusal::no_such_key);
    }
    who->grants = grants_of(entrance.connection, who->person);
    if (!roles.empty()) {
        std::erase_if(who->grants, [&](Grant const& grant) {
            return std::ranges::find(roles, grant.role) == roles.end();
        });
    }
    return std::move(*who);
}

} // namespace ducha::staff
