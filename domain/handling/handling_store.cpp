// 办理: its tables, and the views its decisions look at.
#include "base/invariant.h"

#include "platform/db/connection.h"
#include "platform/db/stored_code.h"
#include "platform/trouble.h"

#include "domain/handling/handling_codec.h"
#include "domain/handling/handling_refusals.h"

#include "generated/handling_sql.h"

#include <algorithm>
#include <map>

namespace ducha::handling {
namespace {

constexpr std::size_t most_results = 1000;

using Fate = ResultsOutcome::Fate;
using There = ResultView::There;

template <Coded Enum>
std::optional<Enum> code_in(db::Row const& row, int column, std::string_view name)
{
    return row.is_null(column) ? std::nullopt
                               : std::optional{db::stored_code<Enum>(row, column, name)};
}

/// row   the columns that sql/case_result.sql selects, in its order
std::optional<There> there_in(db::Row const& row)
{
    auto const status = code_in<Status>(row, 2, "case_result.status");
    if (!status) {
        return std::nullopt;
    }
    return There{
        .occurred = row.instant(1),
        .outcome =
            {
                .status = *status,
                .truth = code_in<Truth>(row, 3, "case_result.truth"),
                .rectification = code_in<RectificationClass>(row, 4, "case_result.class"),
                .ordered = row.integer(5),
                .penalised = row.integer(6),
                .fine = row.id<Fen>(7),
                .seized = row.integer(8),
                .criminal = row.integer(9),
                .detained_administrative = row.integer(10),
                .detained_criminal = row.integer(11),
                .interviewed = row.integer(12),
                .accountable = row.integer(13),
            },
    };
}

There earlier_in(db::Row const& row)
{
    auto outcome = json::read_command<Outcome>(row.text(1));
    if (!outcome) {
        throw Trouble{
            Trouble::Kind::database,
            "earlier_result.outcome cannot be read: " + to_line(outcome.error())
        };
    }
    return {.occurred = row.instant(0), .outcome = *outcome};
}

ResultView load_view(guard::Scene& scene, casefile::CaseFile file)
{
    ResultView view{.file = std::move(file), .handed_over = {}, .there = {}, .earlier = {}};
    bool with_object = false;
    scene.connection.each(sql::case_result, {scene.log, view.file.id}, [&](db::Row const& row) {
        with_object = true;
        view.handed_over = row.instant(0);
        view.there = there_in(row);
    });
    using enum casefile::Standing;
    auto const standing = view.file.standing;
    invariant(
        with_object || (standing != handed_over && standing != closed),
        "it is known when a case was handed over"
    );
    if (view.there) {
        scene.connection.each(
            sql::earlier_results,
            {scene.log, view.file.id},
            [&](db::Row const& row) { view.earlier.push_back(earlier_in(row)); }
        );
    }
    return view;
}

/// The view as the event leaves it.
void follow(ResultView& view, ResultReported const& event, Instant occurred)
{
    if (view.there) {
        view.earlier.push_back(*view.there);
    }
    view.there = There{occurred, event.outcome};
    view.file.standing = event.outcome.status == Status::closed ? casefile::Standing::closed
                                                                : casefile::Standing::handed_over;
}

/// The results of one act, one after the other.
class Reporting {
public:
    explicit Reporting(guard::Scene& scene) : scene_{scene} {}

    /// What became of one result; its event is added to the proposal.
    [[nodiscard]] ResultsOutcome::Row take(CaseResult const& result)
    {
        auto const may = scene_.may<casefile::ReadCases>();
        auto file = casefile::find_by_number(scene_.connection, may, result.case_number);
        if (!file) {
            auto const none = refuse(
                refusals, HandlingRefusal::no_such_case, result.case_number, {}, "case_number"
            );
            return {.fate = Fate::refused, .refusal = none.error()};
        }
        auto found = views_.find(file->id);
        if (found == views_.end()) {
            auto const id = file->id;
            found = views_.emplace(id, load_view(scene_, std::move(*file))).first;
        }
        auto& view = found->second;
        auto const event = decide(view, result, scene_.now);
        if (!event) {
            return {.fate = Fate::refused, .refusal = event.error()};
        }
        if (!*event) {
            return {.fate = Fate::there_already, .refusal = {}};
        }
        bool const corrects = view.there && view.there->occurred == result.occurred;
        proposal_.add(**event, result.occurred);
        follow(view, **event, result.occurred);
        return {.fate = corrects ? Fate::corrected : Fate::recorded, .refusal = {}};
    }

    [[nodiscard]] guard::Proposal proposal() && { return std::move(proposal_); }

private:
    guard::Scene& scene_;
    std::map<CaseId, ResultView> views_; ///< as the results taken so far leave them
    guard::Proposal proposal_;
};

guard::Proposal
decide_all(guard::Scene& scene, ReportResults const& command, ResultsOutcome& outcome)
{
    outcome.rows.assign(command.results.size(), {Fate::left_out, {}});
    Reporting reporting{scene};
    for (std::size_t i = 0; i < command.results.size(); ++i) {
        outcome.rows[i] = reporting.take(command.results[i]);
        if (command.strict && outcome.rows[i].fate == Fate::refused) {
            break;
        }
    }
    return std::move(reporting).proposal();
}

} // namespace

guard::Command report(LogId log, ReportResults command, std::shared_ptr<ResultsOutcome> outcome)
{
    auto const shared = std::make_shared<ReportResults>(std::move(command));
    return {
        .log = log,
        .act = "report_results",
        .key = {},
        .decide = [shared,
                   outcome = std::move(outcome)](guard::Scene& scene) -> Result<guard::Proposal> {
            if (shared->results.size() > most_results) {
                return refuse(
                    refusals,
                    HandlingRefusal::too_many_results,
                    std::to_string(shared->results.size()),
                    "at most " + std::to_string(most_results)
                );
            }
            return decide_all(scene, *shared, *outcome);
        },
    };
}

std::optional<There> load_result(db::Connection& connection, MayReadResults const& may, CaseId id)
{
    std::optional<There> there;
    connection.each(sql::case_result, {may.object(), id}, [&](db::Row const& row) {
        there = there_in(row);
    });
    return there;
}

std::optional<Instant> handed_over(db::Connection& connection, MayReadResults const& may, CaseId id)
{
    std::optional<Instant> when;
    connection.each(sql::case_result, {may.object(), id}, [&](db::Row const& row) {
        when = row.instant(0);
    });
    return when;
}

} // namespace ducha::handling
