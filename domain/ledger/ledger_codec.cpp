// The fields of the ledger's own events.
#include "domain/ledger/codec.h"
#include "domain/ledger/ledger.h"

namespace ducha::ledger {

template <class Fields>
void describe(Fields& fields, PayloadErased& event)
{
    fields.field("seq", event.seq);
    fields.field("event_type", event.event_type);
    fields.field("ground", event.ground);
}

template struct Codec<PayloadErased>;

} // namespace ducha::ledger
