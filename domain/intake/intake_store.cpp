// 受理: its tables, and the views its decisions look at.
#include "base/invariant.h"
#include "base/text.h"

#include "platform/db/connection.h"
#include "platform/db/stored_code.h"
#include "platform/json/text.h"

#include "domain/intake/fit_words.h"
#include "domain/intake/intake.h"
#include "domain/intake/intake_refusals.h"
#include "domain/intake/matter_row.h"
#include "domain/intake/reception.h"
#include "domain/intake/type_list.h"

#include "generated/intake_sql.h"

#include <set>

namespace ducha::intake {
namespace {

constexpr std::size_t most_reports = 1000;

using identity::Field;
using inspection::Placed;
using inspection::ReadInspections;

Placed place_of(guard::Scene& scene)
{
    return inspection::placed(scene.connection, scene.may<ReadInspections>());
}

std::optional<JudgedView>
load_view(db::Connection& connection, MayReadMatters const& may, MatterId matter)
{
    auto loaded = load_matter(connection, may, matter);
    if (!loaded) {
        return std::nullopt;
    }
    JudgedView view{.matter = std::move(*loaded), .siblings = {}};
    connection.each(
        sql::states_of_report,
        {may.object(), view.matter.of.report},
        [&](db::Row const& row) {
            if (row.id<MatterId>(0) != matter) {
                view.siblings.push_back(db::stored_code<MatterState>(row, 1, "matter.state"));
            }
        }
    );
    return view;
}

/// A judgement of one matter by a person: load, decide.
template <class Judgement>
Result<guard::Proposal> judge(guard::Scene& scene, MatterId matter, Judgement const& judgement)
{
    auto const may = scene.may<ReadMatters>();
    auto const view = load_view(scene.connection, may, matter);
    if (!view) {
        return refuse(refusals, IntakeRefusal::no_such_matter, std::to_string(matter.get()));
    }
    return judgement(*view);
}

/// The first matters that the rule may accept. It looks past those that it leaves to a person.
std::vector<Matter>
waiting_for_the_rule(guard::Scene& scene, Placed const& where, std::int64_t most)
{
    constexpr std::int64_t page = 1000;
    std::vector<Matter> waiting;
    MatterId after{-1};
    std::int64_t seen = page;
    while (seen == page && std::cmp_less(waiting.size(), most)) {
        seen = 0;
        scene.connection
            .each(sql::undecided_matters, {scene.log, after, page}, [&](db::Row const& row) {
                auto matter = matter_in(row);
                after = matter.of.matter;
                ++seen;
                if (rule_accepts(matter, where) && std::cmp_less(waiting.size(), most)) {
                    waiting.push_back(std::move(matter));
                }
            });
    }
    return waiting;
}

Result<guard::Proposal> accept_by_rule(guard::Scene& scene, std::int64_t most)
{
    auto const where = place_of(scene);
    auto const may = scene.may<ReadMatters>();
    auto const waiting = waiting_for_the_rule(scene, where, most);
    guard::Proposal proposal;
    std::set<ReportId> reports;
    for (auto const& matter : waiting) {
        // Two matters of one report change its state one after the other: the second waits.
        if (!reports.insert(matter.of.report).second) {
            continue;
        }
        auto const view = load_view(scene.connection, may, matter.of.matter);
        auto accepted = accept(*view, true, scene.now);
        if (!accepted) {
            return accepted;
        }
        proposal.append(std::move(*accepted));
    }
    return proposal;
}

Result<guard::Proposal> decide_split(guard::Scene& scene, SplitReport const& command)
{
    std::optional<MatterSplitOff> part;
    std::optional<Instant> occurred;
    scene.connection.each(sql::report, {scene.log, command.report}, [&](db::Row const& row) {
        part = MatterSplitOff{
            .report = command.report,
            .channel = db::stored_code<Channel>(row, 0, "report.channel"),
            .reception_day = row.day(2),
            .types = command.types,
        };
        occurred = row.instant(3);
    });
    if (!part) {
        return refuse(
            refusals, IntakeRefusal::no_such_report, std::to_string(command.report.get())
        );
    }
    auto words = fit_words({command.title, command.text, command.place, command.enterprise}, {});
    if (!words) {
        return std::unexpected{std::move(words.error())};
    }
    part->title = std::move(words->title);
    part->text = std::move(words->text);
    part->place = std::move(words->place);
    part->enterprise = std::move(words->enterprise);
    guard::Proposal proposal;
    proposal.add(*part, *occurred);
    return proposal;
}

template <class Judgement>
guard::Command judgement_of(LogId log, std::string_view act, Judgement command)
{
    return {
        .log = log,
        .act = act,
        .key = {},
        .decide =
            [command = std::move(command)](guard::Scene& scene) {
                return judge(scene, command.matter, [&](JudgedView const& view) {
                    return decide(view, command, scene.now);
                });
            },
    };
}

std::string first_line(std::string_view text)
{
    constexpr std::size_t longest = 60;
    return std::string{first_code_points(text.substr(0, text.find('\n')), longest)};
}

/// The matter as far as it may be seen.
std::optional<Matter> seen(MayReadMatters const& may, Matter matter)
{
    if (!may.covers(state_of(matter.state))) {
        return std::nullopt;
    }
    if (!may.sees(state_of(matter.state), identity::Field::working_text)) {
        remove_words(matter);
    }
    return matter;
}

} // namespace

std::string line_of(Matter const& matter)
{
    return first_line(matter.title.empty() ? matter.text : matter.title);
}

Matter matter_in(db::Row const& row)
{
    return {
        .of =
            {
                .matter = row.id<MatterId>(0),
                .report = row.id<ReportId>(1),
                .channel = db::stored_code<Channel>(row, 2, "report.channel"),
                .reception_day = row.day(3),
                .types = types_of(row.text(4)),
            },
        .kind = db::stored_code<ReportKind>(row, 5, "report.kind"),
        .state = db::stored_code<MatterState>(row, 6, "matter.state"),
        .urgent = !row.text(7).empty(),
        .occurred = row.instant(8),
        .postmark = row.is_null(9) ? std::nullopt : std::optional{row.day(9)},
        .title = std::string{row.text(10)},
        .text = std::string{row.text(11)},
        .place = std::string{row.text(12)},
        .enterprise = std::string{row.text(13)},
    };
}

void remove_words(Matter& matter)
{
    matter.title.clear();
    matter.text.clear();
    matter.place.clear();
    matter.enterprise.clear();
}

guard::Command receive(LogId log, ReceiveReports command, std::shared_ptr<ReceiveOutcome> outcome)
{
    auto const shared = std::make_shared<ReceiveReports>(std::move(command));
    return {
        .log = log,
        .act = "receive_reports",
        .key = {},
        .decide = [shared,
                   outcome = std::move(outcome)](guard::Scene& scene) -> Result<guard::Proposal> {
            if (shared->reports.size() > most_reports) {
                return refuse(
                    refusals,
                    IntakeRefusal::too_many_reports,
                    std::to_string(shared->reports.size()),
                    "at most " + std::to_string(most_reports)
                );
            }
            return take_down(scene, *shared, place_of(scene), *outcome);
        },
    };
}

guard::Command accept(LogId log, AcceptMatters command)
{
    return {
        .log = log,
        .act = "accept_matters",
        .key = {},
        .decide = [command](guard::Scene& scene) -> Result<guard::Proposal> {
            if (!command.matter) {
                return accept_by_rule(scene, command.most);
            }
            return judge(scene, *command.matter, [&](JudgedView const& view) {
                return accept(view, false, scene.now);
            });
        },
    };
}

guard::Command decline(LogId log, DeclineMatter command)
{
    return judgement_of(log, "decline_matter", std::move(command));
}

guard::Command forward(LogId log, ForwardMatter command)
{
    return judgement_of(log, "forward_matter", std::move(command));
}

guard::Command withdraw(LogId log, WithdrawMatter command)
{
    return judgement_of(log, "withdraw_matter", std::move(command));
}

guard::Command mark_urgent(LogId log, MarkUrgent command)
{
    return judgement_of(log, "mark_urgent", std::move(command));
}

guard::Command split(LogId log, SplitReport command)
{
    return {
        .log = log,
        .act = "split_report",
        .key = {},
        .decide = [command = std::move(command)](guard::Scene& scene
                  ) { return decide_split(scene, command); },
    };
}

std::optional<Matter>
load_matter(db::Connection& connection, MayReadMatters const& may, MatterId matter)
{
    std::optional<Matter> found;
    connection.each(sql::matter, {may.object(), matter}, [&](db::Row const& row) {
        found = seen(may, matter_in(row));
    });
    return found;
}

std::vector<Matter> load_matters(
    db::Connection& connection, MayReadMatters const& may, std::vector<MatterId> const& matters
)
{
    auto const list = json::array_text(matters);
    std::vector<Matter> found;
    connection.each(sql::matters, {may.object(), list}, [&](db::Row const& row) {
        if (auto matter = seen(may, matter_in(row))) {
            found.push_back(std::move(*matter));
        }
    });
    return found;
}

std::map<MatterId, Gist> gists_of(
    db::Connection& connection, MayReadMatters const& may, std::vector<MatterId> const& matters
)
{
    auto const list = json::array_text(matters);
    std::map<MatterId, Gist> gists;
    connection.each(sql::gists, {may.object(), list}, [&](db::Row const& row) {
        auto const state = state_of(db::stored_code<MatterState>(row, 1, "matter.state"));
        if (!may.covers(state)) {
            return;
        }
        auto& gist = gists[row.id<MatterId>(0)];
        gist.urgent = !row.text(2).empty();
        if (may.sees(state, identity::Field::working_text)) {
            gist.line = first_line(row.text(3));
            gist.place = row.text(4);
        }
    });
    return gists;
}

void each_matter_behind(
    db::Connection& connection,
    MayReadMatters const& may,
    MatterId after,
    std::int64_t most,
    std::function<void(Matter const&)> const& visitor
)
{
    connection.each(sql::matters_behind, {may.object(), after, most - 1}, [&](db::Row const& row) {
        if (auto const matter = seen(may, matter_in(row))) {
            visitor(*matter);
        }
    });
}

std::vector<Judgement>
judgements_of(db::Connection& connection, MayReadMatters const& may, ReportId report)
{
    std::vector<Judgement> all;
    std::vector<Seq> judged;
    connection.each(sql::judgements_of_report, {may.object(), report}, [&](db::Row const& row) {
        auto const state = db::stored_code<MatterState>(row, 1, "matter.state");
        if (!may.covers(state_of(state))) {
            return;
        }
        auto& judgement =
            all.emplace_back(Judgement{.matter = row.id<MatterId>(0), .state = state});
        judged.push_back(row.id<Seq>(2));
        if (state == MatterState::declined) {
            judgement.reason = db::stored_code<DeclineReason>(row, 3, "matter_reason.reason");
        }
        if (state != MatterState::undecided && may.sees(state_of(state), Field::working_text)) {
            judgement.office = state == MatterState::forwarded ? row.text(4) : "";
            judgement.why = state == MatterState::declined ? row.text(5) : "";
        }
    });
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i].since = ledger::read_events(connection, may.object(), judged[i], 1).at(0).occurred;
    }
    return all;
}

std::optional<ReportId>
find_report(db::Connection& connection, MayReadMatters const& may, std::string_view own_id)
{
    auto const found = connection.integer(sql::report_by_own_id, {may.object(), own_id});
    return found ? std::optional{ReportId{*found}} : std::nullopt;
}

std::string own_id_of(db::Connection& connection, MayReadMatters const& may, ReportId report)
{
    return connection.text(sql::own_id_of_report, {may.object(), report}).value_or("");
}

} // namespace ducha::intake
