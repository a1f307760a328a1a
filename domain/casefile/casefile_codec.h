// How a case is spelled in JSON. Included by .cpp files only.
#pragma once

#include "platform/json/record.h"

#include "domain/casefile/casefile.h"

namespace ducha::casefile {

template <class Fields>
void describe(Fields& fields, CaseFile& file)
{
    fields.field("case", file.id);
    fields.field("standing", file.standing);
    fields.field("number", file.number);
    fields.field("watched", file.watched);
    fields.field("batch_day", file.batch_day);
    fields.field("due", file.due);
    fields.field("channel", file.channel);
    fields.field("reception_day", file.reception_day);
    fields.field("types", file.types);
}

} // namespace ducha::casefile
