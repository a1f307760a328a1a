// How a sealed original is spelled in events: always under the name `original`, by which
// `check_originals` knows the events of any room that name one. Included by codecs only.
#pragma once

#include "domain/intake/intake.h"

namespace ducha::intake {

template <class Fields>
void describe(Fields& fields, OriginalMark& original)
{
    fields.field("ref", original.ref);
    fields.field("sealed", original.sealed);
    fields.field("row", original.row);
}

} // namespace ducha::intake
