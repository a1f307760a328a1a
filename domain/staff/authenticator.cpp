// The secrets of authenticators.
#include "domain/staff/authenticator.h"

#include "platform/clock/clock.h"
#include "platform/crypto/crypto.h"
#include "platform/db/connection.h"
#include "platform/random/random.h"
#include "platform/trouble.h"

#include "generated/staff_sql.h"

#include <algorithm>

namespace ducha::staff {
namespace {

using identity::TotpSecret;

constexpr std::size_t nonce_size = 12;

Hash key_of_secrets(Entrance const& entrance)
{
    return crypto::derive(entrance.key, {}, bytes_of("one-time secrets"));
}

std::string bound_to(PersonId person)
{
    return "person " + std::to_string(person.get());
}

TotpSecret unsealed(Entrance const& entrance, PersonId person, ByteSpan stored)
{
    auto plain = stored.size() < nonce_size ? std::nullopt
                                            : crypto::unseal(
                                                  key_of_secrets(entrance),
                                                  stored.first(nonce_size),
                                                  bytes_of(bound_to(person)),
                                                  stored.subspan(nonce_size)
                                              );
    TotpSecret secret{};
    if (!plain || plain->size() != secret.size()) {
        throw Trouble{
            Trouble::Kind::database, "a one-time secret does not open with the office's key"
        };
    }
    std::ranges::copy(*plain, secret.begin());
    identity::wipe(*plain);
    return secret;
}

} // namespace

Bytes sealed(Entrance const& entrance, PersonId person, TotpSecret const& secret)
{
    Bytes stored(nonce_size);
    entrance.random.fill(stored);
    auto const cipher =
        crypto::seal(key_of_secrets(entrance), stored, bytes_of(bound_to(person)), secret);
    stored.insert(stored.end(), cipher.begin(), cipher.end());
    return stored;
}

bool code_fits(Entrance const& entrance, PersonId person, std::string_view code)
{
    std::optional<TotpSecret> secret;
    std::int64_t used = 0;
    entrance.connection.each(sql::one_time_secret, {person}, [&](db::Row const& row) {
        secret = unsealed(entrance, person, row.bytes(0));
        used = row.integer(1);
    });
    if (!secret) {
        return true;
    }
    auto const step = identity::matching_totp_step(*secret, code, entrance.clock.now(), used);
    identity::wipe(*secret);
    if (!step) {
        return false;
    }
    db::Transaction transaction{entrance.connection};
    bool const first = entrance.connection.integer(sql::use_step, {person, *step}).has_value();
    transaction.commit();
    return first;
}

} // namespace ducha::staff
