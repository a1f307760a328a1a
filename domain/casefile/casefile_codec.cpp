// The codecs of the cases.
#include "platform/db/stored_code.h"

#include "domain/casefile/case_change.h"
#include "domain/casefile/changes.h"
#include "domain/casefile/file_row.h"
#include "domain/intake/type_list.h"
#include "domain/ledger/codec.h"

namespace ducha::casefile {

template <class Fields>
void describe(Fields& fields, CaseWatched& event)
{
    fields.field("case", event.of);
    fields.field("by", event.by);
    fields.field("watched", event.watched);
    fields.field("changes", event.changes);
}

template <class Fields>
void describe(Fields& fields, CaseHandledJointly& event)
{
    fields.field("case", event.of);
    fields.field("by", event.by);
    fields.field("with", event.with);
}

/// The one member of an event of any room that this room reads.
struct Changes {
    std::vector<CaseChange> changes;
};

template <class Fields>
void describe(Fields& fields, Changes& carried)
{
    fields.field("changes", carried.changes);
}

std::vector<CaseChange> changes_in(ledger::Recorded const& event)
{
    auto bare = event;
    bare.words.reset();
    return ledger::Codec<Changes>::read(bare).changes;
}

CaseFile file_in(db::Row const& row)
{
    return {
        .id = row.id<CaseId>(0),
        .standing = db::stored_code<Standing>(row, 1, "case_file.standing"),
        .number = std::string{row.text(2)},
        .watched = row.integer(3) != 0,
        .batch_day = row.is_null(4) ? std::nullopt : std::optional{row.day(4)},
        .due = row.is_null(5) ? std::nullopt : std::optional{row.day(5)},
        .channel = db::stored_code<Channel>(row, 6, "case_file.channel"),
        .reception_day = row.day(7),
        .types = intake::types_of(row.text(8)),
    };
}

} // namespace ducha::casefile

template struct ducha::ledger::Codec<ducha::casefile::CaseWatched>;
template struct ducha::ledger::Codec<ducha::casefile::CaseHandledJointly>;
