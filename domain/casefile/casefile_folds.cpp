// The rows of the cases, as they follow from the events.
#include "domain/casefile/casefile_folds.h"

#include "domain/casefile/changes.h"
#include "domain/casefile/file_row.h"
#include "domain/intake/type_list.h"

#include "generated/casefile_sql.h"

#include <set>

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

std::vector<std::string> partners_in(db::Connection& rows, LogId log, CaseId id)
{
    std::vector<std::string> partners;
    rows.each(sql::partners_of_case, {log, id}, [&](db::Row const& row) {
        partners.emplace_back(row.text(0));
    });
    return partners;
}

/// `helped:GD`, for as long as the facts of an event are collected.
std::string_view helped_by(std::string const& object)
{
    thread_local std::set<std::string> names;
    return *names.insert("helped:" + object).first;
}

/// A joint case that is with its lead is with each of its partners as well.
void count_shares(
    CaseId id,
    ledger::Dimensions const& by,
    std::vector<std::string> const& partners,
    std::int64_t amount,
    ledger::CountFacts& counts
)
{
    if (!partners.empty()) {
        counts.add(id.get(), "joint_transferred", by, amount);
    }
    for (auto const& object : partners) {
        counts.add(id.get(), helped_by(object), by, amount);
    }
}

/// The partners of a case from now on, in rows and counts: a joint case less, and one more.
void set_partners(
    db::Connection& rows,
    ledger::Recorded const& event,
    CaseHandledJointly const& joint,
    ledger::CountFacts& counts
)
{
    auto const id = joint.of.get();
    auto const before = partners_in(rows, event.log, joint.of);
    rows.run(sql::drop_partners, {event.log, id});
    for (auto const& object : joint.with) {
        rows.run(sql::add_partner, {event.log, id, object});
    }
    auto const add = [&](std::string_view measure, std::int64_t amount) {
        if (amount != 0) {
            counts.add(id, measure, joint.by, amount);
        }
    };
    add("joint", (joint.with.empty() ? 0 : 1) - (before.empty() ? 0 : 1));
    if (before.size() != joint.with.size()) {
        add("joint_partners", -static_cast<std::int64_t>(before.size()));
        add("joint_partners", static_cast<std::int64_t>(joint.with.size()));
    }
    auto const standing = file_of(rows, event.log, joint.of).standing;
    if (standing == Standing::handed_over || standing == Standing::closed) {
        count_shares(joint.of, joint.by, before, -1, counts);
        count_shares(joint.of, joint.by, joint.with, 1, counts);
    }
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
        // It stays with its lead, who was handed it; nobody helps with it any more.
        auto const partners = partners_in(rows, event.log, file.id);
        count_shares(file.id, file.dimensions(), partners, -1, counts);
        return;
    }
    rows.run(sql::set_standing, {event.log, *from, code(standing)});
    counts.add(*from, "cases", file.dimensions(), -1);
    if (rows.integer(sql::count_partners, {event.log, *from}) != 0) {
        set_partners(rows, event, {.of = file.id, .by = file.dimensions(), .with = {}}, counts);
    }
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

void fold_handled_jointly(
    db::Connection& rows, ledger::Recorded const& event, ledger::CountFacts& counts
)
{
    set_partners(rows, event, ledger::Codec<CaseHandledJointly>::read(event), counts);
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
        if (auto const partners = partners_in(rows, event.log, change.of); !partners.empty()) {
            auto const by = file_of(rows, event.log, change.of).dimensions();
            count_shares(change.of, by, partners, 1, counts);
        }
        break;
    case ChangeKind::closed:
        rows.run(sql::set_standing, {event.log, change.of, code(Standing::closed)});
        break;
    case ChangeKind::reopened:
        rows.run(sql::set_standing, {event.log, change.of, code(Standing::handed_over)});
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
                {CaseHandledJointly::type.name, fold_handled_jointly},
                {ledger::any_event, fold_changes},
            },
        .tables =
            {
                {"case_file", "log_id, case_id"},
                {"case_matter", "log_id, matter_id"},
                {"case_partner", "log_id, case_id, object"},
            },
    };
}

} // namespace ducha::casefile
