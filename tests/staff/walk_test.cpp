// Ten thousand random acts at the entrance: what was revoked or is over never opens, and what is
// neither does. The second book is kept here, by other means. On both databases.
#include "tests/staff/staff_office.h"

#include <algorithm>

namespace ducha::tests {
namespace {

constexpr int acts = 10'000;
constexpr std::size_t people = 4;
constexpr std::size_t most_tokens = 40; ///< of each kind that are tried; the oldest are forgotten

class StaffWalk : public StaffTest {
protected:
    struct Session {
        std::size_t owner;
        identity::Secret token;
        Instant created;
        Instant used;
        bool locked = false;
        bool ended = false;
    };
    struct Key {
        std::size_t owner;
        identity::Secret token;
        std::string name;
        Instant expires;
        bool revoked = false;
    };
    struct Owner {
        staff::PersonId id;
        bool suspended = false;
        std::string_view password = good_password;
    };

    void SetUp() override
    {
        for (std::size_t i = 0; i < people; ++i) {
            owners_.push_back({admit_with_password("person" + std::to_string(i))});
        }
    }

    Instant now() { return test.clock().now(); }
    std::size_t any(std::size_t of) { return static_cast<std::size_t>(chance_.below(of)); }
    std::string login(std::size_t owner) const { return "person" + std::to_string(owner); }

    static std::ptrdiff_t kept(std::size_t size)
    {
        return static_cast<std::ptrdiff_t>(std::min(size, most_tokens));
    }

    void forget_sessions(std::size_t owner)
    {
        for (auto& session : sessions_) {
            session.ended = session.ended || session.owner == owner;
        }
    }

    void step()
    {
        constexpr std::int64_t spans[] = {
            0, second, 40 * second, 3 * minute, 16 * minute, 5 * hour
        };
        auto const weight = any(100);
        pass(spans[weight < 50 ? 0 : weight < 75 ? 1 : weight < 90 ? 2 : weight < 97 ? 3 : any(6)]);
        auto const owner = any(people);
        auto const act = any(100);
        if (act < 15) {
            sign_in_as(owner);
        } else if (act < 55) {
            use_any_session();
        } else if (act < 75) {
            use_any_key();
        } else if (act < 80) {
            lock_or_unlock();
        } else if (act < 90) {
            change_sessions(owner);
        } else if (act < 98) {
            change_keys(owner);
        } else {
            auto const suspended = std::ranges::find(owners_, true, &Owner::suspended);
            bool const back = suspended != owners_.end();
            change_person(back ? static_cast<std::size_t>(suspended - owners_.begin()) : owner);
        }
    }

    void sign_in_as(std::size_t owner)
    {
        bool const wrong = any(8) == 0;
        auto const& of = owners_[owner];
        auto signed_in = sign_in(login(owner), wrong ? "no-such-password" : of.password);
        if (wrong || of.suspended) {
            ASSERT_FALSE(signed_in);
            return;
        }
        if (!signed_in) {
            // It may only have come too early.
            ASSERT_EQ(signed_in.error().code, "staff.wait");
            return;
        }
        ++opened_;
        sessions_.push_back({owner, std::move(signed_in->token), now(), now()});
        sessions_.erase(sessions_.begin(), sessions_.end() - kept(sessions_.size()));
    }

    bool is_over(Session const& session)
    {
        return session.ended || now().microseconds - session.created.microseconds >= 12 * hour;
    }

    void use_any_session()
    {
        if (sessions_.empty()) {
            return;
        }
        auto& session = sessions_[any(sessions_.size())];
        auto const found = state(session.token);
        auto const idle = now().microseconds - session.used.microseconds;
        if (is_over(session)) {
            ASSERT_EQ(found, "staff.session_over");
            ++refused_;
        } else if (session.locked || idle >= 15 * minute) {
            ASSERT_EQ(found, "staff.session_locked");
            session.locked = true;
            ++refused_;
        } else if (idle < 14 * minute) {
            ASSERT_EQ(found, "open");
            session.used = now();
            ++opened_;
        } else {
            // It may lock itself a minute early.
            session.locked = found != "open";
            session.used = session.locked ? session.used : now();
        }
    }

