// The rows of 并案, as they follow from the events.
#include "domain/merge/merge_folds.h"

#include "platform/db/connection.h"

#include "domain/merge/merge.h"
#include "domain/merge/models.h"

#include "generated/merge_sql.h"

#include <algorithm>

namespace ducha::merge {
namespace {

using ledger::Codec;
using ledger::CountFacts;
using ledger::Recorded;

void set(db::Connection& rows, Recorded const& event, Placement const& placement)
{
    rows.run(
        sql::put_placement,
        {event.log,
         placement.matter,
         code(placement.how),
         placement.in,
         placement.nearest,
         placement.score_ppm,
         event.seq}
    );
}

void never_together(
    db::Connection& rows,
    Recorded const& event,
    MatterId matter,
    std::vector<MatterId> const& others
)
{
    for (auto const other : others) {
        rows.run(sql::add_never_together, {event.log, matter, other, event.seq});
    }
}

/// Before a joined matter leaves its case: what hangs from it hangs from its own nearest.
void rehang(db::Connection& rows, Recorded const& event, MatterId matter)
{
    rows.run(sql::rehang, {event.log, matter});
}

void fold_accepted(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const matter = Codec<intake::MatterAccepted>::read(event).of.matter;
    set(rows, event, {matter, own_case(matter), matter, How::waiting, 0});
}

void fold_withdrawn(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const matter = Codec<intake::MatterWithdrawn>::read(event).of.matter;
    rehang(rows, event, matter);
    set(rows, event, {matter, own_case(matter), matter, How::gone, 0});
}

void fold_forwarded(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const forwarded = Codec<intake::MatterForwarded>::read(event);
    auto const matter = forwarded.of.matter;
    if (forwarded.was_accepted) {
        rehang(rows, event, matter);
        set(rows, event, {matter, own_case(matter), matter, How::gone, 0});
    }
}

void fold_joined(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const joined = Codec<MatterJoined>::read(event);
    // What the engine joins is in a case of its own until then: nothing hangs from it elsewhere.
    if (joined.how == How::joined_by_person) {
        rehang(rows, event, joined.matter);
    }
    set(rows, event, {joined.matter, joined.into, joined.nearest, joined.how, joined.score_ppm});
}

void fold_proposed(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const proposed = Codec<JoinProposed>::read(event);
    set(rows,
        event,
        {proposed.matter, proposed.into, proposed.nearest, How::proposed, proposed.score_ppm});
}

void fold_alone(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const alone = Codec<MatterStoodAlone>::read(event);
    set(rows,
        event,
        {alone.matter, own_case(alone.matter), alone.matter, How::alone, alone.score_ppm});
}

void fold_repeat(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const repeat = Codec<RepeatNoted>::read(event);
    set(rows,
        event,
        {repeat.matter, repeat.repeats, repeat.nearest, How::repeat_noted, repeat.score_ppm});
}

void fold_refused(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const refused = Codec<JoinRefused>::read(event);
    never_together(rows, event, refused.matter, refused.never_with);
    rows.run(sql::close_proposal, {event.log, refused.matter, refused.from, event.seq});
}

void fold_parted(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const parted = Codec<MatterParted>::read(event);
    auto const leaves =
        std::ranges::find(parted.changes, parted.matter, &casefile::CaseChange::matter);
    auto const in = leaves == parted.changes.end() ? parted.from : own_case(parted.matter);
    set(rows, event, {parted.matter, in, parted.matter, How::parted, 1'000'000});
    for (auto const matter : parted.freed) {
        set(rows, event, {matter, own_case(matter), matter, How::freed, 0});
    }
    never_together(rows, event, parted.matter, parted.never_with);
}

void fold_model(db::Connection& rows, Recorded const& event, CountFacts& /*counts*/)
{
    auto const adopted = Codec<ModelAdopted>::read(event);
    rows.run(
        sql::add_model,
        {event.log, event.seq, adopted.name, adopted.version, adopted.sha256, adopted.text}
    );
}

} // namespace

ledger::Folds folds()
{
    return {
        .events =
            {
                {intake::MatterAccepted::type.name, fold_accepted},
                {intake::MatterWithdrawn::type.name, fold_withdrawn},
                {intake::MatterForwarded::type.name, fold_forwarded},
                {MatterJoined::type.name, fold_joined},
                {JoinProposed::type.name, fold_proposed},
                {MatterStoodAlone::type.name, fold_alone},
                {RepeatNoted::type.name, fold_repeat},
                {JoinRefused::type.name, fold_refused},
                {MatterParted::type.name, fold_parted},
                {ModelAdopted::type.name, fold_model},
            },
        .tables =
            {
                {"placement", "log_id, matter_id"},
                {"never_together", "log_id, matter_id, other_id"},
                {"merging_model", "log_id, seq"},
            },
    };
}

} // namespace ducha::merge
