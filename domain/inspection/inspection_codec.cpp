// The fields of the events of 督察.
#include "domain/inspection/inspection_codec.h"

#include "domain/ledger/codec.h"

namespace ducha::inspection {

template <class Fields>
void describe(Fields& fields, InspectionOpened& event)
{
    fields.field("inspection", event.inspection);
}

template <class Fields>
void describe(Fields& fields, ObjectStationed& event)
{
    fields.field("inspection", event.inspection_id);
    fields.field("object", event.object);
    fields.field("log", event.object.log);
}

} // namespace ducha::inspection

template struct ducha::ledger::Codec<ducha::inspection::InspectionOpened>;
template struct ducha::ledger::Codec<ducha::inspection::ObjectStationed>;