    void use_any_key()
    {
        if (keys_.empty()) {
            return;
        }
        auto const& key = keys_[any(keys_.size())];
        bool const shut = key.revoked || now() >= key.expires;
        ASSERT_EQ(verdict(staff::key_of(entrance, key.token)), shut ? "staff.no_such_key" : "open");
        ++(shut ? refused_ : opened_);
    }

    void lock_or_unlock()
    {
        if (sessions_.empty()) {
            return;
        }
        auto& session = sessions_[any(sessions_.size())];
        if (any(2) == 0) {
            staff::lock(entrance, session.token);
            session.locked = true;
            return;
        }
        bool const wrong = any(3) == 0;
        auto const found = verdict(
            unlock(session.token, wrong ? "no-such-password" : owners_[session.owner].password)
        );
        if (is_over(session)) {
            ASSERT_EQ(found, "staff.session_over");
        } else if (found == "open") {
            ASSERT_FALSE(wrong);
            session.locked = false;
            session.used = now();
        } else {
            ASSERT_TRUE(found == "staff.wait" || (wrong && found == "staff.not_let_in")) << found;
        }
    }

    void change_sessions(std::size_t owner)
    {
        auto const act = any(10);
        if (act < 6 && !sessions_.empty()) {
            auto& session = sessions_[any(sessions_.size())];
            staff::sign_out(entrance, session.token);
            session.ended = true;
        } else if (act < 8) {
            staff::end_sessions(entrance, keeping(owners_[owner].id));
            forget_sessions(owner);
        } else if (!owners_[owner].suspended) {
            auto& of = owners_[owner];
            of.password = of.password == good_password ? other_password : good_password;
            ASSERT_TRUE(staff::set_password(entrance, keeping(of.id), secret(of.password)));
            forget_sessions(owner);
        }
    }

    void change_keys(std::size_t owner)
    {
        auto const& of = owners_[owner];
        if (any(3) > 0) {
            auto made = staff::add_key(entrance, keeping(of.id), {.title = "模拟", .life_days = 1});
            ASSERT_EQ(made.has_value(), !of.suspended);
            if (made) {
                auto& key = made->key;
                keys_.push_back({owner, std::move(made->token), key.name, key.expires});
                keys_.erase(keys_.begin(), keys_.end() - kept(keys_.size()));
            }
        } else if (!keys_.empty()) {
            auto& key = keys_[any(keys_.size())];
            auto const revoked =
                staff::revoke_key(entrance, keeping(owners_[key.owner].id), key.name);
            ASSERT_EQ(revoked.has_value(), !key.revoked);
            key.revoked = true;
        }
    }

    void change_person(std::size_t owner)
    {
        auto& of = owners_[owner];
        auto const done =
            of.suspended ? test.run(staff::reinstate({of.id})) : test.run(staff::suspend({of.id}));
        ASSERT_TRUE(done);
        of.suspended = !of.suspended;
        forget_sessions(owner);
        for (auto& key : keys_) {
            key.revoked = key.revoked || key.owner == owner;
        }
    }

    SeededRandom chance_{20260918};
    std::vector<Owner> owners_;
    std::vector<Session> sessions_;
    std::vector<Key> keys_;
    int opened_ = 0;
    int refused_ = 0;
};

TEST_P(StaffWalk, NothingThatIsRevokedOrOverEverOpens)
{
    for (int i = 0; i < acts && !HasFatalFailure(); ++i) {
        step();
        ASSERT_FALSE(HasFailure()) << "act " << i;
    }
    EXPECT_GT(opened_, acts / 10);
    EXPECT_GT(refused_, acts / 10);
    // Every token that was ever held, once more.
    for (auto const& session : sessions_) {
        if (is_over(session)) {
            EXPECT_EQ(state(session.token), "staff.session_over");
        }
    }
    expect_sound();
}

ON_BOTH_DATABASES(StaffWalk);

} // namespace
} // namespace ducha::tests
