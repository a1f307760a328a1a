// The rows of 人员, as they follow from the events.
#include "domain/staff/staff_folds.h"

#include "platform/db/connection.h"

#include "domain/staff/staff.h"

#include "generated/staff_sql.h"

namespace ducha::staff {
namespace {

using ledger::Codec;
using ledger::CountFacts;
using ledger::Recorded;

void fold_admitted(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const admitted = Codec<PersonAdmitted>::read(event);
    rows.run(
        sql::add_person,
        {event.log, event.seq, admitted.pseudonym, admitted.login, admitted.name, event.occurred}
    );
}

void fold_granted(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const [person, grant] = Codec<RoleGranted>::read(event);
    auto const& [inspection, object, unit] = grant.scope;
    rows.run(sql::add_grant, {event.log, person, grant.role, inspection, object, unit});
}

void fold_revoked(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const [person, grant] = Codec<RoleRevoked>::read(event);
    auto const& [inspection, object, unit] = grant.scope;
    rows.run(sql::drop_grant, {event.log, person, grant.role, inspection, object, unit});
}

/// Sessions and keys are no folded rows, but they end with the event that ends them. Folded anew
/// it finds those only that were made later, and leaves them.
void end_access(db::Connection& rows, PersonId person, Seq event)
{
    rows.run(sql::end_sessions_before, {person, event});
    rows.run(sql::end_keys_before, {person, event});
}

void fold_suspended(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const suspended = Codec<PersonSuspended>::read(event);
    rows.run(sql::set_suspended, {event.log, suspended.person, code(suspended.ground)});
    end_access(rows, suspended.person, event.seq);
}

void fold_reinstated(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const reinstated = Codec<PersonReinstated>::read(event);
    rows.run(sql::set_suspended, {event.log, reinstated.person, std::optional<std::string>{}});
}

/// Who has no name signs in no more.
void fold_erasure(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const erased = Codec<ledger::PayloadErased>::read(event);
    if (erased.event_type != PersonAdmitted::type.name) {
        return;
    }
    PersonId const person{erased.seq.get()};
    rows.run(sql::blank_person, {event.log, person});
    rows.run(sql::drop_credential, {person});
    rows.run(sql::drop_one_time_secret, {person});
    end_access(rows, person, event.seq);
}

} // namespace

ledger::Folds folds()
{
    return {
        .events =
            {
                {PersonAdmitted::type.name, fold_admitted},
                {RoleGranted::type.name, fold_granted},
                {RoleRevoked::type.name, fold_revoked},
                {PersonSuspended::type.name, fold_suspended},
                {PersonReinstated::type.name, fold_reinstated},
                {ledger::PayloadErased::type.name, fold_erasure},
            },
        .tables =
            {
                {"person", "log_id, person_id"},
                {"role_grant", "log_id, person_id, role, inspection, object, unit"},
            },
    };
}

} // namespace ducha::staff
