// The way in: sessions, proofs, keys, and how long what lasts. On both databases.
#include "platform/trouble.h"

#include "tests/staff/staff_office.h"

#include <algorithm>
#include <ctime>

namespace ducha::tests {
namespace {

/// `sign_in` asks the clock twice before it looks at the proof.
constexpr int asked_when_the_password_is_right = 3;

/// A clock beside which something happens while it is asked for the nth time.
class InterruptedClock final : public Clock {
public:
    InterruptedClock(Clock& clock, int countdown, std::function<void()> happen)
        : clock_{clock}, countdown_{countdown}, happen_{std::move(happen)}
    {
    }

    [[nodiscard]] Instant now() override
    {
        if (--countdown_ == 0) {
            happen_();
        }
        return clock_.now();
    }

private:
    Clock& clock_;
    int countdown_;
    std::function<void()> happen_;
};

class TheEntrance : public StaffTest {
protected:
    staff::PersonId li = admit_with_password("li.si", {role("inspector"), role("auditor")});

    std::string code_now(identity::TotpSecret const& of)
    {
        return identity::totp_code(of, identity::totp_step(test.clock().now()));
    }
    /// Signs in; once the password is found right, something happens on another connection.
    Result<staff::SignedIn>
    sign_in_while(std::string_view code, std::function<void(staff::Entrance const&)> const& happen)
    {
        auto const connection = test.office().reader();
        staff::Entrance const elsewhere{
            *connection, test.clock(), entrance.random, entrance.key, entrance.limits
        };
        bool happened = false;
        InterruptedClock clock{test.clock(), asked_when_the_password_is_right, [&] {
                                   happened = true;
                                   happen(elsewhere);
                               }};
        staff::Entrance const interrupted{
            entrance.connection, clock, entrance.random, entrance.key, entrance.limits
        };
        auto const given = secret(good_password);
        auto result = staff::sign_in(interrupted, "li.si", {given, code, at_the_office});
        EXPECT_TRUE(happened);
        return result;
    }
    std::string key_verdict(identity::Secret const& token)
    {
        return verdict(staff::key_of(entrance, token));
    }
};

TEST_P(TheEntrance, SaysWhoItIs)
{
    auto const before = test.clock().now();
    auto const signed_in = sign_in(" Li.Si ", std::string{good_password} + "\n");
    ASSERT_TRUE(signed_in);
    EXPECT_EQ(signed_in->who.person, li);
    EXPECT_EQ(signed_in->who.pseudonym, load(li)->pseudonym);
    EXPECT_EQ(signed_in->who.grants, (std::vector{role("auditor"), role("inspector")}));
    EXPECT_EQ(signed_in->who.authenticated, before);
    auto const who = staff::session_of(entrance, signed_in->token);
    ASSERT_TRUE(who);
    EXPECT_EQ(who->person, li);
    EXPECT_EQ(who->pseudonym, signed_in->who.pseudonym);
    EXPECT_EQ(who->grants, signed_in->who.grants);
    EXPECT_EQ(who->authenticated, before);
}

TEST_P(TheEntrance, SeesRolesAsTheyAreNow)
{
    auto const token = token_of("li.si");
    ASSERT_TRUE(test.run(staff::revoke({li, role("inspector")})));
    EXPECT_EQ(staff::session_of(entrance, token)->grants, std::vector{role("auditor")});
}

TEST_P(TheEntrance, AnswersEveryWrongProofAlike)
{
    admit("without.password");
    auto const suspended = admit_with_password("sus.pended");
    ASSERT_TRUE(test.run(staff::suspend({suspended})));
    auto const refusal = sign_in("li.si", other_password).error();
    EXPECT_EQ(refusal.code, "staff.not_let_in");
    for (auto const* const login :
         {"no.body", "without.password", "sus.pended", "", "' or ''='", "\xFF"}) {
        EXPECT_EQ(sign_in(login).error(), refusal) << login;
    }
    ASSERT_TRUE(staff::give_authenticator(entrance, keeping(li)));
    EXPECT_EQ(sign_in("li.si").error(), refusal) << "a right password without its code";
    EXPECT_EQ(sign_in("li.si", good_password, "000000").error(), refusal);
}

// The time of the processor; the least of several, so that other programs do not tell.
TEST_P(TheEntrance, TakesAsLongToRefuseNobodyAsAWrongPassword)
{
    entrance.limits.cost = {};
    ASSERT_TRUE(staff::set_password(entrance, keeping(li), secret(good_password)));
    auto const least_time = [&](std::string_view login) {
        std::clock_t least = 0;
        for (int i = 0; i < 4; ++i) {
            auto const before = std::clock();
            EXPECT_EQ(verdict(sign_in(login, other_password)), "staff.not_let_in");
            auto const spent = std::clock() - before;
            least = i == 0 ? spent : std::min(least, spent);
        }
        return static_cast<double>(least);
    };
    auto const ratio = least_time("no.body") / least_time("li.si");
    EXPECT_GT(ratio, 0.5);
    EXPECT_LT(ratio, 2.0);
}

TEST_P(TheEntrance, LocksASessionThatNobodyUses)
{
    auto const token = token_of("li.si");
    for (int i = 0; i < 4; ++i) {
        pass(15 * minute - second);
        EXPECT_EQ(state(token), "open");
    }
    pass(15 * minute);
    EXPECT_EQ(state(token), "staff.session_locked");
    pass(-10 * minute);
    EXPECT_EQ(state(token), "staff.session_locked") << "a clock that is set back opens nothing";
    EXPECT_EQ(verdict(unlock(token, other_password)), "staff.not_let_in");
    EXPECT_EQ(state(token), "staff.session_locked");
    EXPECT_EQ(verdict(unlock(token)), "open");
    EXPECT_EQ(state(token), "open");
}

TEST_P(TheEntrance, LocksAtMostAMinuteEarly)
{
    auto const token = token_of("li.si");
    pass(minute - second);
    EXPECT_EQ(state(token), "open");
    pass(14 * minute);
    EXPECT_EQ(state(token), "open");
    pass(14 * minute + 59 * second);
    EXPECT_EQ(state(token), "open");
}

TEST_P(TheEntrance, LooksAtASessionWithoutWriting)
{
    auto const token = token_of("li.si");
    auto const look = [&] {
        db::Snapshot const moment{entrance.connection};
        return staff::look_at_session(entrance, token);
    };
    EXPECT_FALSE(look().is_to_be_noted);
    pass(minute);
    EXPECT_EQ(verdict(look().who), "open");
    EXPECT_TRUE(look().is_to_be_noted) << "looking has noted nothing";
    EXPECT_EQ(state(token), "open");
    EXPECT_FALSE(look().is_to_be_noted);
    pass(15 * minute);
    EXPECT_EQ(verdict(look().who), "staff.session_locked");
    EXPECT_TRUE(look().is_to_be_noted);
    EXPECT_EQ(state(token), "staff.session_locked");
    EXPECT_EQ(verdict(look().who), "staff.session_locked");
    EXPECT_FALSE(look().is_to_be_noted);
    staff::sign_out(entrance, token);
    EXPECT_EQ(verdict(look().who), "staff.session_over");
    EXPECT_FALSE(look().is_to_be_noted);
}

TEST_P(TheEntrance, LocksWhatIsAskedAndEndsWhatIsEnded)
{
    auto const token = token_of("li.si");
    auto const other = token_of("li.si");
    staff::lock(entrance, token);
    EXPECT_EQ(state(token), "staff.session_locked");
    EXPECT_EQ(state(other), "open");
    EXPECT_EQ(verdict(unlock(token)), "open");
    staff::sign_out(entrance, token);
    EXPECT_EQ(state(token), "staff.session_over");
    EXPECT_EQ(verdict(unlock(token)), "staff.session_over");
    staff::lock(entrance, token);
    staff::sign_out(entrance, token);
    EXPECT_EQ(state(other), "open");
    EXPECT_EQ(state(secret("")), "staff.session_over");
}

TEST_P(TheEntrance, EndsASessionAfterTwelveHoursHoweverBusy)
{
    auto const token = token_of("li.si");
    for (int i = 0; i < 12 * 6 - 1; ++i) {
        pass(10 * minute);
        ASSERT_EQ(state(token), "open") << i;
    }
    pass(10 * minute - 1);
    EXPECT_EQ(state(token), "open");
    pass(1);
    EXPECT_EQ(state(token), "staff.session_over");
    EXPECT_EQ(verdict(unlock(token)), "staff.session_over");
    EXPECT_TRUE(staff::sessions_of(entrance, keeping(li)).empty());
    // The next one who signs in sweeps it away.
    static_cast<void>(token_of("li.si"));
    db::Query const rows{"test/rows", "select count(*) from staff_session"};
    EXPECT_EQ(test.office().connection().integer(rows, {}), 1);
}

TEST_P(TheEntrance, AsksWhoItIsBeforeAFormalAct)
{
    auto const token = token_of("li.si");
    auto const fresh = [&] {
        auto const who = staff::session_of(entrance, token);
        return staff::is_fresh(*who, entrance.limits, test.clock().now());
    };
    EXPECT_TRUE(fresh());
    pass(5 * minute);
    EXPECT_TRUE(fresh());
    pass(1);
    EXPECT_FALSE(fresh());
    EXPECT_EQ(verdict(unlock(token, other_password)), "staff.not_let_in");
    EXPECT_FALSE(fresh());
    auto const renewed = unlock(token);
    ASSERT_TRUE(renewed);
    EXPECT_EQ(renewed->authenticated, test.clock().now());
    EXPECT_TRUE(fresh());
}

TEST_P(TheEntrance, OpensASessionOfOnePersonWithTheirPasswordOnly)
{
    auto const wang = admit("wang.wu");
    ASSERT_TRUE(staff::set_password(entrance, keeping(wang), secret(other_password)));
    auto const token = token_of("li.si");
    staff::lock(entrance, token);
    EXPECT_EQ(verdict(unlock(token, other_password)), "staff.not_let_in");
    EXPECT_EQ(unlock(token)->person, li);
}

TEST_P(TheEntrance, ListsSessionsAndEndsThem)
{
    auto const first = token_of("li.si");
    pass(20 * minute);
    auto const second_one = token_of("li.si");
    auto const third = token_of("li.si");
    auto const open = staff::sessions_of(entrance, keeping(li));
    ASSERT_EQ(open.size(), 3U);
    EXPECT_TRUE(open[0].locked);
    EXPECT_FALSE(open[1].locked);
    EXPECT_EQ(open[1].created, test.clock().now());
    ASSERT_TRUE(staff::end_session(entrance, keeping(li), open[0].name));
    EXPECT_EQ(state(first), "staff.session_over");
    EXPECT_EQ(
        verdict(staff::end_session(entrance, keeping(li), open[0].name)), "staff.no_such_session"
    );
    for (auto const* const wrong : {"", "\xFF", "0123456789abcdeg"}) {
        EXPECT_EQ(
            verdict(staff::end_session(entrance, keeping(li), wrong)), "staff.no_such_session"
        );
    }
    auto const stranger = admit("wang.wu");
    EXPECT_EQ(
        verdict(staff::end_session(entrance, keeping(stranger), open[1].name)),
        "staff.no_such_session"
    );
    EXPECT_EQ(state(second_one), "open");
    staff::end_sessions(entrance, keeping(li));
    EXPECT_EQ(state(second_one), "staff.session_over");
    EXPECT_EQ(state(third), "staff.session_over");
}

TEST_P(TheEntrance, EndsAllSessionsWhenThePasswordIsSet)
{
    auto const token = token_of("li.si");
    EXPECT_EQ(
        verdict(staff::set_password(entrance, keeping(li), secret("li.si-li.si-li.si"))),
        "password.is_the_name"
    );
    EXPECT_EQ(
        verdict(staff::set_password(entrance, keeping(li), secret("x li.si 李模拟 q"))),
        "password.is_the_name"
    );
    EXPECT_EQ(state(token), "open");
    ASSERT_TRUE(staff::set_password(entrance, keeping(li), secret(other_password)));
    EXPECT_EQ(state(token), "staff.session_over");
    EXPECT_EQ(verdict(sign_in("li.si")), "staff.not_let_in");
    EXPECT_EQ(verdict(sign_in("li.si", other_password)), "open");
}

// The old password was held against the old hash, and then the new one was set.
TEST_P(TheEntrance, DoesNotOpenForAPasswordThatIsReplacedMeanwhile)
{
    static_cast<void>(token_of("li.si"));
    auto const late = sign_in_while("", [&](staff::Entrance const& elsewhere) {
        EXPECT_TRUE(staff::set_password(elsewhere, keeping(li), secret(other_password)));
    });
    EXPECT_EQ(verdict(late), "staff.not_let_in");
    EXPECT_TRUE(staff::sessions_of(entrance, keeping(li)).empty());
}

// Both read the code while it was unused.
TEST_P(TheEntrance, OpensForOneOfTwoWhoUseACodeAtOnce)
{
    auto const authenticator = staff::give_authenticator(entrance, keeping(li));
    auto const code = code_now(*authenticator);
    auto const second = sign_in_while(code, [&](staff::Entrance const& elsewhere) {
        auto const given = secret(good_password);
        EXPECT_TRUE(staff::sign_in(elsewhere, "li.si", {given, code, far_away}));
    });
    EXPECT_EQ(verdict(second), "staff.not_let_in");
    EXPECT_EQ(staff::sessions_of(entrance, keeping(li)).size(), 1U);
}

TEST_P(TheEntrance, AsksForTheCodeOfTheAuthenticator)
{
    auto const authenticator = staff::give_authenticator(entrance, keeping(li));
    ASSERT_TRUE(authenticator);
    EXPECT_EQ(verdict(sign_in("li.si")), "staff.not_let_in");
    auto const code = code_now(*authenticator);
    EXPECT_EQ(verdict(sign_in("li.si", other_password, code)), "staff.not_let_in");
    EXPECT_EQ(verdict(sign_in("li.si", good_password, code)), "open");
    EXPECT_EQ(verdict(sign_in("li.si", good_password, code)), "staff.not_let_in") << "used";
    pass(30 * second);
    EXPECT_EQ(verdict(sign_in("li.si", good_password, code_now(*authenticator))), "open");

    auto const another = staff::give_authenticator(entrance, keeping(li));
    pass(30 * second);
    EXPECT_EQ(
        verdict(sign_in("li.si", good_password, code_now(*authenticator))), "staff.not_let_in"
    );
    EXPECT_EQ(verdict(sign_in("li.si", good_password, code_now(*another))), "open");
    EXPECT_TRUE(staff::take_authenticator(entrance, keeping(li)));
    EXPECT_FALSE(staff::take_authenticator(entrance, keeping(li)));
    EXPECT_EQ(verdict(sign_in("li.si")), "open");
}

TEST_P(TheEntrance, DoesNotReadTheAuthenticatorOfAnother)
{
    auto const wang = admit_with_password("wang.wu");
    ASSERT_TRUE(staff::give_authenticator(entrance, keeping(li)));
    test.office().connection().run_script(
        "update one_time_secret set person_id = " + std::to_string(wang.get())
    );
    EXPECT_THROW(static_cast<void>(sign_in("wang.wu")), Trouble);
}

TEST_P(TheEntrance, MakesAHashAnewWhenItsCostHasRisen)
{
    entrance.limits.cost = {.memory_kib = 16, .passes = 1};
    db::Query const hash{"test/hash", "select hash from credential"};
    auto& connection = test.office().connection();
    auto const before = connection.text(hash, {});
    EXPECT_EQ(verdict(sign_in("li.si", other_password)), "staff.not_let_in");
    EXPECT_EQ(connection.text(hash, {}), before);
    EXPECT_EQ(verdict(sign_in("li.si")), "open");
    auto const after = connection.text(hash, {});
    EXPECT_EQ(identity::cost_of(*after), entrance.limits.cost);
    EXPECT_EQ(verdict(sign_in("li.si")), "open");
    EXPECT_EQ(connection.text(hash, {}), after);
}

TEST_P(TheEntrance, OpensForKeysWithSomeOfTheRoles)
{
    auto const all = staff::add_key(entrance, keeping(li), {.title = "模拟接口"});
    auto const some =
        staff::add_key(entrance, keeping(li), {.title = "导出", .roles = {"auditor"}});
    ASSERT_TRUE(all && some);
    EXPECT_TRUE(all->token.text().starts_with("ducha_"));
    EXPECT_EQ(all->token.text().size(), 6 + 43U);
    auto const who = staff::key_of(entrance, some->token);
    ASSERT_TRUE(who);
    EXPECT_EQ(who->person, li);
    EXPECT_EQ(who->grants, std::vector{role("auditor")});
    EXPECT_FALSE(who->authenticated);
    EXPECT_FALSE(staff::is_fresh(*who, entrance.limits, test.clock().now()));
    EXPECT_EQ(staff::key_of(entrance, all->token)->grants.size(), 2U);
    ASSERT_TRUE(test.run(staff::revoke({li, role("auditor")})));
    EXPECT_TRUE(staff::key_of(entrance, some->token)->grants.empty());

    auto const keys = staff::keys_of(entrance, keeping(li));
    ASSERT_EQ(keys.size(), 2U);
    for (auto const& key : keys) {
        bool const first = key.name == all->key.name;
        EXPECT_EQ(key.title, first ? "模拟接口" : "导出");
        EXPECT_EQ(
            key.roles, first ? std::vector<std::string>{} : std::vector<std::string>{"auditor"}
        );
    }
}

TEST_P(TheEntrance, OpensForNoKeyThatIsOverOrRevoked)
{
    auto const key = staff::add_key(entrance, keeping(li), {.title = "模拟", .life_days = 1});
    auto const other = staff::add_key(entrance, keeping(li), {.title = "模拟"});
    ASSERT_TRUE(key && other);
    pass(24 * hour - 1);
    EXPECT_EQ(key_verdict(key->token), "open");
    pass(1);
    EXPECT_EQ(key_verdict(key->token), "staff.no_such_key");
    EXPECT_EQ(key_verdict(other->token), "open");
    EXPECT_EQ(staff::keys_of(entrance, keeping(li)).size(), 2U);
    ASSERT_TRUE(staff::revoke_key(entrance, keeping(li), other->key.name));
    EXPECT_EQ(key_verdict(other->token), "staff.no_such_key");
    EXPECT_EQ(
        verdict(staff::revoke_key(entrance, keeping(li), other->key.name)),
        "staff.no_key_of_this_name"
    );
    EXPECT_EQ(key_verdict(secret("ducha_")), "staff.no_such_key");
}

TEST_P(TheEntrance, TakesNoSessionForAKeyNorAKeyForASession)
{
    auto const token = token_of("li.si");
    auto const key = staff::add_key(entrance, keeping(li), {.title = "模拟"});
    EXPECT_EQ(key_verdict(token), "staff.no_such_key");
    EXPECT_EQ(state(key->token), "staff.session_over");
}

TEST_P(TheEntrance, RefusesKeysThatCannotBe)
{
    auto const wished = [&](staff::KeyWish wish) {
        return verdict(staff::add_key(entrance, keeping(li), wish));
    };
    EXPECT_EQ(wished({.title = ""}), "staff.bad_title");
    EXPECT_EQ(wished({.title = "a\nb"}), "staff.bad_title");
    EXPECT_EQ(wished({.title = "模拟", .life_days = 0}), "staff.bad_life");
    EXPECT_EQ(wished({.title = "模拟", .life_days = 367}), "staff.bad_life");
    EXPECT_EQ(wished({.title = "模拟", .roles = {"liaison"}}), "staff.role_not_held");
    EXPECT_TRUE(staff::keys_of(entrance, keeping(li)).empty());
}

ON_BOTH_DATABASES(TheEntrance);

} // namespace
} // namespace ducha::tests
