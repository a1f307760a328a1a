// The rows of the cases, as they follow from the events.
#include "domain/casefile/casefile_folds.h"

#include "domain/casefile/changes.h"
#include "domain/casefile/file_row.h"
#include "domain/intake/type_list.h"

#include "generated/casefile_sql.h"

namespace ducha::casefile {
namespace {

void fold_matter_accepted(
    db::Connection& rows, ledger::Recorded const& event, ledger::CountFacts& counts
)
{
    auto const of = ledger::Codec<intake::MatterAccepted>::read(event).of;
    auto const id = own_case(of.matter);
    auto const types = intake::spelled(of.types);
    rows.run(
        sql::add_case,
        {event.log, id, code(Standing::open), code(of.channel), of.reception_day, types}
    );
    rows.run(sql::add_case_matter, {event.log, of.matter, id});
    counts.add(id.get(), "cases", of.dimensions(), 1);
}

CaseFile file_of(db::Connection& rows, LogId log, CaseId id)
{
    CaseFile file;
    rows.each(sql::case_file, {log, id}, [&](db::Row const& row) { file = file_in(row); });
    return file;
}

/// A case that has lost its last matter stands as `standing` from now on, and is a case no more.
/// One that was handed over stays one: the object has it, and it was counted as transferred.
void leave_case(
    db::Connection& rows,
    ledger::Recorded const& event,
    MatterId matter,
    Standing standing,
    ledger::CountFacts& counts
)
{
    auto const from = rows.integer(sql::case_of_matter, {event.log, matter});
    rows.run(sql::remove_case_matter, {event.log, matter});
    if (!from || rows.integer(sql::count_matters, {event.log, *from}) != 0) {
        return;
    }
    auto const file = file_of(rows, event.log, CaseId{*from});
    if (file.standing == Standing::handed_over || file.standing == Standing::closed) {
        auto const after = code(Standing::withdrawn_after_hand_over);
        rows.run(sql::set_standing, {event.log, *from, after});
        counts.add(*from, after, file.dimensions(), 1);
        return;
    }
    rows.run(sql::set_standing, {event.log, *from, code(standing)});
    counts.add(*from, "cases", file.dimensions(), -1);
}

void fold_matter_withdrawn(
    db::Connection& rows, ledger::Recorded const& event, ledger::CountFacts& counts
)
{
    auto const of = ledger::Codec<intake::MatterWithdrawn>::read(event).of;
    leave_case(rows, event, of.matter, Standing::withdrawn, counts);
}

void fold_matter_forwarded(
    db::Connection& rows, ledger::Recorded const& event, ledger::CountFacts& counts
)
{
    auto const forwarded = ledger::Codec<intake::MatterForwarded>::read(event);
    if (forwarded.was_accepted) {
        leave_case(rows, event, forwarded.of.matter, Standing::withdrawn, counts);
    }
}

void fold_watched(
    db::Connection& /*rows*/, ledger::Recorded const& event, ledger::CountFacts& counts
)
{
    auto const watched = ledger::Codec<CaseWatched>::read(event);
    counts.add(watched.of.get(), "watched", watched.by, watched.watched ? 1 : -1);
}

void fold_change(
    db::Connection& rows,
    ledger::Recorded const& event,
    CaseChange const& change,
    ledger::CountFacts& counts
)
{
    auto const matter = change.matter.value_or(MatterId{});
    switch (change.kind) {
    case ChangeKind::matter_joined:
        leave_case(rows, event, matter, Standing::absorbed, counts);
        rows.run(sql::add_case_matter, {event.log, matter, change.of});
        break;
    case ChangeKind::matter_left: {
        auto const own = own_case(matter);
        leave_case(rows, event, matter, Standing::withdrawn, counts);
        rows.run(sql::set_standing, {event.log, own, code(Standing::open)});
        rows.run(sql::add_case_matter, {event.log, matter, own});
        counts.add(own.get(), "cases", file_of(rows, event.log, own).dimensions(), 1);
        break;
    }
    case ChangeKind::sealed:
        rows.run(
            sql::set_number,
            {event.log, change.of, change.number, change.day, change.letter, change.serial}
        );
        rows.run(sql::set_standing, {event.log, change.of, code(Standing::sealed)});
        break;
    case ChangeKind::listed:
        rows.run(sql::set_batch_day, {event.log, change.of, change.day});
        break;
    case ChangeKind::handed_over:
        rows.run(sql::set_due, {event.log, change.of, change.day});
        rows.run(sql::set_standing, {event.log, change.of, code(Standing::handed_over)});
        break;
    case ChangeKind::closed:
        rows.run(sql::set_standing, {event.log, change.of, code(Standing::closed)});
        break;
    case ChangeKind::watched:
    case ChangeKind::unwatched:
        rows.run(sql::set_watched, {event.log, change.of, change.kind == ChangeKind::watched});
        break;
    }
}

/// Any event may carry changes of cases; this room reads those and nothing else of it.
void fold_changes(db::Connection& rows, ledger::Recorded const& event, ledger::CountFacts& counts)
{
    if (!event.body.contains("\"changes\":[{")) {
        return;
    }
    for (auto const& change : changes_in(event)) {
        fold_change(rows, event, change, counts);
    }
}

} // namespace

ledger::Folds folds()
{
    return {
        .events =
            {
                {intake::MatterAccepted::type.name, fold_matter_accepted},
                {intake::MatterWithdrawn::type.name, fold_matter_withdrawn},
                {intake::MatterForwarded::type.name, fold_matter_forwarded},
                {CaseWatched::type.name, fold_watched},
                {ledger::any_event, fold_changes},
            },
        .tables =
            {
                {"case_file", "log_id, case_id"},
                {"case_matter", "log_id, matter_id"},
            },
    };
}

} // namespace ducha::casefile
