// 并案: its tables, and the views its decisions look at.
#include "base/invariant.h"

#include "platform/db/connection.h"
#include "platform/db/stored_code.h"

#include "domain/merge/desk.h"
#include "domain/merge/merge_refusals.h"
#include "domain/merge/models.h"

#include "generated/merge_sql.h"

namespace ducha::merge {
namespace {

using casefile::ChangeKind;
using casefile::Standing;

/// What one command of placing needs besides the scene.
struct Placing {
    guard::Scene& scene;
    neardup::Index& index;
    inspection::Inspection settings;
    identity::Authorized<intake::ReadMatters, LogId> matters;
    casefile::MayReadCases cases;
};

std::vector<std::int64_t> never_with(guard::Scene& scene, MatterId matter)
{
    std::vector<std::int64_t> others;
    scene.connection.each(sql::never_with, {scene.log, matter}, [&](db::Row const& row) {
        others.push_back(row.integer(0));
    });
    return others;
}

std::vector<Candidate> candidates(Placing& placing, neardup::Document const& document)
{
    auto const barred = never_with(placing.scene, MatterId{document.id});
    std::vector<Candidate> found;
    for (auto const& near : placing.index.candidates(document, {barred})) {
        auto const into = CaseId{near.case_id};
        if (into == own_case(MatterId{document.id})) {
            continue;
        }
        auto const file = casefile::load(placing.scene.connection, placing.cases, into);
        found.push_back(candidate_of(near, file ? file->standing : Standing::withdrawn));
    }
    return found;
}

/// now   of the decision: the matter was in a case of its own from its acceptance until then
void propose(
    guard::Proposal& proposal,
    MatterId id,
    Verdict const& verdict,
    std::string const& model,
    Instant now
)
{
    auto const near = verdict.of.value_or(Candidate{});
    switch (verdict.how) {
    case How::joined_by_engine:
        proposal.add(
            MatterJoined{
                .matter = id,
                .into = near.into,
                .nearest = near.nearest,
                .how = How::joined_by_engine,
                .score_ppm = near.score_ppm,
                .model = model,
                .supplement = near.standing != Standing::open,
                .changes = {{.of = near.into, .kind = ChangeKind::matter_joined, .matter = id}},
            },
            now
        );
        return;
    case How::proposed:
        proposal.add(JoinProposed{id, near.into, near.nearest, near.score_ppm, model}, now);
        return;
    case How::repeat_noted:
        proposal.add(RepeatNoted{id, near.into, near.nearest, near.score_ppm, model}, now);
        return;
    case How::alone:
    case How::waiting:
    case How::joined_by_person:
    case How::parted:
    case How::freed:
    case How::gone:
        break;
    }
    auto const nearest = verdict.of ? std::optional{near.into} : std::nullopt;
    proposal.add(MatterStoodAlone{id, nearest, near.score_ppm, model}, now);
}

/// The engine moves a matter that is alone in a case without a number. Where its case has one
/// (an urgent notice), the repeat is noted; where a person has joined others to it, a person
/// decides.
How within_its_case(Placing& placing, MatterId id, How how)
{
    if (how != How::joined_by_engine) {
        return how;
    }
    auto const file = casefile::load(placing.scene.connection, placing.cases, own_case(id));
    invariant(file.has_value(), "a matter that waits is in a case of its own");
    if (file->standing != Standing::open) {
        return How::repeat_noted;
    }
    auto const members =
        casefile::matters_of(placing.scene.connection, placing.cases, own_case(id));
    return members.size() > 1 ? How::proposed : how;
}

/// The inspection's settings, with the bar of this run.
Result<inspection::Inspection> settings_of(guard::Scene& scene, PlaceMatters const& command)
{
    auto settings =
        inspection::placed(scene.connection, scene.may<inspection::ReadInspections>()).inspection;
    auto const bar = command.join_ppm.value_or(settings.merge.join_ppm);
    if (bar < settings.merge.propose_ppm || bar > 1'000'000) {
        return refuse(
            refusals,
            MergeRefusal::bar_out_of_range,
            std::to_string(bar) + " ppm",
            std::to_string(settings.merge.propose_ppm) + " to 1000000 ppm",
            "join_ppm"
        );
    }
    settings.merge.join_ppm = bar;
    return settings;
}

/// What `settled` must know of the decision.
struct Placed {
    db::Connection* connection = nullptr;
    bool all = false; ///< no matter waits
};

Result<guard::Proposal>
decide_placing(guard::Scene& scene, PlaceMatters const& command, Desk& desk, Placed& placed)
{
    auto const settings = settings_of(scene, command);
    if (!settings) {
        return std::unexpected{settings.error()};
    }
    std::vector<MatterId> waiting;
    scene.connection.each(sql::waiting_matters, {scene.log, command.most}, [&](db::Row const& row) {
        waiting.push_back(row.id<MatterId>(0));
    });
    placed = {&scene.connection, std::ssize(waiting) < command.most};
    guard::Proposal proposal;
    if (waiting.empty()) {
        return proposal;
    }
    Placing placing{
        .scene = scene,
        .index = desk.open(scene),
        .settings = *settings,
        .matters = scene.may<intake::ReadMatters>(),
        .cases = scene.may<casefile::ReadCases>(),
    };
    auto const model = named(placing.index.model());
    for (auto const id : waiting) {
        auto const matter = intake::load_matter(scene.connection, placing.matters, id);
        invariant(matter.has_value(), "a matter that waits is there");
        Reading const reading{*matter};
        auto const document = reading.document();
        auto verdict = judge(candidates(placing, document), placing.settings);
        verdict.how = within_its_case(placing, id, verdict.how);
        bool const joined = verdict.how == How::joined_by_engine;
        placing.index.attach(document, joined ? verdict.of->into.get() : id.get());
        propose(proposal, id, verdict, model, scene.now);
    }
    return proposal;
}

std::vector<Link> links_of(guard::Scene& scene, std::vector<MatterId> const& matters)
{
    std::vector<Link> links;
    for (auto const matter : matters) {
        Link link{.matter = matter, .nearest = matter};
        scene.connection.each(sql::placement, {scene.log, matter}, [&](db::Row const& row) {
            auto const how = db::stored_code<How>(row, 1, "placement.how");
            if (how == How::joined_by_engine || how == How::joined_by_person) {
                link.nearest = row.id<MatterId>(3);
            }
        });
        links.push_back(link);
    }
    return links;
}

/// A person's joining takes along whatever the matter's own case holds.
Result<guard::Proposal> decide_join(guard::Scene& scene, Join const& command)
{
    auto const may = scene.may<casefile::ReadCases>();
    auto const matter_text = "matter " + std::to_string(command.matter.get());
    auto const from = casefile::case_of(scene.connection, may, command.matter);
    auto const into = casefile::load(scene.connection, may, command.into);
    if (!from) {
        return refuse(refusals, MergeRefusal::in_no_case, {}, {}, matter_text);
    }
    if (!into || !casefile::holds_matters(into->standing)) {
        return refuse(refusals, MergeRefusal::no_such_case, std::to_string(command.into.get()));
    }
    if (*from == command.into) {
        return refuse(refusals, MergeRefusal::there_already, {}, {}, matter_text);
    }
    bool const is_founder = command.matter == founder(*from);
    auto const own = casefile::load(scene.connection, may, *from);
    auto const members = casefile::matters_of(scene.connection, may, *from);
    bool const is_head = is_founder || members.size() == 1;
    if (is_head && own->standing != Standing::open) {
        return refuse(refusals, MergeRefusal::in_a_batch, own->number, {}, matter_text);
    }
    auto const moving = is_founder ? members : std::vector{command.matter};
    guard::Proposal proposal;
    for (auto const matter : moving) {
        proposal.add(
            MatterJoined{
                .matter = matter,
                .into = command.into,
                .nearest = founder(command.into),
                .how = How::joined_by_person,
                .score_ppm = 1'000'000,
                .model = "person",
                .supplement = into->standing != Standing::open,
                .changes =
                    {{.of = command.into, .kind = ChangeKind::matter_joined, .matter = matter}},
            },
            scene.now
        );
    }
    return proposal;
}

Result<guard::Proposal> decide_refusal(guard::Scene& scene, RefuseJoin const& command)
{
    auto const may = scene.may<casefile::ReadCases>();
    auto const place = "matter " + std::to_string(command.matter.get());
    auto const members = casefile::matters_of(scene.connection, may, command.from);
    if (members.empty()) {
        return refuse(refusals, MergeRefusal::no_such_case, std::to_string(command.from.get()));
    }
    auto const matters = scene.may<intake::ReadMatters>();
    if (!intake::load_matter(scene.connection, matters, command.matter)) {
        return refuse(refusals, MergeRefusal::no_such_matter, {}, {}, place);
    }
    auto const in = casefile::case_of(scene.connection, may, command.matter);
    if (!in) {
        return refuse(refusals, MergeRefusal::in_no_case, {}, {}, place);
    }
    if (in == command.from) {
        return refuse(refusals, MergeRefusal::there_already, {}, "merge part", place);
    }
    guard::Proposal proposal;
    proposal.add(JoinRefused{command.matter, command.from, members}, scene.now);
    return proposal;
}

Result<guard::Proposal> decide_part(guard::Scene& scene, Part const& command)
{
    auto const may = scene.may<casefile::ReadCases>();
    auto const from = casefile::case_of(scene.connection, may, command.matter);
    if (!from) {
        return refuse(
            refusals,
            MergeRefusal::in_no_case,
            {},
            {},
            "matter " + std::to_string(command.matter.get())
        );
    }
    auto const links = links_of(scene, casefile::matters_of(scene.connection, may, *from));
    return decide(*from, links, command, scene.now);
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
        .decide = [act = std::move(act),
                   decide_act](guard::Scene& scene) { return decide_act(scene, act); },
    };
}

} // namespace

std::shared_ptr<Desk> make_desk(Shelf shelf)
{
    return std::make_shared<Desk>(std::move(shelf));
}

guard::Command place(LogId log, PlaceMatters command, std::shared_ptr<Desk> desk)
{
    auto const placed = std::make_shared<Placed>();
    return {
        .log = log,
        .act = "place_matters",
        .key = {},
        .decide = [command, desk, placed](guard::Scene& scene
                  ) { return decide_placing(scene, command, *desk, *placed); },
        .settled =
            [log, desk, placed](std::vector<ledger::Recorded> const& events) {
                auto const last = events.empty() ? Seq{-1} : events.back().seq;
                desk->settled(log, !events.empty(), last);
                if (placed->connection != nullptr) {
                    desk->keep(*placed->connection, log, placed->all);
                }
            },
    };
}

guard::Command join(LogId log, Join command)
{
    return command_of(log, "join_matter", command, decide_join);
}

guard::Command refuse_join(LogId log, RefuseJoin command)
{
    return command_of(log, "refuse_join", command, decide_refusal);
}

guard::Command part(LogId log, Part command)
{
    return command_of(log, "part_matter", std::move(command), decide_part);
}

} // namespace ducha::merge
