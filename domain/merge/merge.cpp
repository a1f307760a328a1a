// 并案: the decisions.
#include "domain/merge/merge.h"

#include "base/text.h"

#include "domain/merge/merge_refusals.h"

#include <algorithm>
#include <set>

namespace ducha::merge {
namespace {

using casefile::ChangeKind;
using casefile::Standing;

/// What a sure match comes to, by where the case stands.
How sure(Candidate const& candidate, inspection::Inspection const& settings)
{
    bool const in_a_batch =
        candidate.standing == Standing::sealed || candidate.standing == Standing::handed_over;
    bool const renumbered = settings.after_hand_over == inspection::AfterHandOver::renumber;
    if (candidate.standing == Standing::closed || (in_a_batch && renumbered)) {
        return How::repeat_noted;
    }
    return How::joined_by_engine;
}

std::vector<MatterId> all_but(MatterId matter, std::vector<Link> const& links)
{
    std::set<MatterId> others;
    for (auto const& link : links) {
        others.insert(link.matter);
    }
    others.erase(matter);
    return {others.begin(), others.end()};
}

} // namespace

Verdict judge(std::vector<Candidate> const& candidates, inspection::Inspection const& settings)
{
    auto const best = std::ranges::find_if(candidates, [](Candidate const& candidate) {
        return casefile::holds_matters(candidate.standing);
    });
    if (best == candidates.end()) {
        return {};
    }
    if (best->score_ppm >= settings.merge.join_ppm && best->agrees_with_root) {
        return {.how = sure(*best, settings), .of = *best};
    }
    if (best->score_ppm >= settings.merge.propose_ppm) {
        return {.how = How::proposed, .of = *best};
    }
    return {.how = How::alone, .of = *best};
}

std::vector<MatterId> hanging_from(MatterId matter, std::vector<Link> const& links)
{
    std::set<MatterId> found{matter};
    for (std::size_t before = 0; before != found.size();) {
        before = found.size();
        for (auto const& link : links) {
            if (found.contains(link.nearest)) {
                found.insert(link.matter);
            }
        }
    }
    found.erase(matter);
    return {found.begin(), found.end()};
}

Result<guard::Proposal>
decide(CaseId from, std::vector<Link> const& links, Part const& command, Instant now)
{
    auto const place = "matter " + std::to_string(command.matter.get());
    if (links.size() < 2) {
        return refuse(refusals, MergeRefusal::alone_in_its_case, {}, {}, place);
    }
    auto why = intake::free_text(command.why, "why");
    if (!why) {
        return std::unexpected{std::move(why.error())};
    }
    if (why->empty()) {
        return refuse(refusals, MergeRefusal::reason_missing, {}, {}, "why");
    }
    auto freed = hanging_from(command.matter, links);
    bool const keeps_the_case = command.matter == founder(from) || freed.size() + 1 == links.size();
    if (keeps_the_case) {
        freed = all_but(command.matter, links);
    }
    MatterParted parted{
        .matter = command.matter,
        .from = from,
        .freed = std::move(freed),
        .never_with = {},
        .why = std::move(*why),
        .changes = {},
    };
    auto const leave = [&](MatterId matter) {
        parted.changes.push_back({.of = from, .kind = ChangeKind::matter_left, .matter = matter});
    };
    if (!keeps_the_case) {
        leave(command.matter);
    }
    std::ranges::for_each(parted.freed, leave);
    for (auto const other : all_but(command.matter, links)) {
        bool const stays = std::ranges::find(parted.freed, other) == parted.freed.end();
        // What leaves a matter that keeps the case never comes back to it.
        if (stays || keeps_the_case) {
            parted.never_with.push_back(other);
        }
    }
    guard::Proposal proposal;
    proposal.add(parted, now);
    return proposal;
}

guard::Facts guard_facts(MatterJoined const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(JoinProposed const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(MatterStoodAlone const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(RepeatNoted const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(JoinRefused const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(MatterParted const& /*event*/)
{
    return {};
}

} // namespace ducha::merge
