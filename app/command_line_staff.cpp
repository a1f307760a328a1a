// The commands about people: ducha staff ...
#include "app/command_line.h"

#include <CLI/CLI.hpp>

namespace ducha::app {
namespace {

/// A command about the person with a login.
CLI::App* about(CLI::App& staff, Choice& choice, char const* name, char const* text, Verb verb)
{
    auto* const command = add(staff, choice, name, text, std::move(verb));
    command->add_option("login", choice.arguments.first)->required();
    return command;
}

void add_people(CLI::App& staff, Choice& choice)
{
    auto& a = choice.arguments;
    auto* const admit = about(staff, choice, "add", "admit a person", run_staff_add);
    admit->add_option("--name", a.name)->required();
    admit->add_option("--role", a.roles, "a first role; may be given again")->take_all();
    add(staff, choice, "list", "who works here, with their roles", run_staff_list);
    auto* const grant = about(
        staff,
        choice,
        "grant",
        "give a role, for all or for one inspection, object, unit",
        run_staff_grant
    );
    auto* const revoke = about(staff, choice, "revoke", "take a role back", run_staff_revoke);
    for (auto* const one : {grant, revoke}) {
        one->add_option("role", a.second, "its code")->required();
    }
    for (auto* const one : {admit, grant, revoke}) {
        one->add_option("--unit", a.unit, "below the object: the role holds there alone");
    }
    auto* const suspend = about(
        staff, choice, "suspend", "end sessions and keys; nobody signs in", run_staff_suspend
    );
    suspend->add_option("--ground", a.ground, "left_office, misuse_suspected, own_wish or other");
    about(staff, choice, "reinstate", "undo a suspension", run_staff_reinstate);
}

void add_access(CLI::App& staff, Choice& choice)
{
    auto& a = choice.arguments;
    about(
        staff,
        choice,
        "password",
        "set a password: typed twice, or one line from a pipe",
        run_staff_password
    );
    auto* const totp = about(
        staff, choice, "totp", "give an authenticator: shown once, to be scanned", run_staff_totp
    );
    totp->add_flag("--remove", a.remove, "take it away instead");
    auto* const sessions =
        about(staff, choice, "sessions", "open sessions; --end ends them", run_staff_sessions);
    sessions->add_option("--end", a.session, "the session of this name");
    sessions->add_flag("--end-all", a.all);
}

void add_keys(CLI::App& staff, Choice& choice)
{
    auto& a = choice.arguments;
    auto* const key = staff.add_subcommand("key", "keys for programs that act for a person");
    key->require_subcommand(1);
    auto* const made = about(*key, choice, "add", "make a key: shown once", run_staff_key_add);
    made->add_option("--name", a.name, "what it is for")->required();
    made->add_option("--role", a.roles, "the key may use this role alone; may be given again")
        ->take_all();
    made->add_option("--days", a.life_days, "how long it lives, 1 to 366; 90 where left out");
    about(*key, choice, "list", "keys that were not revoked", run_staff_key_list);
    about(*key, choice, "revoke", "a key opens nothing more", run_staff_key_revoke)
        ->add_option("key", a.second, "its name in the list")
        ->required();
}

} // namespace

void add_staff(CLI::App& app, Choice& choice)
{
    auto* const staff = app.add_subcommand("staff", "who works here, and how they are let in");
    staff->require_subcommand(1);
    add_people(*staff, choice);
    add_access(*staff, choice);
    add_keys(*staff, choice);
}

} // namespace ducha::app
