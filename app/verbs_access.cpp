// The verbs of how people and programs are let in: staff password, totp, sessions, key.
#include "domain/staff/credentials.h"

#include "app/desk_of_verbs.h"
#include "app/printing_staff.h"
#include "app/qr_code.h"
#include "app/secret_input.h"

#include <unistd.h>

namespace ducha::app {
namespace {

/// A desk at which the credentials of one person are kept.
struct Desk {
    Office& office;
    staff::Entrance entrance;
    staff::Person person;
    staff::MayKeepCredentials may;
};

/// Finds the person that was named and runs `work`.
int about_access(Arguments const& arguments, std::function<Result<void>(Desk const&)> const& work)
{
    return in_the_office(arguments, [&](Office& office) -> Result<void> {
        auto const may = office.policy().authorize<staff::ReadStaff>(office_log);
        auto const person = staff::find(office.connection(), may, arguments.first);
        if (!person) {
            return std::unexpected{person.error()};
        }
        return work(
            {office,
             office.entrance(),
             *person,
             {office.policy().authorize<staff::KeepCredentials>(office_log), person->id}}
        );
    });
}

json::ObjectText of(Desk const& desk)
{
    json::ObjectText object;
    object.put("login", json::quoted(desk.person.login));
    return object;
}

void show_authenticator(Arguments const& arguments, Desk const& desk, std::string const& uri)
{
    auto object = of(desk);
    object.put("uri", json::quoted(uri));
    tell(arguments, {uri, uri}, std::move(object));
    if (!arguments.json && ::isatty(STDOUT_FILENO) == 1) {
        put_text(qr_code(uri));
    }
}

} // namespace

int run_staff_password(Arguments const& arguments)
{
    return about_access(arguments, [&](Desk const& desk) -> Result<void> {
        auto const password = read_new_password(arguments.chinese);
        if (!password) {
            return std::unexpected{password.error()};
        }
        if (auto const set = staff::set_password(desk.entrance, desk.may, *password); !set) {
            return set;
        }
        tell(
            arguments,
            {"口令已设置，此前的登录均已失效", "the password is set; earlier sessions are over"},
            of(desk)
        );
        return {};
    });
}

int run_staff_totp(Arguments const& arguments)
{
    return about_access(arguments, [&](Desk const& desk) -> Result<void> {
        if (arguments.remove) {
            auto object = of(desk);
            bool const taken = staff::take_authenticator(desk.entrance, desk.may);
            object.put("removed", taken ? "true" : "false");
            tell(
                arguments,
                taken ? Sentence{"已移除验证器", "the authenticator is of no more use"}
                      : Sentence{"没有验证器", "there was no authenticator"},
                std::move(object)
            );
            return {};
        }
        auto const secret = staff::give_authenticator(desk.entrance, desk.may);
        if (!secret) {
            return std::unexpected{secret.error()};
        }
        show_authenticator(
            arguments, desk, identity::otpauth_uri(*secret, "ducha", desk.person.login)
        );
        return {};
    });
}

int run_staff_sessions(Arguments const& arguments)
{
    return about_access(arguments, [&](Desk const& desk) -> Result<void> {
        if (arguments.all) {
            staff::end_sessions(desk.entrance, desk.may);
        } else if (!arguments.session.empty()) {
            auto const ended = staff::end_session(desk.entrance, desk.may, arguments.session);
            if (!ended) {
                return ended;
            }
        }
        for (auto const& session : staff::sessions_of(desk.entrance, desk.may)) {
            put(print_session(session, arguments));
        }
        return {};
    });
}

int run_staff_key_add(Arguments const& arguments)
{
    return about_access(arguments, [&](Desk const& desk) -> Result<void> {
        auto const made = staff::add_key(
            desk.entrance,
            desk.may,
            {.title = arguments.name, .roles = arguments.roles, .life_days = arguments.life_days}
        );
        if (!made) {
            return std::unexpected{made.error()};
        }
        auto object = of(desk);
        std::string const token{made->token.text()};
        object.put("key", json::quoted(made->key.name));
        object.put("expires", json::quoted(to_text(made->key.expires)));
        object.put("token", json::quoted(token));
        tell(
            arguments,
            {token + "\n只显示这一次，请现在保存", token + "\nshown this once: keep it now"},
            std::move(object)
        );
        return {};
    });
}

int run_staff_key_list(Arguments const& arguments)
{
    return about_access(arguments, [&](Desk const& desk) -> Result<void> {
        auto const now = desk.office.clock().now();
        for (auto const& key : staff::keys_of(desk.entrance, desk.may)) {
            put(print_key(key, now, arguments));
        }
        return {};
    });
}

int run_staff_key_revoke(Arguments const& arguments)
{
    return about_access(arguments, [&](Desk const& desk) -> Result<void> {
        auto const revoked = staff::revoke_key(desk.entrance, desk.may, arguments.second);
        if (!revoked) {
            return revoked;
        }
        auto object = of(desk);
        object.put("revoked", json::quoted(arguments.second));
        tell(arguments, {"密钥已作废", "the key opens nothing more"}, std::move(object));
        return {};
    });
}

} // namespace ducha::app
