// How the results are spelled in JSON.
#pragma once

#include "platform/json/record.h"

#include "domain/handling/handling.h"

namespace ducha::handling {

template <class Fields>
void describe(Fields& fields, Outcome& outcome)
{
    fields.field("status", outcome.status);
    fields.field("truth", outcome.truth);
    fields.field("class", outcome.rectification);
    fields.field("fine_fen", outcome.fine);
    for (auto const& row : numbers) {
        fields.field(row.name, outcome.*row.number);
    }
}

} // namespace ducha::handling
