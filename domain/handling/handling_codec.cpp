// The codec of 办理.
#include "domain/handling/handling_codec.h"

#include "domain/casefile/case_change.h"
#include "domain/ledger/codec.h"

namespace ducha::handling {

template <class Fields>
void describe(Fields& fields, ResultReported& event)
{
    fields.field("case", event.of);
    fields.field("by", event.by);
    fields.field("outcome", event.outcome);
    fields.field("before", event.before);
    fields.field("changes", event.changes);
}

} // namespace ducha::handling

template struct ducha::ledger::Codec<ducha::handling::ResultReported>;
