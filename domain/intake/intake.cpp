// 受理: the decisions.
#include "domain/intake/intake.h"

#include "base/text.h"

#include "domain/intake/intake_refusals.h"
#include "domain/intake/redaction.h"

#include <algorithm>

namespace ducha::intake {
namespace {

constexpr std::size_t longest_own_id = 64;
constexpr std::size_t most_characters = 20'000;
constexpr std::size_t fewest_characters_for_the_rule = 8;

std::size_t characters(IncomingReport const& incoming)
{
    return length_in_code_points(incoming.title) + length_in_code_points(incoming.text) +
        length_in_code_points(incoming.place) + length_in_code_points(incoming.enterprise);
}

bool has_zero(IncomingReport const& incoming)
{
    std::string_view const texts[] = {
        incoming.own_id, incoming.title, incoming.text, incoming.place, incoming.enterprise
    };
    return std::ranges::any_of(texts, [](std::string_view text) { return text.contains('\0'); });
}

/// The first flaw that makes a report unfit to be taken down.
std::optional<std::unexpected<Refusal>>
flaw(IncomingReport const& incoming, inspection::Placed const& where, Instant now)
{
    if (trimmed(incoming.own_id).empty()) {
        return refuse(refusals, IntakeRefusal::own_id_missing, {}, {}, "id");
    }
    if (length_in_code_points(incoming.own_id) > longest_own_id) {
        return refuse(
            refusals,
            IntakeRefusal::own_id_too_long,
            std::to_string(length_in_code_points(incoming.own_id)) + " characters",
            "at most " + std::to_string(longest_own_id),
            "id"
        );
    }
    if (!where.open_to(incoming.channel)) {
        return refuse(
            refusals,
            IntakeRefusal::channel_closed,
            std::string{code(incoming.channel)},
            {},
            "channel"
        );
    }
    if (has_zero(incoming)) {
        return refuse(refusals, IntakeRefusal::zero_character, {}, {}, "text");
    }
    if (trimmed(incoming.text).empty() && trimmed(incoming.title).empty()) {
        return refuse(refusals, IntakeRefusal::no_words, {}, {}, "text");
    }
    if (auto const length = characters(incoming); length > most_characters) {
        return refuse(
            refusals,
            IntakeRefusal::too_long,
            std::to_string(length) + " characters",
            "at most " + std::to_string(most_characters),
            "text"
        );
    }
    if (where.reception_day(incoming.occurred) < where.object.first_day) {
        return refuse(
            refusals,
            IntakeRefusal::before_the_stay,
            to_text(incoming.occurred),
            "not before " + to_text(where.object.first_day),
            "time"
        );
    }
    if (incoming.occurred > now) {
        return refuse(
            refusals,
            IntakeRefusal::in_the_future,
            to_text(incoming.occurred),
            "not after " + to_text(now),
            "time"
        );
    }
    return std::nullopt;
}

/// Accepted if any of its matters is; a matter withdrawn later was accepted.
ReportState state_of(std::vector<MatterState> const& matters)
{
    auto const any = [&](MatterState state) {
        return std::ranges::find(matters, state) != matters.end();
    };
    if (any(MatterState::accepted) || any(MatterState::withdrawn)) {
        return ReportState::accepted;
    }
    if (any(MatterState::undecided)) {
        return ReportState::undecided;
    }
    return any(MatterState::forwarded) ? ReportState::forwarded : ReportState::not_accepted;
}

ReportShift shift(JudgedView const& view, MatterState after)
{
    auto matters = view.siblings;
    matters.push_back(view.matter.state);
    auto const before = state_of(matters);
    matters.back() = after;
    return {.before = before, .after = state_of(matters)};
}

std::unexpected<Refusal> refuse_state(JudgedView const& view, IntakeRefusal reason)
{
    return refuse(
        refusals,
        reason,
        std::string{code(view.matter.state)},
        {},
        "matter " + std::to_string(view.matter.of.matter.get())
    );
}

} // namespace

ledger::Dimensions MatterRef::dimensions() const
{
    return {
        .type = std::string{code(types.empty() ? Type::other : types.front())},
        .channel = std::string{code(channel)},
        .reception_day = reception_day,
    };
}

Result<ReportReceived>
working_report(IncomingReport const& incoming, inspection::Placed const& where, Instant now)
{
    if (auto const problem = flaw(incoming, where, now)) {
        return *problem;
    }
    auto const clean = [&](std::string_view text) {
        return without_identifiers(trimmed(text), incoming.reporter_name);
    };
    return ReportReceived{
        .own_id = std::string{trimmed(incoming.own_id)},
        .channel = incoming.channel,
        .kind = incoming.kind,
        .reception_day = where.reception_day(incoming.occurred),
        .postmark = incoming.postmark,
        .original = {},
        .types = incoming.types,
        .title = clean(incoming.title),
        .text = clean(incoming.text),
        .place = clean(incoming.place),
        .enterprise = clean(incoming.enterprise),
    };
}

bool rule_accepts(Matter const& matter, inspection::Placed const& where)
{
    if (matter.state != MatterState::undecided || matter.kind != ReportKind::complaint) {
        return false;
    }
    auto const length = length_in_code_points(matter.title) + length_in_code_points(matter.text);
    auto const day = matter.postmark.value_or(matter.of.reception_day);
    return length >= fewest_characters_for_the_rule && day >= where.object.first_day &&
        day <= where.object.last_day;
}

Result<guard::Proposal> accept(JudgedView const& view, bool by_rule, Instant now)
{
    auto const state = view.matter.state;
    bool const open =
        state == MatterState::undecided || (state == MatterState::declined && !by_rule);
    if (!open) {
        return refuse_state(view, IntakeRefusal::already_judged);
    }
    guard::Proposal proposal;
    proposal.add(
        MatterAccepted{
            .of = view.matter.of,
            .report = shift(view, MatterState::accepted),
            .by_rule = by_rule,
        },
        now
    );
    return proposal;
}

Result<guard::Proposal> decide(JudgedView const& view, DeclineMatter const& command, Instant now)
{
    if (view.matter.state != MatterState::undecided) {
        return refuse_state(view, IntakeRefusal::already_judged);
    }
    if (trimmed(command.why).empty()) {
        return refuse(refusals, IntakeRefusal::reason_missing, {}, {}, "why");
    }
    guard::Proposal proposal;
    proposal.add(
        MatterDeclined{
            .of = view.matter.of,
            .report = shift(view, MatterState::declined),
            .reason = command.reason,
            .why = command.why,
        },
        now
    );
    return proposal;
}

Result<guard::Proposal> decide(JudgedView const& view, ForwardMatter const& command, Instant now)
{
    auto const state = view.matter.state;
    if (state != MatterState::undecided && state != MatterState::accepted) {
        return refuse_state(view, IntakeRefusal::already_judged);
    }
    if (trimmed(command.office).empty()) {
        return refuse(refusals, IntakeRefusal::office_missing, {}, {}, "office");
    }
    if (trimmed(command.why).empty()) {
        return refuse(refusals, IntakeRefusal::reason_missing, {}, {}, "why");
    }
    guard::Proposal proposal;
    proposal.add(
        MatterForwarded{
            .of = view.matter.of,
            .report = shift(view, MatterState::forwarded),
            .was_accepted = state == MatterState::accepted,
            .office = command.office,
            .why = command.why,
        },
        now
    );
    return proposal;
}

Result<guard::Proposal> decide(JudgedView const& view, WithdrawMatter const& command, Instant now)
{
    if (view.matter.state != MatterState::accepted) {
        return refuse_state(view, IntakeRefusal::not_accepted);
    }
    if (trimmed(command.why).empty()) {
        return refuse(refusals, IntakeRefusal::reason_missing, {}, {}, "why");
    }
    guard::Proposal proposal;
    proposal.add(MatterWithdrawn{.of = view.matter.of, .why = command.why}, now);
    return proposal;
}

Result<guard::Proposal> decide(JudgedView const& view, MarkUrgent const& command, Instant now)
{
    if (view.matter.state != MatterState::accepted) {
        return refuse_state(view, IntakeRefusal::not_accepted);
    }
    if (view.matter.urgent) {
        return refuse_state(view, IntakeRefusal::already_urgent);
    }
    guard::Proposal proposal;
    proposal.add(MatterMarkedUrgent{.of = view.matter.of, .ground = command.ground}, now);
    return proposal;
}

guard::Facts guard_facts(ReportReceived const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(MatterAccepted const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(MatterDeclined const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(MatterForwarded const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(MatterWithdrawn const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(MatterMarkedUrgent const& /*event*/)
{
    return {};
}

guard::Facts guard_facts(MatterSplitOff const& /*event*/)
{
    return {};
}

} // namespace ducha::intake
