// 人员: its folded tables, and the views its decisions look at.
#include "base/text.h"

#include "platform/db/stored_code.h"
#include "platform/random/random.h"

#include "domain/ledger/ledger.h"
#include "domain/staff/person_row.h"
#include "domain/staff/staff_refusals.h"

#include "generated/staff_sql.h"

#include <algorithm>

namespace ducha::staff {
namespace {

constexpr std::size_t longest_name = 60;

Person person_in(db::Row const& row)
{
    return {
        .id = row.id<PersonId>(0),
        .pseudonym = std::string{row.text(1)},
        .login = std::string{row.text(2)},
        .name = std::string{row.text(3)},
        .suspended = row.is_null(4)
            ? std::nullopt
            : std::optional{db::stored_code<SuspensionGround>(row, 4, "person.suspended")},
        .admitted = row.instant(5),
        .grants = {},
    };
}

std::vector<inspection::Inspection> inspections(guard::Scene& scene)
{
    return inspection::load_all(
        scene.connection, scene.may<inspection::ReadInspections>(office_log)
    );
}

PersonView load_view(guard::Scene& scene, PersonId id)
{
    return {
        .person = person_found(scene.connection, sql::person, id),
        .inspections = inspections(scene),
    };
}

Result<void> check_name(std::string_view name)
{
    bool const fits = !name.empty() && trimmed(name) == name && !first_invalid_utf8(name) &&
        length_in_code_points(name) <= longest_name &&
        std::ranges::none_of(name, [](char letter) { return letter >= 0 && letter < ' '; });
    if (!fits) {
        return refuse(
            refusals, StaffRefusal::bad_name, {}, "1 to 60 characters, no blanks around", "name"
        );
    }
    return {};
}

/// 64 bits by chance: not made from the name, so that not even the office's keys lead to it.
std::string draw_pseudonym(Random& random)
{
    std::array<std::uint8_t, 8> drawn{};
    random.fill(drawn);
    return to_hex(drawn);
}

Result<guard::Proposal> decide_admission(guard::Scene& scene, AdmitPerson const& act)
{
    if (auto const fits = check_login(act.login); !fits) {
        return std::unexpected{fits.error()};
    }
    if (auto const fits = check_name(act.name); !fits) {
        return std::unexpected{fits.error()};
    }
    if (person_found(scene.connection, sql::person_by_login, act.login)) {
        return refuse(refusals, StaffRefusal::login_taken, act.login, {}, "login");
    }
    // The log is held: the next event is the one that names this person.
    PersonId const id{ledger::state_of(scene.connection, office_log, false).size};
    auto const all = inspections(scene);
    guard::Proposal proposal;
    proposal.add(PersonAdmitted{draw_pseudonym(scene.random), act.login, act.name}, scene.now);
    std::vector<Grant> given;
    for (auto const& grant : act.grants) {
        if (auto const fits = check_grant(grant, all); !fits) {
            return std::unexpected{fits.error()};
        }
        if (std::ranges::find(given, grant) == given.end()) {
            given.push_back(grant);
            proposal.add(RoleGranted{id, grant}, scene.now);
        }
    }
    return proposal;
}

/// A command about one person, whose `decide` returns an event or nothing.
template <class Act>
guard::Command about(std::string_view name, Act act)
{
    return {
        .log = office_log,
        .act = name,
        .key = {},
        .decide = [act = std::move(act)](guard::Scene& scene) -> Result<guard::Proposal> {
            auto const event = decide(act, load_view(scene, act.person));
            if (!event) {
                return std::unexpected{event.error()};
            }
            guard::Proposal proposal;
            if (*event) {
                proposal.add(**event, scene.now);
            }
            return proposal;
        },
    };
}

} // namespace

std::optional<Person>
person_found(db::Connection& connection, db::Query const& query, db::Value const& by)
{
    std::optional<Person> person;
    connection.each(query, {office_log, by}, [&](db::Row const& row) { person = person_in(row); });
    if (person) {
        person->grants = grants_of(connection, person->id);
    }
    return person;
}

std::vector<Grant> grants_of(db::Connection& connection, PersonId id)
{
    std::vector<Grant> grants;
    connection.each(sql::grants_of, {office_log, id}, [&](db::Row const& row) {
        grants.push_back({
            .role = std::string{row.text(0)},
            .scope = {std::string{row.text(1)}, std::string{row.text(2)}, std::string{row.text(3)}},
        });
    });
    return grants;
}

guard::Command admit(AdmitPerson act)
{
    return {
        .log = office_log,
        .act = "admit_person",
        .key = {},
        .decide = [act = std::move(act)](guard::Scene& scene
                  ) { return decide_admission(scene, act); },
    };
}

guard::Command grant(GrantRole act)
{
    return about("grant_role", std::move(act));
}

guard::Command revoke(RevokeRole act)
{
    return about("revoke_role", std::move(act));
}

guard::Command suspend(SuspendPerson act)
{
    return about("suspend_person", act);
}

guard::Command reinstate(ReinstatePerson act)
{
    return about("reinstate_person", act);
}

std::vector<Person> load_all(db::Connection& connection, MayReadStaff const& may)
{
    std::vector<Person> people;
    connection.each(sql::people, {may.object()}, [&](db::Row const& row) {
        people.push_back(person_in(row));
    });
    for (auto& person : people) {
        person.grants = grants_of(connection, person.id);
    }
    return people;
}

std::optional<Person> load(db::Connection& connection, MayReadStaff const& /*may*/, PersonId id)
{
    return person_found(connection, sql::person, id);
}

Result<Person> find(db::Connection& connection, MayReadStaff const& /*may*/, std::string_view login)
{
    // Erased people have the empty login, which nobody has; some bytes no database would take.
    auto person =
        !check_login(login) ? std::nullopt : person_found(connection, sql::person_by_login, login);
    if (!person) {
        return refuse(refusals, StaffRefusal::no_such_person, std::string{login}, {}, "login");
    }
    return std::move(*person);
}

} // namespace ducha::staff
