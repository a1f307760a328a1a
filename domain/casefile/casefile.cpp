// 交办件: the decisions.
#include "domain/casefile/casefile.h"

#include "domain/casefile/casefile_refusals.h"

namespace ducha::casefile {

ledger::Dimensions CaseFile::dimensions() const
{
    auto const first = types.empty() ? intake::Type::other : types.front();
    return {
        .type = std::string{code(first)},
        .channel = std::string{code(channel)},
        .reception_day = reception_day,
    };
}

Result<guard::Proposal> decide(CaseFile const& file, WatchCase const& command, Instant now)
{
    auto const place = "case " + std::to_string(file.id.get());
    if (!holds_matters(file.standing)) {
        return refuse(
            refusals, CasefileRefusal::not_standing, std::string{code(file.standing)}, {}, place
        );
    }
    if (file.watched == command.watch) {
        return refuse(
            refusals,
            CasefileRefusal::already_so,
            file.watched ? "watched" : "not watched",
            {},
            place
        );
    }
    auto const kind = command.watch ? ChangeKind::watched : ChangeKind::unwatched;
    guard::Proposal proposal;
    proposal.add(
        CaseWatched{
            .of = file.id,
            .by = file.dimensions(),
            .watched = command.watch,
            .changes = {{.of = file.id, .kind = kind}},
        },
        now
    );
    return proposal;
}

guard::Facts guard_facts(CaseWatched const& /*event*/)
{
    return {};
}

} // namespace ducha::casefile
