// The codecs of 转办.
#include "domain/casefile/case_change.h"
#include "domain/ledger/codec.h"
#include "domain/transfer/transfer.h"

namespace ducha::transfer {

template <class Fields>
void describe(Fields& fields, CaseNumbered& event)
{
    fields.field("case", event.of);
    fields.field("number", event.number);
    fields.field("changes", event.changes);
}

template <class Fields>
void describe(Fields& fields, BatchSealed& event)
{
    fields.field("day", event.day);
    fields.field("number", event.number);
    fields.field("cases", event.cases);
    fields.field("supplements", event.supplements);
    fields.field("urgent", event.urgent);
    fields.field("changes", event.changes);
}

template <class Fields>
void describe(Fields& fields, CaseHandedOver& event)
{
    fields.field("case", event.of);
    fields.field("day", event.day);
    fields.field("due", event.due);
    fields.field("urgent", event.urgent);
    fields.field("by", event.by);
    fields.field("issues", event.issues);
    fields.field("changes", event.changes);
}

template <class Fields>
void describe(Fields& fields, BatchHandedOver& event)
{
    fields.field("day", event.day);
}

template <class Fields>
void describe(Fields& fields, BatchAcknowledged& event)
{
    fields.field("day", event.day);
}

} // namespace ducha::transfer

namespace ducha::ledger {

template struct Codec<transfer::CaseNumbered>;
template struct Codec<transfer::BatchSealed>;
template struct Codec<transfer::CaseHandedOver>;
template struct Codec<transfer::BatchHandedOver>;
template struct Codec<transfer::BatchAcknowledged>;

} // namespace ducha::ledger
