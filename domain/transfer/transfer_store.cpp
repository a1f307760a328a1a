// 转办: its tables, and the views its decisions look at.
#include "platform/db/connection.h"
#include "platform/db/stored_code.h"

#include "domain/casefile/number.h"
#include "domain/inspection/term.h"
#include "domain/transfer/numbering.h"
#include "domain/transfer/received_batch.h"
#include "domain/transfer/transfer.h"
#include "domain/transfer/transfer_refusals.h"

#include "generated/transfer_sql.h"

namespace ducha::transfer {
namespace {

using casefile::ChangeKind;
using casefile::Standing;

inspection::Placed place_of(guard::Scene& scene)
{
    return inspection::placed(scene.connection, scene.may<inspection::ReadInspections>());
}

casefile::SerialScope scope_of(inspection::Placed const& where, casefile::CaseFile const& file)
{
    auto const& scheme = where.inspection.scheme;
    auto const letter = casefile::letter_of(scheme, file.channel).value_or("");
    return casefile::serial_scope(scheme, letter, file.reception_day);
}

SealView load_view(guard::Scene& scene, Day day, inspection::Placed const& where)
{
    auto const cases = scene.may<casefile::ReadCases>();
    SealView view;
    casefile::each_of_standing(
        scene.connection,
        cases,
        Standing::open,
        day,
        [&](casefile::CaseFile const& file) { view.open.push_back(file); }
    );
    for (auto const& file : view.open) {
        auto const [known, is_new] = view.last_serials.try_emplace(scope_of(where, file));
        if (is_new) {
            known->second = casefile::last_serial(scene.connection, cases, known->first);
        }
    }
    scene.connection.each(sql::unlisted_supplements, {scene.log}, [&](db::Row const& row) {
        view.supplements.push_back(row.id<MatterId>(0));
    });
    scene.connection.each(sql::unlisted_urgent, {scene.log, day}, [&](db::Row const& row) {
        view.urgent.push_back(row.id<CaseId>(0));
    });
    view.waiting = merge::waiting(scene.connection, scene.may<merge::ReadMerges>());
    if (auto const last = scene.connection.integer(sql::last_sealed, {scene.log})) {
        view.last_sealed = Day{static_cast<std::int32_t>(*last)};
    }
    return view;
}

Result<guard::Proposal> decide_seal(guard::Scene& scene, SealBatch const& command)
{
    auto const where = place_of(scene);
    return decide(load_view(scene, command.day, where), command, where, scene.random, scene.now);
}

std::optional<BatchState> state_of(guard::Scene& scene, Day day)
{
    std::optional<BatchState> state;
    scene.connection.each(sql::batch_state, {scene.log, day}, [&](db::Row const& row) {
        state = db::stored_code<BatchState>(row, 0, "batch.state");
    });
    return state;
}

CaseHandedOver handed_over(casefile::CaseFile const& file, Day day, Day due, bool urgent)
{
    return {
        .of = file.id,
        .day = day,
        .due = due,
        .urgent = urgent,
        .by = file.dimensions(),
        .issues = file.types,
        .changes = {{.of = file.id, .kind = ChangeKind::handed_over, .day = due}},
    };
}

Result<guard::Proposal> decide_hand_over(guard::Scene& scene, HandOverBatch const& command)
{
    auto const state = state_of(scene, command.day);
    if (!state) {
        return refuse(refusals, TransferRefusal::no_such_batch, to_text(command.day));
    }
    if (*state != BatchState::sealed) {
        return refuse(refusals, TransferRefusal::not_sealed, to_text(command.day));
    }
    auto const where = place_of(scene);
    auto const may = scene.may<casefile::ReadCases>();
    auto const due = inspection::answer_due(where.inspection.limits, office_day(scene.now));
    guard::Proposal proposal;
    for (auto const& file : casefile::cases_of_batch(scene.connection, may, command.day)) {
        if (file.standing == Standing::sealed) {
            proposal.add(handed_over(file, command.day, due, false), scene.now);
        }
    }
    proposal.add(BatchHandedOver{.day = command.day}, scene.now);
    return proposal;
}

Result<guard::Proposal> decide_acknowledge(guard::Scene& scene, AcknowledgeBatch const& command)
{
    auto const state = state_of(scene, command.day);
    if (!state) {
        return refuse(refusals, TransferRefusal::no_such_batch, to_text(command.day));
    }
    if (*state != BatchState::handed_over) {
        return refuse(refusals, TransferRefusal::not_handed_over, to_text(command.day));
    }
    guard::Proposal proposal;
    proposal.add(BatchAcknowledged{.day = command.day}, scene.now);
    return proposal;
}

bool has_urgent_matter(guard::Scene& scene, CaseId id)
{
    auto const cases = scene.may<casefile::ReadCases>();
    auto const matters = scene.may<intake::ReadMatters>();
    for (auto const id_of_matter : casefile::matters_of(scene.connection, cases, id)) {
        auto const matter = intake::load_matter(scene.connection, matters, id_of_matter);
        if (matter && matter->urgent) {
            return true;
        }
    }
    return false;
}

Result<guard::Proposal> decide_notice(guard::Scene& scene, IssueUrgentNotice const& command)
{
    auto const may = scene.may<casefile::ReadCases>();
    auto const file = casefile::load(scene.connection, may, command.of);
    auto const place = "case " + std::to_string(command.of.get());
    if (!file) {
        return refuse(refusals, TransferRefusal::no_such_case, {}, {}, place);
    }
    if (file->standing != Standing::open) {
        return refuse(
            refusals, TransferRefusal::not_open, std::string{code(file->standing)}, {}, place
        );
    }
    if (!has_urgent_matter(scene, command.of)) {
        return refuse(refusals, TransferRefusal::not_urgent, {}, {}, place);
    }
    auto const where = place_of(scene);
    auto const day = where.reception_day(scene.now);
    auto const serial = casefile::last_serial(scene.connection, may, scope_of(where, *file)) + 1;
    auto const numbered = number_case(*file, where, serial, std::nullopt);
    if (!numbered) {
        return std::unexpected{numbered.error()};
    }
    auto const due = inspection::answer_due(where.inspection.limits, office_day(scene.now));
    guard::Proposal proposal;
    proposal.add(*numbered, scene.now);
    proposal.add(handed_over(*file, day, due, true), scene.now);
    return proposal;
}

template <class Act>
guard::Command command_of(
    LogId log,
    std::string_view name,
    Act act,
    Result<guard::Proposal> (*decide_act)(guard::Scene&, Act const&)
)
{
    return {
        .log = log,
        .act = name,
        .key = {},
        .decide = [act, decide_act](guard::Scene& scene) { return decide_act(scene, act); },
    };
}

} // namespace

guard::Command seal(LogId log, SealBatch command)
{
    return command_of(log, "seal_batch", command, decide_seal);
}

guard::Command hand_over(LogId log, HandOverBatch command)
{
    return command_of(log, "hand_over_batch", command, decide_hand_over);
}

guard::Command acknowledge(LogId log, AcknowledgeBatch command)
{
    return command_of(log, "acknowledge_batch", command, decide_acknowledge);
}

guard::Command notify(LogId log, IssueUrgentNotice command)
{
    return command_of(log, "issue_urgent_notice", command, decide_notice);
}

std::optional<Batch> load_received_batch(
    db::Connection& connection,
    MayReadBatches const& may,
    casefile::MayReadCases const& cases,
    Day day
)
{
    std::optional<Batch> batch;
    connection.each(sql::batch, {may.object(), day}, [&](db::Row const& row) {
        batch = Batch{
            .day = day,
            .number = row.integer(0),
            .state = db::stored_code<BatchState>(row, 1, "batch.state"),
            .cases = {},
            .urgent = {},
            .supplements = {},
        };
    });
    if (!batch || !may.covers(state_of(batch->state))) {
        return std::nullopt;
    }
    batch->cases = casefile::cases_of_batch(connection, cases, day);
    connection.each(sql::urgent_of_batch, {may.object(), day}, [&](db::Row const& row) {
        batch->urgent.push_back(row.id<CaseId>(0));
    });
    return batch;
}

std::optional<Batch> load_batch(
    db::Connection& connection,
    MayReadBatches const& may,
    casefile::MayReadCases const& cases,
    intake::MayReadMatters const& matters,
    Day day
)
{
    auto batch = load_received_batch(connection, may, cases, day);
    if (!batch) {
        return std::nullopt;
    }
    std::vector<std::pair<MatterId, CaseId>> listed;
    connection.each(sql::supplements_of_batch, {may.object(), day}, [&](db::Row const& row) {
        listed.emplace_back(row.id<MatterId>(0), row.id<CaseId>(1));
    });
    for (auto const& [id, in] : listed) {
        auto const matter = intake::load_matter(connection, matters, id);
        auto const of = casefile::load(connection, cases, in);
        if (matter && of) { // whoever may not see one of them sees no repeat
            batch->supplements.push_back(
                {id, intake::own_id_of(connection, matters, matter->of.report), *of}
            );
        }
    }
    return batch;
}

} // namespace ducha::transfer
