// The body of ledger::Codec: included by the codecs of the rooms only.
#pragma once

#include "platform/json/record.h"
#include "platform/trouble.h"

#include "domain/ledger/event.h"

namespace ducha::ledger {

template <class Event>
Draft Codec<Event>::write(Event const& event, Instant occurred)
{
    json::Writer writer;
    describe(writer, const_cast<Event&>(event)); // NOLINT: one `describe` serves both ways
    return {
        .type = Event::type,
        .occurred = occurred,
        .body = writer.fields(),
        .words = writer.words(),
    };
}

template <class Event>
Event Codec<Event>::read(Recorded const& recorded)
{
    auto const place = "event " + std::to_string(recorded.seq.get()) + " (" + recorded.type + ")";
    auto const body = json::parse_object(recorded.body);
    auto const words = json::parse_object(recorded.words.value_or("{}"));
    if (!body || !words) {
        throw Trouble{Trouble::Kind::database, place + " cannot be read"};
    }
    Event event{};
    json::Reader reader{*body, recorded.words ? &*words : nullptr};
    describe(reader, event);
    if (auto const& problem = reader.problem()) {
        throw Trouble{Trouble::Kind::database, place + ": " + to_line(*problem)};
    }
    return event;
}

} // namespace ducha::ledger
