// How counting rules are spelled in JSON. Included by codecs only.
#pragma once

#include "domain/inspection/counting.h"

namespace ducha::inspection {

template <class Fields>
void describe(Fields& fields, CountingRules& rules)
{
    fields.field("types", rules.types);
    fields.field("split", rules.split);
    fields.field("joint", rules.joint);
    fields.field("repeats", rules.repeats);
    fields.field("withdrawn", rules.withdrawn);
}

} // namespace ducha::inspection
