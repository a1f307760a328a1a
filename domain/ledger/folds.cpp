// Folding: the rooms in their order, then the count facts.
#include "domain/ledger/folds.h"

#include "platform/db/connection.h"

#include "domain/ledger/ledger.h"
#include "domain/ledger/packed_facts.h"

namespace ducha::ledger {
namespace {

using Type = db::TableShape::Type;

constexpr db::TableShape::Column fact_columns[] = {
    {"log_id", Type::integer},
    {"seq", Type::integer},
    {"ordinal", Type::integer},
    {"subject", Type::integer},
    {"measure", Type::text},
    {"type", Type::text},
    {"channel", Type::text},
    {"reception_day", Type::integer},
    {"occurred", Type::integer},
    {"recorded", Type::integer},
    {"amount", Type::integer},
};
constexpr db::TableShape fact_table{"count_fact", fact_columns};

void store(db::Connection& rows, std::vector<CountFact> const& facts)
{
    std::vector<db::Value> values;
    values.reserve(facts.size() * std::size(fact_columns));
    std::int64_t ordinal = 0;
    Seq of{-1};
    for (auto const& fact : facts) {
        ordinal = fact.seq == of ? ordinal + 1 : 0;
        of = fact.seq;
        db::Value const row[] = {
            fact.log,
            fact.seq,
            ordinal,
            fact.subject,
            fact.measure,
            fact.by.type,
            fact.by.channel,
            fact.by.reception_day,
            fact.occurred,
            fact.recorded,
            fact.amount
        };
        values.insert(values.end(), std::begin(row), std::end(row));
    }
    rows.insert(fact_table, values);
}

void fold_erasure(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const erased = Codec<PayloadErased>::read(event);
    erase_words(rows, event.log, erased.seq);
}

} // namespace

Folds const& ledger_folds()
{
    static Folds const folds{
        .events = {{PayloadErased::type.name, fold_erasure}},
        .tables =
            {{"count_fact", "log_id, seq, ordinal"}, {"packed_facts", "log_id, block, measure"}},
    };
    return folds;
}

void fold(
    db::Connection& rows, std::vector<Recorded> const& events, std::span<Folds const* const> rooms
)
{
    CountFacts counts;
    for (auto const& event : events) {
        counts.begin(event.log, event.seq, event.occurred, event.recorded);
        for (auto const* room : rooms) {
            for (auto const& entry : room->events) {
                if (entry.event_type == event.type || entry.event_type == any_event) {
                    entry.fold(rows, event, counts);
                }
            }
        }
    }
    store(rows, counts.take());
    for (auto const& event : events) {
        auto const next = event.seq.get() + 1;
        if (next % events_a_block == 0) {
            pack_facts(rows, event.log, Seq{next});
        }
    }
}

} // namespace ducha::ledger
