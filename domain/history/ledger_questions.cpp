// What can be asked of the ledger by name.
#include "domain/guard/named_question.h"
#include "domain/history/audited.h"
#include "domain/history/history_questions.h"
#include "domain/ledger/ledger.h"
#include "domain/ledger/proof.h"

#include <ranges>

namespace ducha::history {
namespace {

/// What was done, when, by whom; nothing of what it says.
struct Entry {
    Seq seq;
    std::int64_t act = 0; ///< the events of one act have one number
    std::string type;
    Instant occurred;
    Instant recorded;
    std::string actor; ///< `role:pseudonym`
};

template <class Fields>
void describe(Fields& fields, Entry& entry)
{
    fields.field("seq", entry.seq);
    fields.field("act", entry.act);
    fields.field("type", entry.type);
    fields.field("occurred", entry.occurred);
    fields.field("recorded", entry.recorded);
    fields.field("actor", entry.actor);
}

struct AskForEvent {
    Seq event;
};

template <class Fields>
void describe(Fields& fields, AskForEvent& question)
{
    fields.field("event", question.event);
}

/// An entry, and that it stands in the log: hashes alone, since the event says what it is about.
struct ProvedEntry {
    Entry entry;
    std::string origin;
    std::string leaf_hash;
    std::int64_t size = 0;
    std::vector<std::string> path;
    std::string head;
    std::string key; ///< by which the head is signed, as the database states it
};

template <class Fields>
void describe(Fields& fields, ProvedEntry& proved)
{
    fields.field("entry", proved.entry);
    fields.field("origin", proved.origin);
    fields.field("leaf_hash", proved.leaf_hash);
    fields.field("size", proved.size);
    fields.field("path", proved.path);
    fields.field("head", proved.head);
    fields.field("key", proved.key);
}

struct AskForEvents {
    std::optional<std::vector<std::string>> types;
    std::optional<std::string> actor;
    std::optional<Instant> from; ///< recorded then or later
    std::optional<Instant> until;
    std::optional<std::int64_t> before; ///< `next` of the page before: a place in the log
    std::optional<std::int64_t> limit;
};

template <class Fields>
void describe(Fields& fields, AskForEvents& question)
{
    fields.field("type", question.types);
    fields.field("actor", question.actor);
    fields.field("recorded_from", question.from);
    fields.field("recorded_until", question.until);
    fields.field("before", question.before);
    fields.field("limit", question.limit);
}

/// The same of an object's log, and what the events are to be about.
struct AskForEventsOfObject {
    AskForEvents events;
    Audited about;
};

template <class Fields>
void describe(Fields& fields, AskForEventsOfObject& question)
{
    describe(fields, question.events);
    fields.field("case", question.about.in);
    fields.field("case_number", question.about.case_number);
    fields.field("matter", question.about.matter);
    fields.field("batch_day", question.about.batch_day);
}

bool is_wanted(AskForEvents const& question, ledger::Recorded const& event)
{
    bool const is_of_type =
        !question.types || std::ranges::find(*question.types, event.type) != question.types->end();
    return is_of_type && question.actor.value_or(event.actor) == event.actor &&
        question.from.value_or(event.recorded) <= event.recorded &&
        event.recorded <= question.until.value_or(event.recorded);
}

Entry entry_of(ledger::Recorded const& event)
{
    return {
        .seq = event.seq,
        .act = event.act.get(),
        .type = event.type,
        .occurred = event.occurred,
        .recorded = event.recorded,
        .actor = event.actor,
    };
}

Result<std::optional<ProvedEntry>> prove(guard::Inquiry const& inquiry, AskForEvent const& question)
{
    if (auto const may = inquiry.permissions.authorize<guard::ReadLedger>(inquiry.log); !may) {
        return std::unexpected{may.error()};
    }
    auto& connection = inquiry.connection;
    auto const inclusion = ledger::inclusion_of(connection, inquiry.log, question.event);
    if (!inclusion) {
        return std::nullopt;
    }
    ProvedEntry proved{
        .entry = entry_of(ledger::read_events(connection, inquiry.log, question.event, 1).at(0)),
        .origin = ledger::find_log(connection, inquiry.log)->origin,
        .leaf_hash = to_hex(inclusion->leaf),
        .size = inclusion->size,
        .path = {},
        .head = inclusion->head,
        .key = ledger::office_key(connection, "heads").value_or(""),
    };
    for (auto const& hash : inclusion->path) {
        proved.path.push_back(to_hex(hash));
    }
    return proved;
}

/// The events of a log backwards, a reading at a time; all of them, or those at some places.
class Backwards {
public:
    /// places   in order; none: every event
    Backwards(db::Connection& connection, LogId log, std::optional<std::vector<Seq>> const& places)
        : connection_{connection}, log_{log}, places_{places}
    {
    }

