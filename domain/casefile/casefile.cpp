// 交办件: the decisions.
#include "domain/casefile/casefile.h"

#include "domain/casefile/casefile_refusals.h"

#include <algorithm>

namespace ducha::casefile {
namespace {

std::string listed(std::vector<std::string> const& codes)
{
    std::string text;
    for (auto const& one : codes) {
        text += (text.empty() ? "" : ", ") + one;
    }
    return text.empty() ? "none" : text;
}

/// What is wrong with one of the partners named, if anything.
std::optional<std::unexpected<Refusal>>
wrong_partner(JointView const& view, std::vector<std::string> const& with)
{
    for (auto const& object : with) {
        if (object == view.lead) {
            return refuse(refusals, CasefileRefusal::lead_itself, object, {}, "with");
        }
        if (std::ranges::find(view.objects, object) == view.objects.end()) {
            return refuse(
                refusals,
                CasefileRefusal::no_such_object,
                object,
                "some of " + listed(view.objects),
                "with"
            );
        }
        if (std::ranges::count(with, object) > 1) {
            return refuse(refusals, CasefileRefusal::object_twice, object, {}, "with");
        }
    }
    return std::nullopt;
}

} // namespace

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

Result<guard::Proposal> decide(JointView const& view, HandleJointly const& command, Instant now)
{
    auto const place = "case " + std::to_string(view.file.id.get());
    if (!holds_matters(view.file.standing)) {
        return refuse(
            refusals,
            CasefileRefusal::not_standing,
            std::string{code(view.file.standing)},
            {},
            place
        );
    }
    if (auto problem = wrong_partner(view, command.with)) {
        return std::move(*problem);
    }
    auto with = command.with;
    std::ranges::sort(with);
    if (with == view.partners) {
        return refuse(refusals, CasefileRefusal::already_so, listed(with), {}, place);
    }
    guard::Proposal proposal;
    proposal.add(
        CaseHandledJointly{
            .of = view.file.id,
            .by = view.file.dimensions(),
            .with = std::move(with),
        },
        now
    );
    return proposal;
}

guard::Facts guard_facts(CaseWatched const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(CaseHandledJointly const& /*event*/)
{
    return {};
}

} // namespace ducha::casefile
