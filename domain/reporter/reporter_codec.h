// How the acts and events of 举报人 are spelled in JSON.
#pragma once

#include "platform/json/record.h"

#include "domain/intake/original_mark.h"
#include "domain/reporter/reporter.h"

namespace ducha::reporter {

template <class Fields>
void describe(Fields& fields, ReceiveWebReport& command)
{
    fields.field("form", command.form);
    fields.field("kind", command.kind);
    fields.field("place", command.place);
    fields.field("enterprise", command.enterprise);
    fields.field("text", command.text);
    fields.field("when", command.when);
    fields.field("evidence", command.evidence);
    fields.field("types", command.types);
    fields.field("name", command.name);
    fields.field("telephone", command.telephone);
}

template <class Fields>
void describe(Fields& fields, AddToReport& command)
{
    fields.field("form", command.form);
    fields.field("code", command.code);
    fields.field("text", command.text);
}

template <class Fields>
void describe(Fields& fields, TellThreat& command)
{
    fields.field("form", command.form);
    fields.field("code", command.code);
    fields.field("text", command.text);
}

template <class Fields>
void describe(Fields& fields, FormMark& form)
{
    fields.field("token", form.token);
    fields.field("content", form.content);
}

template <class Fields>
void describe(Fields& fields, ReceiptIssued& event)
{
    fields.field("report", event.report);
    fields.field("code", event.code);
    fields.field("form", event.form);
}

template <class Fields>
void describe(Fields& fields, AdditionReceived& event)
{
    fields.field("report", event.report);
    fields.field("form", event.form);
    fields.field("original", event.original);
    fields.word("text", event.text);
}

template <class Fields>
void describe(Fields& fields, ThreatTold& event)
{
    fields.field("form", event.form);
    fields.field("original", event.original);
    fields.word("log", event.log);
    fields.word("report", event.report);
    fields.word("text", event.text);
}

} // namespace ducha::reporter
