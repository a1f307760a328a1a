// Attempts to prove who one is.
#include "domain/staff/attempts.h"

#include "platform/clock/clock.h"
#include "platform/crypto/crypto.h"
#include "platform/db/connection.h"

#include "domain/staff/entrance_refusals.h"

#include "generated/staff_sql.h"

#include <algorithm>

namespace ducha::staff {
namespace {

constexpr std::int64_t longest_delay_seconds = 300;

/// So long after the last failure all are forgotten.
constexpr std::int64_t memory = hour;

/// So long a place is remembered at which somebody signed in.
constexpr std::int64_t memory_of_places = 30 * 24 * hour;

Hash subject(Entrance const& entrance, std::string_view kind, std::string_view name)
{
    auto const key = crypto::derive(entrance.key, {}, bytes_of("attempts"));
    return crypto::hmac(key, bytes_of(std::string{kind} + " " + std::string{name}));
}

Instant before(Instant now, std::int64_t span)
{
    return {now.microseconds - span};
}

Hash login_subject(Entrance const& entrance, std::string_view login)
{
    return subject(entrance, "login", login);
}

bool is_proven(Entrance const& entrance, Hash const& place)
{
    auto const oldest = before(entrance.clock.now(), memory_of_places);
    return entrance.connection.integer(sql::proven_place, {place, oldest}).has_value();
}

/// Microseconds to wait; 0 where there is no need.
std::int64_t waiting(db::Connection& connection, Hash const& of, std::int64_t free, Instant now)
{
    std::int64_t wait = 0;
    connection.each(sql::attempt, {of}, [&](db::Row const& row) {
        auto const since = now.microseconds - row.instant(1).microseconds;
        // A clock that was set back must not make a short wait a long one.
        bool const counts = since > -minute && since < memory;
        auto const delay = counts ? delay_seconds(row.integer(0), free) * second : 0;
        wait = std::clamp(delay - since, std::int64_t{0}, delay);
    });
    return wait;
}

} // namespace

std::int64_t delay_seconds(std::int64_t failures, std::int64_t free)
{
    if (failures < free) {
        return 0;
    }
    constexpr std::int64_t enough_doublings = 9;
    auto const doublings = std::min(failures - free, enough_doublings);
    return std::min(std::int64_t{1} << doublings, longest_delay_seconds);
}

Attempt::Attempt(Entrance const& entrance, std::string_view login, std::string_view from)
    : entrance_{entrance},
      place_{subject(entrance, "place", std::string{login} + " " + std::string{from})},
      login_{is_proven(entrance, place_) ? place_ : login_subject(entrance, login)},
      from_{subject(entrance, "from", from)}
{
}

Result<void> Attempt::begin() const
{
    auto& connection = entrance_.connection;
    auto const now = entrance_.clock.now();
    db::Transaction transaction{connection};
    auto const wait = std::max(
        waiting(connection, login_, free_on_a_login, now),
        waiting(connection, from_, free_from_a_place, now)
    );
    if (wait > 0) {
        auto const seconds = (wait + second - 1) / second;
        return refuse(entrance_refusals, EntranceRefusal::wait, {}, std::to_string(seconds) + " s");
    }
    auto const forgotten = before(now, memory);
    for (auto const& counted : {login_, from_}) {
        connection.run(sql::count_attempt, {counted, now, forgotten});
    }
    transaction.commit();
    return {};
}

void Attempt::succeeded() const
{
    auto& connection = entrance_.connection;
    connection.run(sql::forget_attempts, {login_});
    connection.run(sql::forgive_attempt, {from_});
    connection.run(sql::keep_proven_place, {place_, entrance_.clock.now()});
}

void forget_attempts(Entrance const& entrance, std::string_view login)
{
    entrance.connection.run(sql::forget_attempts, {login_subject(entrance, login)});
}

void forget_old_attempts(Entrance const& entrance)
{
    auto const now = entrance.clock.now();
    db::Transaction transaction{entrance.connection};
    entrance.connection.run(sql::forget_old_attempts, {before(now, memory)});
    entrance.connection.run(sql::forget_old_places, {before(now, memory_of_places)});
    transaction.commit();
}

} // namespace ducha::staff
