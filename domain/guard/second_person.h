// Acts of two people: one proposes, another approves, and only then it is done.
//
// Which acts these are is said by the table of permissions (`identity::Rule::second`). Whoever
// may do such an act alone, as the local operator may, does it at once.
// Source: truth.md, "Who may what"; reliability.md 2c (four eyes).
#pragma once

#include "base/code.h"

#include "domain/guard/room.h"

namespace ducha::guard {

/// Proposes an act, by the JSON of its command. It can be approved for
/// `identity::longest_proposal`.
///
/// content   read now, so that nothing is proposed that cannot be done; what people wrote in it is
///           erased like any words, and then it can no longer be approved
struct ProposeAct {
    std::string content;
};

/// Approves a proposal, and does the act in the same transaction, as its decision is by then.
struct ApproveAct {
    Seq proposal;
    std::string digest;     ///< `digest_of` what was read and is approved: 64 hexadecimal digits
    std::string inspection; ///< of an act in the office's log: as in the proposal
};

enum class Objection { wrong_content, wrong_time, not_lawful };

/// Says no to a proposal, for good.
struct RefuseAct {
    Seq proposal;
    Objection objection = Objection::wrong_content;
    std::string inspection; ///< of an act in the office's log: as in the proposal
};

// --- events ---------------------------------------------------------------------------------

struct ActProposed {
    static constexpr ledger::EventType type{"act_proposed", 1};

    std::string act;
    std::string digest;
    std::string proposer; ///< pseudonym, without the role
    std::string unit;     ///< in which the proposer's role is held
    std::string content;  ///< words
};

struct ActApproved {
    static constexpr ledger::EventType type{"act_approved", 1};

    Seq proposal;
    std::string digest;
};

struct ActRefused {
    static constexpr ledger::EventType type{"act_refused", 1};

    Seq proposal;
    Objection objection = Objection::wrong_content;
};

// --- decisions ------------------------------------------------------------------------------

enum class SecondPersonRefusal {
    no_such_proposal, ///< of this act
    settled_already,
    expired,
    own_proposal,
    same_unit,
    other_content,
    words_erased,
};

/// A proposal as it stands.
struct ProposalView {
    std::string act;
    std::string digest;
    std::string proposer;
    identity::UnitPath unit;
    Instant proposed;
    bool open = true;
};

/// Who says yes or no to it.
struct SecondPerson {
    std::string pseudonym;
    identity::UnitPath unit;
    bool must_be_of_another_unit = false;
};

/// Whether this person may settle this proposal now. Nothing: yes.
///
/// refuses   one's own, one of the own unit where another is asked for, one that is older than
///           `identity::longest_proposal`, one that is settled
[[nodiscard]] std::optional<SecondPersonRefusal>
judge(ProposalView const& proposal, SecondPerson const& second, Instant now);

/// SHA-256 of the log, the act and the exact bytes of its command.
[[nodiscard]] std::string digest_of(LogId log, std::string_view act, std::string_view content);

/// The command that an `ActProposed` holds; empty where its words were erased.
[[nodiscard]] std::string proposed_content(ledger::Recorded const& event);

// --- commands -------------------------------------------------------------------------------

/// act   whose command `content` is; of an act of two people the name is the code in the table
[[nodiscard]] Result<Command> propose(LogId log, NamedAct const& act, ProposeAct const& command);

/// act   which the proposal must be of
[[nodiscard]] Command approve(LogId log, NamedAct const& act, ApproveAct const& command);

[[nodiscard]] Command refuse_act(LogId log, NamedAct const& act, RefuseAct const& command);

[[nodiscard]] Facts guard_facts(ActProposed const& event);
[[nodiscard]] Facts guard_facts(ActApproved const& event);
[[nodiscard]] Facts guard_facts(ActRefused const& event);

/// What can be asked of open proposals.
[[nodiscard]] std::vector<NamedQuestion> pending_questions();

[[nodiscard]] Room const& second_person_room();

} // namespace ducha::guard

template <>
struct ducha::Codes<ducha::guard::Objection> {
    using Objection = guard::Objection;
    static constexpr CodeRow<Objection> table[] = {
        {Objection::wrong_content, "wrong_content", "内容有误", "the content is wrong"},
        {Objection::wrong_time, "wrong_time", "时机不当", "it is not the time"},
        {Objection::not_lawful, "not_lawful", "没有依据", "there is no ground in law"},
    };
};
