// 办理: the decisions.
#include "domain/handling/handling.h"

#include "domain/handling/handling_refusals.h"

#include <algorithm>
#include <ranges>

namespace ducha::handling {
namespace {

using casefile::ChangeKind;
using casefile::Standing;

/// Whether the case stood so at the instant of the result: then it says nothing new, be it that
/// another has taken its place since.
bool is_known(ResultView const& view, CaseResult const& result)
{
    if (!view.there) {
        return false;
    }
    if (result.occurred >= view.there->occurred) {
        return result.outcome == view.there->outcome;
    }
    auto const latest_first = std::views::reverse(view.earlier);
    auto const then = std::ranges::find_if(latest_first, [&](ResultView::There const& earlier) {
        return earlier.occurred <= result.occurred;
    });
    return then != latest_first.end() && then->outcome == result.outcome;
}

std::optional<std::unexpected<Refusal>>
wrong_instant(ResultView const& view, Instant occurred, Instant now)
{
    auto const problem = [&](HandlingRefusal reason, std::string const& expected) {
        return refuse(refusals, reason, to_text(occurred), expected, "time");
    };
    if (occurred < view.handed_over) {
        return problem(
            HandlingRefusal::before_hand_over, "not before " + to_text(view.handed_over)
        );
    }
    if (occurred > now) {
        return problem(HandlingRefusal::in_the_future, "not after " + to_text(now));
    }
    if (view.there && occurred < view.there->occurred) {
        return problem(
            HandlingRefusal::older_than_the_result_there,
            "not before " + to_text(view.there->occurred)
        );
    }
    return std::nullopt;
}

std::optional<std::unexpected<Refusal>> wrong_outcome(Outcome const& outcome)
{
    auto const out_of_range = [](std::string found, std::string most, std::string_view name) {
        return refuse(
            refusals,
            HandlingRefusal::number_out_of_range,
            std::move(found),
            "0 to " + std::move(most),
            std::string{name}
        );
    };
    for (auto const& row : numbers) {
        auto const number = outcome.*row.number;
        if (number < 0 || number > most_of_a_number) {
            return out_of_range(std::to_string(number), std::to_string(most_of_a_number), row.name);
        }
    }
    if (outcome.fine < Fen{} || outcome.fine > most_fine) {
        return out_of_range(
            yuan_text(outcome.fine) + " yuan", yuan_text(most_fine) + " yuan", "fine"
        );
    }
    if (outcome.status == Status::closed && !outcome.truth) {
        return refuse(refusals, HandlingRefusal::closed_without_truth, {}, {}, "truth");
    }
    return std::nullopt;
}

/// What the result does to the standing of its case, if anything.
std::vector<casefile::CaseChange> changes_of(casefile::CaseFile const& file, Status status)
{
    bool const was_closed = file.standing == Standing::closed;
    bool const is_closed = status == Status::closed;
    if (was_closed == is_closed) {
        return {};
    }
    return {{.of = file.id, .kind = is_closed ? ChangeKind::closed : ChangeKind::reopened}};
}

} // namespace

Result<std::optional<ResultReported>>
decide(ResultView const& view, CaseResult const& result, Instant now)
{
    if (is_known(view, result)) {
        return std::nullopt;
    }
    auto const standing = view.file.standing;
    if (standing != Standing::handed_over && standing != Standing::closed) {
        return refuse(
            refusals,
            HandlingRefusal::not_with_the_object,
            result.case_number + ": " + std::string{code(standing)},
            "handed_over or closed",
            "case_number"
        );
    }
    if (auto problem = wrong_instant(view, result.occurred, now)) {
        return std::move(*problem);
    }
    if (auto problem = wrong_outcome(result.outcome)) {
        return std::move(*problem);
    }
    return ResultReported{
        .of = view.file.id,
        .by = view.file.dimensions(),
        .outcome = result.outcome,
        .before = view.there ? std::optional{view.there->outcome} : std::nullopt,
        .changes = changes_of(view.file, result.outcome.status),
    };
}

guard::Facts guard_facts(ResultReported const& /*event*/)
{
    return {};
}

} // namespace ducha::handling
