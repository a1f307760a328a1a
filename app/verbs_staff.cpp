// The verbs about people and their roles: staff add, list, grant, revoke, suspend, reinstate.
#include "domain/staff/staff.h"

#include "app/code_words.h"
#include "app/desk_of_verbs.h"
#include "app/printing_staff.h"
#include "app/usage_refusals.h"

namespace ducha::app {
namespace {

staff::Grant grant_of(Arguments const& arguments, std::string const& role)
{
    return {
        .role = role,
        .scope = {arguments.inspection, arguments.object, arguments.unit},
    };
}

staff::MayReadStaff may_read(Office& office)
{
    return office.policy().authorize<staff::ReadStaff>(office_log);
}

/// Runs an act about the person that was named, and shows the person as they are after it.
int about_person(
    Arguments const& arguments,
    std::function<Result<guard::Command>(staff::PersonId)> const& command
)
{
    return in_the_office(arguments, [&](Office& office) -> Result<void> {
        auto const person = staff::find(office.connection(), may_read(office), arguments.first);
        if (!person) {
            return std::unexpected{person.error()};
        }
        auto const act = command(person->id);
        if (!act) {
            return std::unexpected{act.error()};
        }
        auto const done = office.pipeline().run(*act);
        if (!done) {
            return std::unexpected{done.error()};
        }
        auto const after = staff::load(office.connection(), may_read(office), person->id);
        put(print_person(*after, arguments));
        return {};
    });
}

} // namespace

int run_staff_add(Arguments const& arguments)
{
    return in_the_office(arguments, [&](Office& office) -> Result<void> {
        staff::AdmitPerson act{.login = arguments.first, .name = arguments.name, .grants = {}};
        for (auto const& role : arguments.roles) {
            act.grants.push_back(grant_of(arguments, role));
        }
        auto const done = office.pipeline().run(staff::admit(act));
        if (!done) {
            return std::unexpected{done.error()};
        }
        staff::PersonId const id{done->events.front().seq.get()};
        auto const person = staff::load(office.connection(), may_read(office), id);
        put(print_person(*person, arguments));
        return {};
    });
}

int run_staff_list(Arguments const& arguments)
{
    return in_the_office(arguments, [&](Office& office) -> Result<void> {
        for (auto const& person : staff::load_all(office.connection(), may_read(office))) {
            put(print_person(person, arguments));
        }
        return {};
    });
}

int run_staff_grant(Arguments const& arguments)
{
    return about_person(arguments, [&](staff::PersonId id) {
        return staff::grant({id, grant_of(arguments, arguments.second)});
    });
}

int run_staff_revoke(Arguments const& arguments)
{
    return about_person(arguments, [&](staff::PersonId id) {
        return staff::revoke({id, grant_of(arguments, arguments.second)});
    });
}

int run_staff_suspend(Arguments const& arguments)
{
    return about_person(arguments, [&](staff::PersonId id) -> Result<guard::Command> {
        auto const ground = from_code_or_word<staff::SuspensionGround>(arguments.ground);
        if (!ground) {
            return refuse(
                usage_refusals,
                UsageRefusal::bad_word,
                arguments.ground,
                all_codes<staff::SuspensionGround>(),
                "--ground"
            );
        }
        return staff::suspend({id, *ground});
    });
}

int run_staff_reinstate(Arguments const& arguments)
{
    return about_person(arguments, [](staff::PersonId id) { return staff::reinstate({id}); });
}

} // namespace ducha::app
