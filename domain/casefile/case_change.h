// How a change of a case is spelled in the events of other rooms. Included by codecs only.
#pragma once

#include "domain/casefile/casefile.h"

namespace ducha::casefile {

template <class Fields>
void describe(Fields& fields, CaseChange& change)
{
    fields.field("case", change.of);
    fields.field("kind", change.kind);
    fields.field("matter", change.matter);
    fields.field("number", change.number);
    fields.field("letter", change.letter);
    fields.field("serial", change.serial);
    fields.field("day", change.day);
}

} // namespace ducha::casefile

namespace ducha::ledger {

template <class Fields>
void describe(Fields& fields, Dimensions& by)
{
    fields.field("type", by.type);
    fields.field("channel", by.channel);
    fields.field("reception_day", by.reception_day);
}

} // namespace ducha::ledger
