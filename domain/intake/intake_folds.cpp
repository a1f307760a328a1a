// The rows of the intake, as they follow from the events.
#include "domain/intake/intake_folds.h"

#include "platform/db/connection.h"
#include "platform/sealed/letter_box.h"

#include "domain/intake/intake.h"
#include "domain/intake/type_list.h"
#include "domain/ledger/ledger.h"

#include "generated/intake_sql.h"

namespace ducha::intake {
namespace {

using ledger::Codec;
using ledger::CountFacts;
using ledger::Recorded;

/// The measures of reports are named by the state they are in; undecided is what is left.
void count_shift(CountFacts& counts, MatterRef const& of, ReportShift const& shift)
{
    auto const count = [&](ReportState state, std::int64_t amount) {
        if (state != ReportState::undecided) {
            counts.add(of.report.get(), code(state), of.dimensions(), amount);
        }
    };
    if (shift.before != shift.after) {
        count(shift.before, -1);
        count(shift.after, +1);
    }
}

void set_state(db::Connection& rows, Recorded const& event, MatterRef const& of, MatterState state)
{
    rows.run(sql::set_state, {event.log, of.matter, code(state), event.seq});
}

void fold_received(db::Connection& rows, Recorded const& event, CountFacts& counts)
{
    auto const report = Codec<ReportReceived>::read(event);
    MatterRef const of{
        .matter = MatterId{event.seq.get()},
        .report = ReportId{event.seq.get()},
        .channel = report.channel,
        .reception_day = report.reception_day,
        .types = report.types,
    };
    auto const types = spelled(report.types);
    rows.run(
        sql::add_report,
        {event.log,
         of.report,
         report.own_id,
         code(report.channel),
         code(report.kind),
         event.occurred,
         report.postmark,
         report.reception_day,
         report.original.ref,
         report.original.sealed,
         report.original.row}
    );
    rows.run(
        sql::add_matter,
        {event.log,
         of.matter,
         of.report,
         code(MatterState::undecided),
         event.seq,
         types,
         report.title,
         report.text,
         report.place,
         report.enterprise,
         event.occurred}
    );
    counts.add(of.report.get(), "received", of.dimensions(), 1);
}

void fold_split_off(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const part = Codec<MatterSplitOff>::read(event);
    auto const types = spelled(part.types);
    rows.run(
        sql::add_matter,
        {event.log,
         event.seq,
         part.report,
         code(MatterState::undecided),
         event.seq,
         types,
         part.title,
         part.text,
         part.place,
         part.enterprise,
         event.occurred}
    );
}

void fold_accepted(db::Connection& rows, Recorded const& event, CountFacts& counts)
{
    auto const accepted = Codec<MatterAccepted>::read(event);
    set_state(rows, event, accepted.of, MatterState::accepted);
    count_shift(counts, accepted.of, accepted.report);
    counts.add(accepted.of.matter.get(), "matters", accepted.of.dimensions(), 1);
}

void fold_declined(db::Connection& rows, Recorded const& event, CountFacts& counts)
{
    auto const declined = Codec<MatterDeclined>::read(event);
    set_state(rows, event, declined.of, MatterState::declined);
    rows.run(
        sql::add_reason,
        {event.log, event.seq, declined.of.matter, code(declined.reason), "", declined.why}
    );
    count_shift(counts, declined.of, declined.report);
}

void fold_forwarded(db::Connection& rows, Recorded const& event, CountFacts& counts)
{
    auto const forwarded = Codec<MatterForwarded>::read(event);
    set_state(rows, event, forwarded.of, MatterState::forwarded);
    rows.run(
        sql::add_reason,
        {event.log, event.seq, forwarded.of.matter, "forwarded", forwarded.office, forwarded.why}
    );
    count_shift(counts, forwarded.of, forwarded.report);
    if (forwarded.was_accepted) {
        counts.add(forwarded.of.matter.get(), "matters_forwarded", forwarded.of.dimensions(), 1);
    }
}

void fold_withdrawn(db::Connection& rows, Recorded const& event, CountFacts& counts)
{
    auto const withdrawn = Codec<MatterWithdrawn>::read(event);
    set_state(rows, event, withdrawn.of, MatterState::withdrawn);
    rows.run(
        sql::add_reason, {event.log, event.seq, withdrawn.of.matter, "withdrawn", "", withdrawn.why}
    );
    counts.add(withdrawn.of.matter.get(), "matters_withdrawn", withdrawn.of.dimensions(), 1);
}

void fold_urgent(db::Connection& rows, Recorded const& event, CountFacts& counts)
{
    auto const marked = Codec<MatterMarkedUrgent>::read(event);
    rows.run(sql::set_urgent, {event.log, marked.of.matter, code(marked.ground)});
    counts.add(marked.of.matter.get(), "urgent", marked.of.dimensions(), 1);
}

/// Erased words leave their rows, with empty texts. A report's sealed original holds the same
/// words and more: it goes with them.
void fold_erasure(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const erased = Codec<ledger::PayloadErased>::read(event);
    rows.run(sql::blank_matter, {event.log, erased.seq});
    rows.run(sql::blank_reason, {event.log, erased.seq});
    if (erased.event_type == ReportReceived::type.name) {
        auto const ref = rows.integer(sql::original_of_report, {event.log, erased.seq});
        if (ref) {
            sealed::erase_original(rows, event.log, sealed::OriginalRef{*ref});
        }
    }
}

} // namespace

ledger::Folds folds()
{
    return {
        .events =
            {
                {ReportReceived::type.name, fold_received},
                {MatterSplitOff::type.name, fold_split_off},
                {MatterAccepted::type.name, fold_accepted},
                {MatterDeclined::type.name, fold_declined},
                {MatterForwarded::type.name, fold_forwarded},
                {MatterWithdrawn::type.name, fold_withdrawn},
                {MatterMarkedUrgent::type.name, fold_urgent},
                {ledger::PayloadErased::type.name, fold_erasure},
            },
        .tables =
            {
                {"report", "log_id, report_id"},
                {"matter", "log_id, matter_id"},
                {"matter_reason", "log_id, seq"},
            },
    };
}

} // namespace ducha::intake
