// Issued bulletins: where they lie, and how they come to be issued.
#include "base/bytes.h"

#include "platform/db/connection.h"
#include "platform/trouble.h"

#include "domain/bulletin/issued.h"
#include "domain/bulletin/issued_folds.h"
#include "domain/bulletin/issued_refusals.h"
#include "domain/intake/intake.h"

#include "generated/bulletin_sql.h"

#include <algorithm>
#include <ranges>

namespace ducha::bulletin {
namespace {

using inspection::CountingRules;
using inspection::Inspection;

/// An inspection and what was issued in it so far.
struct IssueView {
    Inspection inspection;
    std::vector<BulletinIssued> issued;
};

Result<IssueView> load_view(guard::Scene& scene, std::string const& id)
{
    auto const all =
        inspection::load_all(scene.connection, scene.may<inspection::ReadInspections>());
    auto chosen = inspection::choose(all, id);
    if (!chosen) {
        return std::unexpected{chosen.error()};
    }
    auto const may = scene.may<ReadBulletins>();
    auto there = issued(scene.connection, may, chosen->id);
    return IssueView{.inspection = std::move(*chosen), .issued = std::move(there)};
}

/// The bulletin as it would be issued now.
BulletinIssued count_now(
    guard::Scene& scene,
    IssueView const& view,
    Instant as_of,
    CountingRules const& rules,
    Tally* tally
)
{
    std::vector<Counted> objects;
    for (auto const& object : view.inspection.objects) {
        objects.push_back({object.code, scene.may<ReadCounts>(object.log)});
    }
    auto const scope = scope_of(scene.connection, objects);
    auto const counter = tally == nullptr ? from_facts(scene.connection)
                                          : tally->counter(scene.connection, scope.objects);
    return {
        .inspection = view.inspection.id,
        .number = static_cast<std::int64_t>(view.issued.size()) + 1,
        .as_of = as_of,
        .rules = rules,
        .corrects = std::nullopt,
        .logs = scope.logs,
        .figures = figures(counter, asked(scene.connection, scope), as_of, rules),
        .why = {},
    };
}

/// What contradicts itself is not published (domain.md 8), corrected or not: the first law that
/// does not hold, with what makes it up.
Result<void> check(BulletinIssued const& bulletin)
{
    auto const breaches = contradictions(bulletin.figures, bulletin.rules);
    if (breaches.empty()) {
        return {};
    }
    auto const& breach = breaches.front();
    return refuse(
        refusals, BulletinRefusal::does_not_add_up, breach.found, breach.expected, breach.law.en
    );
}

Result<guard::Proposal>
decide_issue(guard::Scene& scene, IssueBulletin const& command, Tally* tally)
{
    auto const view = load_view(scene, command.inspection);
    if (!view) {
        return std::unexpected{view.error()};
    }
    if (scene.now < command.as_of) {
        return refuse(
            refusals,
            BulletinRefusal::in_the_future,
            to_text(command.as_of),
            "not after " + to_text(scene.now)
        );
    }
    auto const rules = command.rules.value_or(view->inspection.counting.value_or(CountingRules{}));
    guard::Proposal proposal;
    bool const is_there = std::ranges::any_of(view->issued, [&](BulletinIssued const& earlier) {
        return earlier.as_of == command.as_of && earlier.rules == rules;
    });
    if (is_there) {
        return proposal;
    }
    auto const counted = count_now(scene, *view, command.as_of, rules, tally);
    if (auto const holds = check(counted); !holds) {
        return std::unexpected{holds.error()};
    }
    proposal.add(counted, scene.now);
    return proposal;
}

/// What stands of an instant under the same rules: the bulletin itself, or its last correction.
BulletinIssued const& latest(std::vector<BulletinIssued> const& all, BulletinIssued const& of)
{
    auto const latest_first = std::views::reverse(all);
    return *std::ranges::find_if(latest_first, [&](BulletinIssued const& one) {
        return one.as_of == of.as_of && one.rules == of.rules;
    });
}

Result<guard::Proposal> decide_correction(guard::Scene& scene, CorrectBulletin const& command)
{
    auto const view = load_view(scene, command.inspection);
    auto const why = intake::free_text(command.why, "why");
    if (!view || !why) {
        return std::unexpected{view ? why.error() : view.error()};
    }
    if (why->empty()) {
        return refuse(refusals, BulletinRefusal::reason_missing, {}, {}, "why");
    }
    auto const wrong = std::ranges::find(view->issued, command.number, &BulletinIssued::number);
    if (wrong == view->issued.end()) {
        return refuse(
            refusals,
            BulletinRefusal::no_such_bulletin,
            std::to_string(command.number),
            "1 to " + std::to_string(view->issued.size())
        );
    }
    auto corrected = count_now(scene, *view, wrong->as_of, wrong->rules, nullptr);
    corrected.corrects = wrong->number;
    corrected.why = *why;
    if (corrected.figures == latest(view->issued, *wrong).figures) {
        return refuse(refusals, BulletinRefusal::nothing_changed, std::to_string(wrong->number));
    }
    if (auto const holds = check(corrected); !holds) {
        return std::unexpected{holds.error()};
    }
    guard::Proposal proposal;
    proposal.add(corrected, scene.now);
    return proposal;
}

/// When the last event that a bulletin has counted was recorded.
Instant recorded_at(db::Connection& connection, LogMark const& mark)
{
    if (mark.size == 0) {
        return {INT64_MIN};
    }
    auto const last = ledger::read_events(connection, mark.log, Seq{mark.size - 1}, 1);
    if (last.empty()) {
        throw Trouble{
            Trouble::Kind::database,
            "the log of " + mark.object + " is shorter than a bulletin that was counted from it"
        };
    }
    return last.front().recorded;
}

void fold_issued(db::Connection& rows, ledger::Recorded const& event, ledger::CountFacts&)
{
    auto const bulletin = ledger::Codec<BulletinIssued>::read(event);
    rows.run(sql::add_issued, {event.log, bulletin.inspection, bulletin.number, event.seq});
}

} // namespace

guard::Command issue(IssueBulletin const& command, std::shared_ptr<Tally> const& tally)
{
    return {
        .log = office_log,
        .act = "issue_bulletin",
        .key = {},
        .decide = [command, tally](guard::Scene& scene
                  ) { return decide_issue(scene, command, tally.get()); },
        .settled =
            [tally](std::vector<ledger::Recorded> const& events) {
                if (tally && events.empty()) {
                    tally->forget();
                }
            },
        .inspection = command.inspection,
    };
}

guard::Command correct(CorrectBulletin const& command)
{
    return {
        .log = office_log,
        .act = "correct_bulletin",
        .key = {},
        .decide = [command](guard::Scene& scene) { return decide_correction(scene, command); },
        .settled = {},
        .inspection = command.inspection,
    };
}

Scope scope_of(db::Connection& connection, std::vector<Counted> const& objects)
{
    Scope scope{.objects = objects, .logs = {}};
    for (auto const& [object, may] : objects) {
        auto const state = ledger::state_of(connection, may.object(), false);
        scope.logs.push_back({object, may.object(), state.size, to_hex(state.root)});
    }
    return scope;
}

Scope scope_of(std::vector<Counted> const& objects, std::vector<LogMark> const& logs)
{
    Scope scope;
    for (auto const& mark : logs) {
        auto const object = std::ranges::find(objects, mark.object, &Counted::object);
        if (object != objects.end()) {
            scope.objects.push_back(*object);
            scope.logs.push_back(mark);
        }
    }
    return scope;
}

std::vector<Asked> asked(db::Connection& connection, Scope const& scope)
{
    std::vector<Asked> all;
    for (std::size_t i = 0; i < scope.objects.size(); ++i) {
        all.push_back({scope.objects[i], recorded_at(connection, scope.logs[i])});
    }
    return all;
}

std::vector<BulletinIssued>
issued(db::Connection& connection, MayReadBulletins const& may, std::string_view inspection)
{
    std::vector<Seq> places;
    connection.each(sql::issued, {may.object(), inspection}, [&](db::Row const& row) {
        places.push_back(row.id<Seq>(0));
    });
    std::vector<BulletinIssued> all;
    for (auto const place : places) {
        auto const event = ledger::read_events(connection, may.object(), place, 1);
        all.push_back(ledger::Codec<BulletinIssued>::read(event.at(0)));
    }
    return all;
}

Result<BulletinIssued> choose_issued(
    db::Connection& connection,
    MayReadBulletins const& may,
    std::string_view inspection,
    std::int64_t number
)
{
    auto all = issued(connection, may, inspection);
    auto const found = std::ranges::find(all, number, &BulletinIssued::number);
    if (found == all.end()) {
        return refuse(
            refusals,
            BulletinRefusal::no_such_bulletin,
            std::to_string(number),
            all.empty() ? "" : "1 to " + std::to_string(all.size())
        );
    }
    return std::move(*found);
}

ledger::Folds folds()
{
    return {
        .events = {{BulletinIssued::type.name, fold_issued}},
        .tables = {{"issued_bulletin", "log_id, inspection_id, number"}},
    };
}

guard::Facts guard_facts(BulletinIssued const& /*event*/)
{
    return {};
}

} // namespace ducha::bulletin
