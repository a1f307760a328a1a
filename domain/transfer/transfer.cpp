// 转办: the decisions.
#include "domain/transfer/transfer.h"

#include "platform/random/random.h"

#include "domain/casefile/number.h"
#include "domain/transfer/numbering.h"
#include "domain/transfer/transfer_refusals.h"

#include <algorithm>

namespace ducha::transfer {
namespace {

std::optional<std::unexpected<Refusal>>
flaw(SealView const& view, Day day, inspection::Placed const& where, Instant now)
{
    auto const place = to_text(day);
    if (day < where.object.first_day) {
        return refuse(
            refusals,
            TransferRefusal::outside_the_stay,
            place,
            "not before " + to_text(where.object.first_day)
        );
    }
    auto const cut = office_instant(day, where.inspection.daily_cut);
    if (now < cut) {
        return refuse(
            refusals, TransferRefusal::day_not_over, to_text(now), "not before " + to_text(cut)
        );
    }
    if (view.last_sealed == day) {
        return refuse(refusals, TransferRefusal::sealed_already, place);
    }
    if (view.last_sealed && *view.last_sealed > day) {
        return refuse(
            refusals,
            TransferRefusal::later_batch_sealed,
            place,
            "after " + to_text(*view.last_sealed)
        );
    }
    if (view.waiting > 0) {
        return refuse(
            refusals, TransferRefusal::matters_wait, std::to_string(view.waiting) + " matters"
        );
    }
    if (view.open.empty() && view.supplements.empty() && view.urgent.empty()) {
        return refuse(refusals, TransferRefusal::nothing_to_seal, place);
    }
    return std::nullopt;
}

} // namespace

Result<CaseNumbered> number_case(
    casefile::CaseFile const& file,
    inspection::Placed const& where,
    std::int64_t serial,
    std::optional<Day> day
)
{
    auto const letter = casefile::letter_of(where.inspection.scheme, file.channel);
    if (!letter) {
        return std::unexpected{letter.error()};
    }
    auto number = casefile::print(
        where.inspection.scheme,
        {.letter = *letter,
         .round = where.inspection.round,
         .object = where.object.code,
         .date = file.reception_day,
         .serial = serial}
    );
    if (!number) {
        return std::unexpected{number.error()};
    }
    return CaseNumbered{
        .of = file.id,
        .number = *number,
        .changes =
            {{.of = file.id,
              .kind = casefile::ChangeKind::sealed,
              .number = *number,
              .letter = *letter,
              .serial = serial,
              .day = day}},
    };
}

Result<guard::Proposal> decide(
    SealView const& view,
    SealBatch const& command,
    inspection::Placed const& where,
    Random& random,
    Instant now
)
{
    if (auto const problem = flaw(view, command.day, where, now)) {
        return *problem;
    }
    guard::Proposal proposal;
    auto serials = view.last_serials;
    BatchSealed sealed{
        .day = command.day,
        .number = where.batch_number(command.day),
        .cases = {},
        .supplements = view.supplements,
        .urgent = view.urgent,
        .changes = {},
    };
    for (auto const id : view.urgent) {
        sealed.changes.push_back(
            {.of = id, .kind = casefile::ChangeKind::listed, .day = command.day}
        );
    }
    for (auto const place : random.permutation(view.open.size())) {
        auto const& file = view.open[place];
        auto const letter = casefile::letter_of(where.inspection.scheme, file.channel);
        auto& serial = serials[casefile::serial_scope(
            where.inspection.scheme, letter.value_or(""), file.reception_day
        )];
        auto const numbered = number_case(file, where, ++serial, command.day);
        if (!numbered) {
            return std::unexpected{numbered.error()};
        }
        proposal.add(*numbered, now);
        sealed.cases.push_back(file.id);
    }
    proposal.add(sealed, now);
    return proposal;
}

bool Batch::is_urgent(CaseId id) const
{
    return std::ranges::find(urgent, id) != urgent.end();
}

guard::Facts guard_facts(CaseNumbered const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(BatchSealed const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(CaseHandedOver const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(BatchHandedOver const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(BatchAcknowledged const& /*event*/)
{
    return {};
}

} // namespace ducha::transfer
