// How the intake's acts and events are spelled in JSON.
#pragma once

#include "platform/json/record.h"

#include "domain/intake/intake.h"
#include "domain/intake/original_mark.h"

namespace ducha::intake {

template <class Fields>
void describe(Fields& fields, MatterRef& of)
{
    fields.field("matter", of.matter);
    fields.field("report", of.report);
    fields.field("channel", of.channel);
    fields.field("reception_day", of.reception_day);
    fields.field("types", of.types);
}

template <class Fields>
void describe(Fields& fields, ReportShift& shift)
{
    fields.field("before", shift.before);
    fields.field("after", shift.after);
}

template <class Fields>
void describe(Fields& fields, ReportReceived& event)
{
    fields.field("own_id", event.own_id);
    fields.field("channel", event.channel);
    fields.field("kind", event.kind);
    fields.field("reception_day", event.reception_day);
    fields.field("postmark", event.postmark);
    fields.field("original", event.original);
    fields.field("types", event.types);
    fields.word("title", event.title);
    fields.word("text", event.text);
    fields.word("place", event.place);
    fields.word("enterprise", event.enterprise);
}

template <class Fields>
void describe(Fields& fields, MatterAccepted& event)
{
    fields.field("of", event.of);
    fields.field("report", event.report);
    fields.field("by_rule", event.by_rule);
}

template <class Fields>
void describe(Fields& fields, MatterDeclined& event)
{
    fields.field("of", event.of);
    fields.field("report", event.report);
    fields.field("reason", event.reason);
    fields.word("why", event.why);
}

template <class Fields>
void describe(Fields& fields, MatterForwarded& event)
{
    fields.field("of", event.of);
    fields.field("report", event.report);
    fields.field("was_accepted", event.was_accepted);
    fields.word("office", event.office);
    fields.word("why", event.why);
}

template <class Fields>
void describe(Fields& fields, MatterWithdrawn& event)
{
    fields.field("of", event.of);
    fields.word("why", event.why);
}

template <class Fields>
void describe(Fields& fields, MatterMarkedUrgent& event)
{
    fields.field("of", event.of);
    fields.field("ground", event.ground);
}

template <class Fields>
void describe(Fields& fields, MatterSplitOff& event)
{
    fields.field("report", event.report);
    fields.field("channel", event.channel);
    fields.field("reception_day", event.reception_day);
    fields.field("types", event.types);
    fields.word("title", event.title);
    fields.word("text", event.text);
    fields.word("place", event.place);
    fields.word("enterprise", event.enterprise);
}

} // namespace ducha::intake
