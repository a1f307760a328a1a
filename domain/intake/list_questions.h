// What can be asked of lists of matters by name, and how a matter is shown. Included by .cpp files
// of the room only.
#pragma once

#include "domain/guard/named_question.h"
#include "domain/intake/intake_codec.h"
#include "domain/intake/lists.h"

namespace ducha::intake {

/// A matter as it is shown: where it is, what came in, and one line of it.
using ShownMatter = ListedMatter;

template <class Fields>
void describe(Fields& fields, ShownMatter& shown)
{
    auto& matter = shown.matter;
    auto line = line_of(matter);
    fields.field("inspection", shown.place.inspection);
    fields.field("object", shown.place.object);
    fields.field("own_id", shown.own_id);
    fields.field("of", matter.of);
    fields.field("kind", matter.kind);
    fields.field("state", matter.state);
    fields.field("urgent", matter.urgent);
    fields.field("occurred", matter.occurred);
    fields.field("postmark", matter.postmark);
    fields.field("title", matter.title);
    fields.field("text", matter.text);
    fields.field("line", line);
    fields.field("place", matter.place);
    fields.field("enterprise", matter.enterprise);
}

[[nodiscard]] std::vector<guard::NamedQuestion> questions_of_lists();

} // namespace ducha::intake
