// The codecs of 人员.
#include "domain/staff/staff_codec.h"

#include "domain/ledger/codec.h"

namespace ducha::staff {

template <class Fields>
void describe(Fields& fields, PersonAdmitted& event)
{
    fields.field("pseudonym", event.pseudonym);
    fields.word("login", event.login);
    fields.word("name", event.name);
}

template <class Fields>
void describe(Fields& fields, RoleGranted& event)
{
    fields.field("person", event.person);
    fields.field("grant", event.grant);
}

template <class Fields>
void describe(Fields& fields, RoleRevoked& event)
{
    fields.field("person", event.person);
    fields.field("grant", event.grant);
}

template <class Fields>
void describe(Fields& fields, PersonSuspended& event)
{
    fields.field("person", event.person);
    fields.field("ground", event.ground);
}

template <class Fields>
void describe(Fields& fields, PersonReinstated& event)
{
    fields.field("person", event.person);
}

} // namespace ducha::staff

template struct ducha::ledger::Codec<ducha::staff::PersonAdmitted>;
template struct ducha::ledger::Codec<ducha::staff::RoleGranted>;
template struct ducha::ledger::Codec<ducha::staff::RoleRevoked>;
template struct ducha::ledger::Codec<ducha::staff::PersonSuspended>;
template struct ducha::ledger::Codec<ducha::staff::PersonReinstated>;