    /// The last ones before `end`, the newest first; none: there is nothing before it.
    [[nodiscard]] std::vector<ledger::Recorded> before(std::int64_t end) const
    {
        std::vector<ledger::Recorded> events;
        if (!places_) {
            auto const begin = std::max(end - a_reading, std::int64_t{0});
            events = ledger::read_events(connection_, log_, Seq{begin}, end - begin);
        } else {
            auto const last = std::ranges::lower_bound(*places_, Seq{end});
            auto const count = std::min(last - places_->begin(), a_reading);
            for (auto const seq : std::ranges::subrange{last - count, last}) {
                events.push_back(ledger::read_events(connection_, log_, seq, 1).at(0));
            }
        }
        std::ranges::reverse(events);
        return events;
    }

private:
    static constexpr std::ptrdiff_t a_reading = 500;

    db::Connection& connection_;
    LogId log_;
    std::optional<std::vector<Seq>> const& places_;
};

/// From the end, or from where the page before has looked; at most `guard::most_looked_at` events,
/// so that a page may hold fewer than there are.
guard::Page<Entry> page_of(Backwards const& log, AskForEvents const& question, std::int64_t size)
{
    auto const most = guard::page_size(question.limit);
    guard::Page<Entry> page;
    auto end = std::clamp(question.before.value_or(size), std::int64_t{0}, size);
    std::int64_t looked_at = 0;
    auto events = log.before(end);
    while (!events.empty()) {
        for (auto const& event : events) {
            if (std::ssize(page.items) == most || looked_at == guard::most_looked_at) {
                page.next = std::to_string(end);
                return page;
            }
            if (is_wanted(question, event)) {
                page.items.push_back(entry_of(event));
            }
            end = event.seq.get();
            ++looked_at;
        }
        events = log.before(end);
    }
    return page;
}

Result<guard::Page<Entry>>
list(guard::Inquiry const& inquiry, AskForEvents const& question, Audited const& audited)
{
    auto const may = inquiry.permissions.authorize<guard::ReadLedger>(inquiry.log);
    if (!may) {
        return std::unexpected{may.error()};
    }
    auto& connection = inquiry.connection;
    auto const places = about(connection, *may, audited);
    auto const size = ledger::state_of(connection, inquiry.log, false).size;
    return page_of({connection, inquiry.log, places}, question, size);
}

Result<guard::Page<Entry>>
list_of_object(guard::Inquiry const& inquiry, AskForEventsOfObject const& question)
{
    return list(inquiry, question.events, question.about);
}

Result<guard::Page<Entry>>
list_of_office(guard::Inquiry const& inquiry, AskForEvents const& question)
{
    return list(inquiry, question, {});
}

} // namespace

std::vector<guard::NamedQuestion> ledger_questions()
{
    return {
        {
            .name = "list_events",
            .about = guard::About::object,
            .path = "ledger",
            .zh =
                "台账中何时由谁办了什么，新的在前；可只看关于一个交办件、反映问题或批次的（审计）",
            .en = "what was done, when and by whom, the newest first; of one case, matter or batch "
                  "alone where it is named: for the auditor",
            .answerer = guard::answers<AskForEventsOfObject, guard::Page<Entry>>(list_of_object),
            .is_list = true,
        },
        {
            .name = "prove_event",
            .about = guard::About::object,
            .path = "ledger/{event}",
            .zh = "台账中的一条，及其在台账中的证明（只有哈希，审计）",
            .en = "an entry, and by hashes alone that it stands in the ledger: for the auditor",
            .answerer = guard::answers_one<AskForEvent, ProvedEntry>(prove),
            .is_list = true,
        },
        {
            .name = "prove_event_of_office",
            .about = guard::About::office,
            .path = "ledger/{event}",
            .zh = "机构台账中的一条，及其证明（审计）",
            .en = "the same of the office's own log",
            .answerer = guard::answers_one<AskForEvent, ProvedEntry>(prove),
            .is_list = true,
        },
        {
            .name = "list_events_of_office",
            .about = guard::About::office,
            .path = "ledger",
            .zh = "机构台账中何时由谁办了什么，新的在前（审计）",
            .en = "the same of the office's own log",
            .answerer = guard::answers<AskForEvents, guard::Page<Entry>>(list_of_office),
            .is_list = true,
        },
    };
}

} // namespace ducha::history
