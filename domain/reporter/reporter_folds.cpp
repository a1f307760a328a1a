// The rows of 举报人, as they follow from the events.
#include "domain/reporter/reporter_folds.h"

#include "platform/db/connection.h"
#include "platform/sealed/letter_box.h"

#include "domain/reporter/reporter.h"

#include "generated/reporter_sql.h"

namespace ducha::reporter {
namespace {

using ledger::Codec;
using ledger::CountFacts;
using ledger::Recorded;

void add_form(db::Connection& rows, Recorded const& event, FormMark const& form)
{
    rows.run(sql::add_used_form, {event.log, event.seq, form.token, form.content});
}

void fold_issued(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const issued = Codec<ReceiptIssued>::read(event);
    rows.run(sql::add_receipt, {event.log, issued.report, issued.code});
    add_form(rows, event, issued.form);
}

void fold_addition(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const added = Codec<AdditionReceived>::read(event);
    rows.run(
        sql::add_addition,
        {event.log, event.seq, added.report, event.occurred, added.original.ref, added.text}
    );
    add_form(rows, event, added.form);
}

void fold_threat(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto threat = Codec<ThreatTold>::read(event);
    if (!event.words) {
        threat.log = LogId{-1};
        threat.report = ReportId{-1};
    }
    rows.run(
        sql::add_threat,
        {event.log,
         event.seq,
         event.occurred,
         threat.original.ref,
         threat.log,
         threat.report,
         threat.text}
    );
    add_form(rows, event, threat.form);
}

/// What a reporter said later lies in a sealed original too: it goes with the words.
void fold_erasure(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const erased = Codec<ledger::PayloadErased>::read(event);
    auto const erase = [&](db::Query const& original, db::Query const& blank) {
        if (auto const ref = rows.integer(original, {event.log, erased.seq})) {
            sealed::erase_original(rows, event.log, sealed::OriginalRef{*ref});
        }
        rows.run(blank, {event.log, erased.seq});
    };
    if (erased.event_type == AdditionReceived::type.name) {
        erase(sql::original_of_addition, sql::blank_addition);
    } else if (erased.event_type == ThreatTold::type.name) {
        erase(sql::original_of_threat, sql::blank_threat);
    }
}

} // namespace

ledger::Folds folds()
{
    return {
        .events =
            {
                {ReceiptIssued::type.name, fold_issued},
                {AdditionReceived::type.name, fold_addition},
                {ThreatTold::type.name, fold_threat},
                {ledger::PayloadErased::type.name, fold_erasure},
            },
        .tables =
            {
                {"receipt", "log_id, report_id"},
                {"used_form", "log_id, seq"},
                {"addition", "log_id, seq"},
                {"threat", "log_id, seq"},
            },
    };
}

} // namespace ducha::reporter
