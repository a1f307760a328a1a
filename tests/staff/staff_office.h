// An office with people who sign in; all of them are invented.
#pragma once

#include "domain/guard/erasure.h"
#include "domain/staff/credentials.h"

#include "tests/journeys/journey.h"

namespace ducha::tests {

inline constexpr auto* good_password = "kettle-ruby-lamp";
inline constexpr auto* other_password = "moth-quilt-anvil";
inline constexpr auto* at_the_office = "network of the office";
inline constexpr auto* far_away = "network of a stranger";

inline identity::Secret secret(std::string_view text)
{
    return identity::Secret{std::string{text}};
}

class StaffTest : public JourneyTest {
protected:
    StaffTest()
    {
        // What is tested does not depend on how slow a hash is.
        entrance.limits.cost = {.memory_kib = 8, .passes = 1};
    }

    staff::Entrance entrance = test.office().entrance();

    static staff::Grant role(std::string code) { return {std::move(code), {}}; }

    staff::PersonId admit(std::string login, std::vector<staff::Grant> grants = {})
    {
        auto const done = test.run(staff::admit({std::move(login), "李模拟", std::move(grants)}));
        EXPECT_TRUE(done) << to_line(done.error());
        return staff::PersonId{done->events.front().seq.get()};
    }
    /// Somebody with `good_password`.
    staff::PersonId admit_with_password(std::string login, std::vector<staff::Grant> grants = {})
    {
        auto const person = admit(std::move(login), std::move(grants));
        EXPECT_TRUE(staff::set_password(entrance, keeping(person), secret(good_password)));
        return person;
    }
    staff::MayKeepCredentials keeping(staff::PersonId person)
    {
        return {test.office().policy().authorize<staff::KeepCredentials>(office_log), person};
    }
    staff::MayReadStaff reading()
    {
        return test.office().policy().authorize<staff::ReadStaff>(office_log);
    }
    std::optional<staff::Person> load(staff::PersonId person)
    {
        return staff::load(test.office().connection(), reading(), person);
    }
    Result<app::Done> erase(staff::PersonId person)
    {
        return test.run(guard::erase_words(
            office_log, {Seq{person.get()}, guard::ErasureGround::retention_ended}
        ));
    }

    Result<staff::SignedIn> sign_in(
        std::string_view login,
        std::string_view password = good_password,
        std::string_view code = {},
        std::string_view from = at_the_office
    )
    {
        auto const given = secret(password);
        return staff::sign_in(entrance, login, {given, code, from});
    }
    identity::Secret token_of(std::string_view login)
    {
        auto signed_in = sign_in(login);
        EXPECT_TRUE(signed_in) << to_line(signed_in.error());
        return signed_in ? std::move(signed_in->token) : identity::Secret{};
    }
    Result<staff::Who>
    unlock(identity::Secret const& token, std::string_view password = good_password)
    {
        auto const given = secret(password);
        return staff::unlock(entrance, token, {given, {}, at_the_office});
    }
    /// The code of the refusal, or "open".
    template <class T>
    static std::string verdict(Result<T> const& result)
    {
        return result ? "open" : result.error().code;
    }
    std::string state(identity::Secret const& token)
    {
        return verdict(staff::session_of(entrance, token));
    }

    void pass(std::int64_t span) { test.clock().set({test.clock().now().microseconds + span}); }
};

} // namespace ducha::tests
