// The rows of 转办, as they follow from the events.
#include "domain/transfer/transfer_folds.h"

#include "platform/db/connection.h"

#include "domain/transfer/transfer.h"

#include "generated/transfer_sql.h"

namespace ducha::transfer {
namespace {

using ledger::Codec;
using ledger::CountFacts;
using ledger::Recorded;

void fold_sealed(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const sealed = Codec<BatchSealed>::read(event);
    rows.run(sql::add_batch, {event.log, sealed.day, sealed.number, code(BatchState::sealed)});
    for (auto const matter : sealed.supplements) {
        rows.run(sql::list_supplement, {event.log, matter, sealed.day});
    }
    for (auto const id : sealed.urgent) {
        rows.run(sql::list_urgent, {event.log, id, sealed.day});
    }
}

/// The matter has left the case that it repeats before it was listed: nothing is sent on.
void drop_supplement(db::Connection& rows, Recorded const& event, MatterId matter)
{
    rows.run(sql::drop_supplement, {event.log, matter});
}

/// A repeat of a case that is in a batch already waits for the next batch.
void fold_joined(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const joined = Codec<merge::MatterJoined>::read(event);
    // What the engine joins has been in its own case until then.
    if (joined.how == merge::How::joined_by_person) {
        drop_supplement(rows, event, joined.matter);
    }
    if (joined.supplement) {
        rows.run(sql::add_supplement, {event.log, joined.matter, joined.into});
    }
}

void fold_parted(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const parted = Codec<merge::MatterParted>::read(event);
    drop_supplement(rows, event, parted.matter);
    for (auto const matter : parted.freed) {
        drop_supplement(rows, event, matter);
    }
}

void fold_withdrawn(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    drop_supplement(rows, event, Codec<intake::MatterWithdrawn>::read(event).of.matter);
}

void fold_forwarded(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const forwarded = Codec<intake::MatterForwarded>::read(event);
    if (forwarded.was_accepted) {
        drop_supplement(rows, event, forwarded.of.matter);
    }
}

void fold_case_handed_over(db::Connection& rows, Recorded const& event, CountFacts& counts)
{
    auto const handed = Codec<CaseHandedOver>::read(event);
    if (handed.urgent) {
        rows.run(sql::add_urgent, {event.log, handed.of, handed.day, event.occurred});
    }
    counts.add(handed.of.get(), "transferred", handed.by, 1);
    for (auto const type : handed.issues) {
        auto by = handed.by;
        by.type = code(type);
        counts.add(handed.of.get(), "issues", by, 1);
    }
}

void fold_batch_handed_over(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const handed = Codec<BatchHandedOver>::read(event);
    rows.run(sql::set_batch_state, {event.log, handed.day, code(BatchState::handed_over)});
}

void fold_acknowledged(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const done = Codec<BatchAcknowledged>::read(event);
    rows.run(sql::set_batch_state, {event.log, done.day, code(BatchState::acknowledged)});
}

} // namespace

ledger::Folds folds()
{
    return {
        .events =
            {
                {BatchSealed::type.name, fold_sealed},
                {merge::MatterJoined::type.name, fold_joined},
                {merge::MatterParted::type.name, fold_parted},
                {intake::MatterWithdrawn::type.name, fold_withdrawn},
                {intake::MatterForwarded::type.name, fold_forwarded},
                {CaseHandedOver::type.name, fold_case_handed_over},
                {BatchHandedOver::type.name, fold_batch_handed_over},
                {BatchAcknowledged::type.name, fold_acknowledged},
            },
        .tables =
            {
                {"batch", "log_id, day"},
                {"supplement", "log_id, matter_id, case_id"},
                {"urgent_notice", "log_id, case_id"},
            },
    };
}

} // namespace ducha::transfer
