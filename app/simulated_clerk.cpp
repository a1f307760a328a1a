// A clerk who knows the truth.
#include "app/simulated_clerk.h"

#include "base/invariant.h"

#include "platform/db/connection.h"

#include <algorithm>

namespace ducha::app {
namespace {

constexpr int most_rounds = 50;
constexpr auto* vague = "模拟：线索不详";
constexpr auto* elsewhere = "模拟信访局";

guard::Command judgement(LogId log, MatterId matter, simulation::SimulatedReport const& report)
{
    if (report.fate == simulation::Fate::forwarded) {
        return intake::forward(log, {matter, elsewhere, "模拟：不属于督察范围"});
    }
    return intake::decline(log, {matter, report.reason, vague});
}

} // namespace

Corrections& Corrections::operator+=(Corrections const& more)
{
    confirmed += more.confirmed;
    refused += more.refused;
    parted += more.parted;
    joined += more.joined;
    return *this;
}

SimulatedClerk::SimulatedClerk(
    Office& office, Stay& stay, simulation::SimulatedObject const& object
)
    : office_{office}, stay_{stay}, object_{object}
{
}

Result<void> SimulatedClerk::run(guard::Command const& command)
{
    auto const done = office_.pipeline().run(command);
    return done ? Result<void>{} : std::unexpected{done.error()};
}

Result<void> SimulatedClerk::receive(std::size_t first, std::size_t last)
{
    std::vector<intake::IncomingReport> incoming;
    for (auto i = first; i < last; ++i) {
        incoming.push_back(object_.reports[i].incoming);
    }
    auto const ids = stay_.receive(std::move(incoming));
    if (!ids) {
        return std::unexpected{ids.error()};
    }
    today_.clear();
    urgent_.clear();
    std::vector<guard::Command> judgements;
    for (auto i = first; i < last; ++i) {
        auto const& report = object_.reports[i];
        auto const id = (*ids)[i - first];
        if (!id) {
            continue;
        }
        auto const matter = first_matter(*id);
        if (report.fate != simulation::Fate::valid) {
            judgements.push_back(judgement(stay_.log(), matter, report));
            continue;
        }
        today_.push_back({matter, report.problem});
        if (report.urgent) {
            urgent_.emplace_back(matter, *report.urgent);
        }
    }
    if (auto const judged = run_all(office_, judgements); !judged) {
        return std::unexpected{judged.error()};
    }
    return accept_today();
}

/// The rule first; then by hand what it has left.
Result<void> SimulatedClerk::accept_today()
{
    if (auto const accepted = stay_.accept(); !accepted) {
        return accepted;
    }
    auto const may = office_.policy().authorize<intake::ReadMatters>(stay_.log());
    std::vector<guard::Command> by_hand;
    for (auto const& [matter, problem] : today_) {
        auto const loaded = intake::load_matter(office_.connection(), may, matter);
        if (loaded && loaded->state == intake::MatterState::undecided) {
            by_hand.push_back(intake::accept(stay_.log(), {.matter = matter}));
        }
        problem_of_[matter.get()] = problem;
    }
    accepted_.insert(accepted_.end(), today_.begin(), today_.end());
    auto const done = run_all(office_, by_hand);
    return done ? Result<void>{} : std::unexpected{done.error()};
}

CaseId SimulatedClerk::case_of(MatterId matter)
{
    auto const may = office_.policy().authorize<casefile::ReadCases>(stay_.log());
    auto const in = casefile::case_of(office_.connection(), may, matter);
    invariant(in.has_value(), "an accepted matter lies in a case");
    return *in;
}

std::string SimulatedClerk::case_number(std::size_t problem)
{
    auto const first = first_of_.find(problem);
    if (first == first_of_.end()) {
        return {};
    }
    auto const may = office_.policy().authorize<casefile::ReadCases>(stay_.log());
    auto const file = casefile::load(office_.connection(), may, case_of(first->second));
    return file ? file->number : std::string{};
}

Result<void> SimulatedClerk::answer_proposals()
{
    auto const may = office_.policy().authorize<merge::ReadMerges>(stay_.log());
    auto const cases = office_.policy().authorize<casefile::ReadCases>(stay_.log());
    auto const open = merge::proposals(office_.connection(), may, cases);
    std::vector<guard::Command> refusals;
    for (auto const& proposal : open) {
        auto const root = problem_of_.find(founder(proposal.in).get());
        bool const same =
            root != problem_of_.end() && root->second == problem_of_.at(proposal.matter.get());
        if (same) {
            corrections_.confirmed += confirmed_.insert(proposal.matter.get()).second ? 1 : 0;
        } else {
            ++corrections_.refused;
            refusals.push_back(merge::refuse_join(stay_.log(), {proposal.matter, proposal.in}));
        }
    }
    // What is confirmed is joined by the review, to the case where the problem lies.
    auto const done = run_all(office_, refusals);
    return done ? Result<void>{} : std::unexpected{done.error()};
}

/// The first matter of a problem belongs in a case of its own, every other one where that is.
Result<bool> SimulatedClerk::put_right(Known const& known)
{
    auto const in = case_of(known.matter);
    auto const first = first_of_.try_emplace(known.problem, known.matter).first->second;
    bool const is_first = first == known.matter;
    bool const is_own = founder(in) == known.matter;
    auto const right = is_first ? own_case(known.matter) : case_of(first);
    if (in == right) {
        return false;
    }
    if (!is_own) {
        ++corrections_.parted;
        auto const parted = run(merge::part(stay_.log(), {known.matter, "模拟：不是同一问题"}));
        if (!parted) {
            return std::unexpected{parted.error()};
        }
    }
    if (is_first) {
        return true;
    }
    bool const was_missed = is_own && !confirmed_.contains(known.matter.get());
    corrections_.joined += was_missed ? 1 : 0;
    auto const joined = run(merge::join(stay_.log(), {known.matter, right}));
    return joined ? Result<bool>{true} : std::unexpected{joined.error()};
}

Result<bool> SimulatedClerk::review()
{
    bool changed = false;
    for (auto const& known : today_) {
        auto const done = put_right(known);
        if (!done) {
            return done;
        }
        changed = changed || *done;
    }
    return changed;
}

Result<void> SimulatedClerk::merge()
{
    for (int round = 0;; ++round) {
        invariant(round < most_rounds, "a review comes to an end: what was parted stays apart");
        if (auto const placed = stay_.place(); !placed) {
            return placed;
        }
        if (auto const answered = answer_proposals(); !answered) {
            return answered;
        }
        auto const changed = review();
        if (!changed) {
            return std::unexpected{changed.error()};
        }
        if (!*changed) {
            return {};
        }
    }
}

Result<void> SimulatedClerk::send_urgent()
{
    std::vector<guard::Command> commands;
    for (auto const& [matter, ground] : urgent_) {
        commands.push_back(intake::mark_urgent(stay_.log(), {matter, ground}));
        commands.push_back(transfer::notify(stay_.log(), {case_of(matter)}));
    }
    auto const done = run_all(office_, commands);
    return done ? Result<void>{} : std::unexpected{done.error()};
}

} // namespace ducha::app
