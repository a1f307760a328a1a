// 受理: the decisions.
#include "domain/intake/intake.h"

#include "base/text.h"

#include "domain/intake/fit_words.h"
#include "domain/intake/intake_refusals.h"

#include <algorithm>

namespace ducha::intake {
namespace {

constexpr std::size_t longest_office = 100;
constexpr std::size_t fewest_characters_for_the_rule = 8;

/// The first flaw that makes a report unfit to be taken down, its words apart.
std::optional<std::unexpected<Refusal>>
flaw(IncomingReport const& incoming, inspection::Placed const& where, Instant now)
{
    if (auto odd = own_id_flaw(incoming.own_id, incoming.reporter_name)) {
        return std::unexpected{std::move(*odd)};
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

Result<std::string> reason_of(std::string_view why)
{
    auto text = free_text(why, "why");
    if (text && text->empty()) {
        return refuse(refusals, IntakeRefusal::reason_missing, {}, {}, "why");
    }
    return text;
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
    auto words = fit_words(
        {incoming.title, incoming.text, incoming.place, incoming.enterprise}, incoming.reporter_name
    );
    if (!words) {
        return std::unexpected{std::move(words.error())};
    }
    return ReportReceived{
        .own_id = std::string{trimmed(incoming.own_id)},
        .channel = incoming.channel,
        .kind = incoming.kind,
        .reception_day = where.reception_day(incoming.occurred),
        .postmark = incoming.postmark,
        .original = {},
        .types = incoming.types,
        .title = std::move(words->title),
        .text = std::move(words->text),
        .place = std::move(words->place),
        .enterprise = std::move(words->enterprise),
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
    auto why = reason_of(command.why);
    if (!why) {
        return std::unexpected{std::move(why.error())};
    }
    guard::Proposal proposal;
    proposal.add(
        MatterDeclined{
            .of = view.matter.of,
            .report = shift(view, MatterState::declined),
            .reason = command.reason,
            .why = std::move(*why),
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
    auto office = free_text(command.office, "office", longest_office);
    if (!office) {
        return std::unexpected{std::move(office.error())};
    }
    if (office->empty()) {
        return refuse(refusals, IntakeRefusal::office_missing, {}, {}, "office");
    }
    auto why = reason_of(command.why);
    if (!why) {
        return std::unexpected{std::move(why.error())};
    }
    guard::Proposal proposal;
    proposal.add(
        MatterForwarded{
            .of = view.matter.of,
            .report = shift(view, MatterState::forwarded),
            .was_accepted = state == MatterState::accepted,
            .office = std::move(*office),
            .why = std::move(*why),
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
    auto why = reason_of(command.why);
    if (!why) {
        return std::unexpected{std::move(why.error())};
    }
    guard::Proposal proposal;
    proposal.add(MatterWithdrawn{.of = view.matter.of, .why = std::move(*why)}, now);
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
