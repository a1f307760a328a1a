// The codecs of 并案.
#include "domain/casefile/case_change.h"
#include "domain/ledger/codec.h"
#include "domain/merge/merge.h"
#include "domain/merge/models.h"

namespace ducha::merge {

template <class Fields>
void describe(Fields& fields, MatterJoined& event)
{
    fields.field("matter", event.matter);
    fields.field("into", event.into);
    fields.field("nearest", event.nearest);
    fields.field("how", event.how);
    fields.field("score_ppm", event.score_ppm);
    fields.field("model", event.model);
    fields.field("supplement", event.supplement);
    fields.field("changes", event.changes);
}

template <class Fields>
void describe(Fields& fields, JoinProposed& event)
{
    fields.field("matter", event.matter);
    fields.field("into", event.into);
    fields.field("nearest", event.nearest);
    fields.field("score_ppm", event.score_ppm);
    fields.field("model", event.model);
}

template <class Fields>
void describe(Fields& fields, MatterStoodAlone& event)
{
    fields.field("matter", event.matter);
    fields.field("nearest_case", event.nearest_case);
    fields.field("score_ppm", event.score_ppm);
    fields.field("model", event.model);
}

template <class Fields>
void describe(Fields& fields, RepeatNoted& event)
{
    fields.field("matter", event.matter);
    fields.field("repeats", event.repeats);
    fields.field("nearest", event.nearest);
    fields.field("score_ppm", event.score_ppm);
    fields.field("model", event.model);
}

template <class Fields>
void describe(Fields& fields, JoinRefused& event)
{
    fields.field("matter", event.matter);
    fields.field("from", event.from);
    fields.field("never_with", event.never_with);
}

template <class Fields>
void describe(Fields& fields, MatterParted& event)
{
    fields.field("matter", event.matter);
    fields.field("from", event.from);
    fields.field("freed", event.freed);
    fields.field("never_with", event.never_with);
    fields.word("why", event.why);
    fields.field("changes", event.changes);
}

template <class Fields>
void describe(Fields& fields, ModelAdopted& event)
{
    fields.field("name", event.name);
    fields.field("version", event.version);
    fields.field("sha256", event.sha256);
    fields.field("text", event.text);
}

} // namespace ducha::merge

namespace ducha::ledger {

template struct Codec<merge::MatterJoined>;
template struct Codec<merge::JoinProposed>;
template struct Codec<merge::MatterStoodAlone>;
template struct Codec<merge::RepeatNoted>;
template struct Codec<merge::JoinRefused>;
template struct Codec<merge::MatterParted>;
template struct Codec<merge::ModelAdopted>;

} // namespace ducha::ledger
