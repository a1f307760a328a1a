// How an inspection is spelled in JSON: for its events and its stored settings.
#pragma once

#include "platform/json/record.h"

#include "domain/inspection/counting_codec.h"
#include "domain/inspection/inspection.h"

namespace ducha::inspection {

template <class Fields>
void describe(Fields& fields, NumberScheme::Letter& letter)
{
    fields.field("channel", letter.channel);
    fields.field("letter", letter.letter);
}

template <class Fields>
void describe(Fields& fields, NumberScheme& scheme)
{
    fields.field("id", scheme.id);
    fields.field("pattern", scheme.pattern);
    fields.field("letters", scheme.letters);
    fields.field("source", scheme.source);
}

template <class Fields>
void describe(Fields& fields, Limits& limits)
{
    fields.field("answer_days", limits.answer_days);
    fields.field("answer_source", limits.answer_source);
}

template <class Fields>
void describe(Fields& fields, MergeThresholds& thresholds)
{
    fields.field("join_ppm", thresholds.join_ppm);
    fields.field("propose_ppm", thresholds.propose_ppm);
}

template <class Fields>
void describe(Fields& fields, Unit& unit)
{
    fields.field("code", unit.code);
    fields.field("name", unit.name);
    fields.field("parent", unit.parent);
}

/// Without the log: it belongs to the database, not to the settings.
template <class Fields>
void describe(Fields& fields, InspectedObject& object)
{
    fields.field("code", object.code);
    fields.field("name_zh", object.name_zh);
    fields.field("name_en", object.name_en);
    fields.field("kind", object.kind);
    fields.field("region", object.region);
    fields.field("team", object.team);
    fields.field("first_day", object.first_day);
    fields.field("last_day", object.last_day);
    fields.field("units", object.units);
}

/// Without the objects: each is an event of its own.
template <class Fields>
void describe(Fields& fields, Inspection& inspection)
{
    fields.field("id", inspection.id);
    fields.field("name_zh", inspection.name_zh);
    fields.field("name_en", inspection.name_en);
    fields.field("kind", inspection.kind);
    fields.field("round", inspection.round);
    fields.field("batch", inspection.batch);
    fields.field("provenance", inspection.provenance);
    fields.field("channels", inspection.channels);
    fields.field("reception_from", inspection.reception_from);
    fields.field("reception_until", inspection.reception_until);
    fields.field("daily_cut", inspection.daily_cut);
    fields.field("scheme", inspection.scheme);
    fields.field("limits", inspection.limits);
    fields.field("after_hand_over", inspection.after_hand_over);
    fields.field("merge", inspection.merge);
    fields.field("counting", inspection.counting);
}

} // namespace ducha::inspection
