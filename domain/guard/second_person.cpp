// Acts of two people.
#include "domain/guard/second_person.h"

#include "base/invariant.h"

#include "platform/crypto/crypto.h"
#include "platform/db/connection.h"

#include "domain/ledger/codec.h"

#include "generated/guard_schema.h"
#include "generated/guard_sql.h"

namespace ducha::guard {

template <class Fields>
void describe(Fields& fields, ActProposed& event)
{
    fields.field("act", event.act);
    fields.field("digest", event.digest);
    fields.field("proposer", event.proposer);
    fields.field("unit", event.unit);
    fields.word("content", event.content);
}

template <class Fields>
void describe(Fields& fields, ActApproved& event)
{
    fields.field("proposal", event.proposal);
    fields.field("digest", event.digest);
}

template <class Fields>
void describe(Fields& fields, ActRefused& event)
{
    fields.field("proposal", event.proposal);
    fields.field("objection", event.objection);
}

namespace {

constexpr RefusalRow<SecondPersonRefusal> refusals[] = {
    {SecondPersonRefusal::no_such_proposal,
     "second_person.no_such_proposal",
     "没有这项提请",
     "there is no such proposal"},
    {SecondPersonRefusal::settled_already,
     "second_person.settled_already",
     "该提请已批准或已驳回",
     "the proposal was approved or refused already"},
    {SecondPersonRefusal::expired,
     "second_person.expired",
     "提请已超过 24 小时，须重新提请",
     "the proposal is older than 24 hours: propose it again"},
    {SecondPersonRefusal::own_proposal,
     "second_person.own_proposal",
     "不能批准或驳回自己的提请",
     "nobody settles a proposal of his own"},
    {SecondPersonRefusal::same_unit,
     "second_person.same_unit",
     "批准人不得与提请人同属一个单位",
     "the second person must not be of the first one's unit"},
    {SecondPersonRefusal::other_content,
     "second_person.other_content",
     "所批准的内容与提请的内容不一致",
     "what is approved is not what was proposed"},
    {SecondPersonRefusal::words_erased,
     "second_person.words_erased",
     "提请的内容已删除",
     "the content of the proposal was erased"},
};

std::unexpected<Refusal> refuse_proposal(SecondPersonRefusal reason, Seq proposal)
{
    return refuse(refusals, reason, std::to_string(proposal.get()));
}

/// The proposal, where this person may settle it.
Result<ProposalView> load_to_settle(Scene& scene, std::string_view act, Seq seq)
{
    std::optional<ProposalView> found;
    scene.connection.each(sql::proposal, {scene.log, seq}, [&](db::Row const& row) {
        found = ProposalView{
            .act = std::string{row.text(0)},
            .digest = std::string{row.text(1)},
            .proposer = std::string{row.text(2)},
            .unit = identity::UnitPath::stored(row.text(3)),
            .proposed = row.instant(4),
            .open = row.text(5) == "open",
        };
    });
    if (!found || found->act != act) {
        return refuse_proposal(SecondPersonRefusal::no_such_proposal, seq);
    }
    auto const& decision = scene.permit.decision();
    SecondPerson const second{scene.person.pseudonym, decision.unit, decision.verdict.other_unit};
    if (auto const reason = judge(*found, second, scene.now)) {
        return refuse_proposal(*reason, seq);
    }
    return std::move(*found);
}

/// The bytes that were proposed, where they are still those that the digest is of.
Result<std::string> content_of(Scene& scene, ProposalView const& view, ApproveAct const& command)
{
    auto const event = ledger::read_events(scene.connection, scene.log, command.proposal, 1).at(0);
    if (!event.words) {
        return refuse_proposal(SecondPersonRefusal::words_erased, command.proposal);
    }
    auto content = ledger::Codec<ActProposed>::read(event).content;
    bool const same =
        view.digest == command.digest && command.digest == digest_of(scene.log, view.act, content);
    if (!same) {
        return refuse_proposal(SecondPersonRefusal::other_content, command.proposal);
    }
    return content;
}

/// The approval, and what the act itself records.
Result<Proposal>
decide(Scene& scene, NamedAct const& act, ApproveAct const& command, Command& inner)
{
    auto const view = load_to_settle(scene, act.name, command.proposal);
    auto const content = view ? content_of(scene, *view, command)
                              : Result<std::string>{std::unexpected{view.error()}};
    if (!content) {
        return std::unexpected{content.error()};
    }
    auto read = act.read(scene.log, *content);
    if (!read) {
        return std::unexpected{read.error()};
    }
    // The policy was asked of this inspection.
    if (read->inspection != command.inspection) {
        return refuse_proposal(SecondPersonRefusal::no_such_proposal, command.proposal);
    }
    inner = std::move(*read);
    auto done = inner.decide(scene);
    if (!done) {
        return done;
    }
    Proposal proposal;
    proposal.add(ActApproved{command.proposal, command.digest}, scene.now);
    proposal.append(std::move(*done));
    return proposal;
}

Result<Proposal> decide(Scene& scene, std::string_view act, RefuseAct const& command)
{
    if (auto const view = load_to_settle(scene, act, command.proposal); !view) {
        return std::unexpected{view.error()};
    }
    Proposal proposal;
    proposal.add(ActRefused{command.proposal, command.objection}, scene.now);
    return proposal;
}

void fold_proposed(db::Connection& rows, ledger::Recorded const& event, ledger::CountFacts&)
{
    auto const proposed = ledger::Codec<ActProposed>::read(event);
    rows.run(
        sql::add_proposal,
        {event.log,
         event.seq,
         proposed.act,
         proposed.digest,
         proposed.proposer,
         proposed.unit,
         event.recorded}
    );
}

void fold_approved(db::Connection& rows, ledger::Recorded const& event, ledger::CountFacts&)
{
    auto const approved = ledger::Codec<ActApproved>::read(event);
    rows.run(sql::settle_proposal, {event.log, approved.proposal, "approved"});
}

void fold_refused(db::Connection& rows, ledger::Recorded const& event, ledger::CountFacts&)
{
    auto const refused = ledger::Codec<ActRefused>::read(event);
    rows.run(sql::settle_proposal, {event.log, refused.proposal, "refused"});
}

} // namespace

std::optional<SecondPersonRefusal>
judge(ProposalView const& proposal, SecondPerson const& second, Instant now)
{
    if (!proposal.open) {
        return SecondPersonRefusal::settled_already;
    }
    if (proposal.proposer == second.pseudonym) {
        return SecondPersonRefusal::own_proposal;
    }
    if (second.must_be_of_another_unit && proposal.unit == second.unit) {
        return SecondPersonRefusal::same_unit;
    }
    if (now.microseconds - proposal.proposed.microseconds > identity::longest_proposal) {
        return SecondPersonRefusal::expired;
    }
    return std::nullopt;
}

std::string digest_of(LogId log, std::string_view act, std::string_view content)
{
    auto const head =
        "ducha/proposal/1\n" + std::to_string(log.get()) + "\n" + std::string{act} + "\n";
    return to_hex(crypto::sha256({bytes_of(head), bytes_of(content)}));
}

std::string proposed_content(ledger::Recorded const& event)
{
    return ledger::Codec<ActProposed>::read(event).content;
}

Result<Command> propose(LogId log, NamedAct const& act, ProposeAct const& command)
{
    auto inner = act.read(log, command.content);
    if (!inner) {
        return std::unexpected{inner.error()};
    }
    invariant(inner->act == act.name, "an act of two people is named as the table names it");
    return Command{
        .log = inner->log,
        .act = act.name,
        .key = {},
        .decide = [act = act.name, content = command.content](Scene& scene) -> Result<Proposal> {
            Proposal proposal;
            proposal.add(
                ActProposed{
                    .act = std::string{act},
                    .digest = digest_of(scene.log, act, content),
                    .proposer = scene.person.pseudonym,
                    .unit = scene.permit.decision().unit.text(),
                    .content = content,
                },
                scene.now
            );
            return proposal;
        },
        .settled = {},
        .inspection = inner->inspection,
        .hand = identity::Hand::proposing,
    };
}

Command approve(LogId log, NamedAct const& act, ApproveAct const& command)
{
    auto const inner = std::make_shared<Command>();
    return {
        .log = log,
        .act = act.name,
        .key = {},
        .decide = [act, command, inner](Scene& scene
                  ) { return decide(scene, act, command, *inner); },
        .settled =
            [inner](std::vector<ledger::Recorded> const& events) {
                if (inner->settled) {
                    inner->settled(events);
                }
            },
        .inspection = command.inspection,
        .hand = identity::Hand::approving,
    };
}

Command refuse_act(LogId log, NamedAct const& act, RefuseAct const& command)
{
    return {
        .log = log,
        .act = act.name,
        .key = {},
        .decide = [act = act.name, command](Scene& scene) { return decide(scene, act, command); },
        .settled = {},
        .inspection = command.inspection,
        .hand = identity::Hand::refusing,
    };
}

Facts guard_facts(ActProposed const& /*event*/)
{
    return {};
}

Facts guard_facts(ActApproved const& /*event*/)
{
    return {};
}

Facts guard_facts(ActRefused const& /*event*/)
{
    return {};
}

Room const& second_person_room()
{
    static Room const room{
        .name = "guard",
        .folds =
            {
                .events =
                    {{ActProposed::type.name, fold_proposed},
                     {ActApproved::type.name, fold_approved},
                     {ActRefused::type.name, fold_refused}},
                .tables = {{"act_proposal", "log_id, seq"}},
            },
        .acts = {},
        .questions = pending_questions(),
        .policy = {}, // whoever may do an act may propose it; its row says who approves
        .schema = schema,
        .queries = sql::all,
    };
    return room;
}

} // namespace ducha::guard

template struct ducha::ledger::Codec<ducha::guard::ActProposed>;
template struct ducha::ledger::Codec<ducha::guard::ActApproved>;
template struct ducha::ledger::Codec<ducha::guard::ActRefused>;
