// 转办: the day's batch is sealed, handed over, acknowledged. Source: clause B21-05.
#pragma once

#include "domain/merge/merge.h"

#include <map>

namespace ducha::transfer {

enum class BatchState { sealed, handed_over, acknowledged };

/// The same as permissions see it.
[[nodiscard]] constexpr identity::State state_of(BatchState state)
{
    return state == BatchState::sealed ? identity::State::sealed : identity::State::handed_over;
}

/// Seals the batch of a reception day: every open case whose root was received by then gets its
/// number and is frozen; repeats of cases that are in a batch already are listed with it.
struct SealBatch {
    Day day;
};

struct HandOverBatch {
    Day day;
};

struct AcknowledgeBatch {
    Day day;
};

/// Sends one case out at once: life, drinking water, dumping going on. It is numbered, handed
/// over, and listed in that day's batch, or in a later one if that is sealed first.
struct IssueUrgentNotice {
    CaseId of;
};

// --- events ---------------------------------------------------------------------------------

struct CaseNumbered {
    static constexpr ledger::EventType type{"case_numbered", 1};

    CaseId of;
    std::string number;
    std::vector<casefile::CaseChange> changes;
};

struct BatchSealed {
    static constexpr ledger::EventType type{"batch_sealed", 1};

    Day day;
    std::int64_t number = 0; ///< day - first day + 1
    std::vector<CaseId> cases;
    std::vector<MatterId> supplements; ///< repeats sent on under an old number
    std::vector<CaseId> urgent;        ///< went out before, listed here
    std::vector<casefile::CaseChange> changes;
};

struct CaseHandedOver {
    static constexpr ledger::EventType type{"case_handed_over", 1};

    CaseId of;
    Day day; ///< of its batch; of an urgent notice, the reception day on which it went out
    Day due; ///< when the answer is due
    bool urgent = false;
    ledger::Dimensions by;
    std::vector<intake::Type> issues;
    std::vector<casefile::CaseChange> changes;
};

struct BatchHandedOver {
    static constexpr ledger::EventType type{"batch_handed_over", 1};

    Day day;
};

struct BatchAcknowledged {
    static constexpr ledger::EventType type{"batch_acknowledged", 1};

    Day day;
};

// --- decisions ------------------------------------------------------------------------------

enum class TransferRefusal {
    day_not_over,
    outside_the_stay,
    sealed_already,
    later_batch_sealed,
    matters_wait,
    nothing_to_seal,
    no_such_batch,
    not_sealed,
    not_handed_over,
    no_such_case,
    not_open,
    not_urgent,
};

/// What the seal looks at.
struct SealView {
    std::vector<casefile::CaseFile> open; ///< received by the day, by id
    std::vector<MatterId> supplements;    ///< not listed in a batch yet
    std::vector<CaseId> urgent;           ///< notices of the day or before, listed nowhere yet
    std::map<casefile::SerialScope, std::int64_t> last_serials;
    std::int64_t waiting = 0; ///< matters that merging has not looked at
    std::optional<Day> last_sealed;
};

/// Draws each serial by a random permutation of the day's cases, so that a number does not betray
/// the order of arrival.
///
/// refuses   a day that is not over or lies outside the stay, a batch that is sealed, a day
///           before one that is, matters that merging has not looked at, nothing to seal
[[nodiscard]] Result<guard::Proposal> decide(
    SealView const& view,
    SealBatch const& command,
    inspection::Placed const& where,
    Random& random,
    Instant now
);

[[nodiscard]] guard::Command seal(LogId log, SealBatch command);
[[nodiscard]] guard::Command hand_over(LogId log, HandOverBatch command);
[[nodiscard]] guard::Command acknowledge(LogId log, AcknowledgeBatch command);
[[nodiscard]] guard::Command notify(LogId log, IssueUrgentNotice command);

// --- reading --------------------------------------------------------------------------------

struct ReadBatches {
    static constexpr std::string_view code = "read_batches";
};
using MayReadBatches = identity::Authorized<ReadBatches, LogId>;

/// A repeat that is sent on under the number of the case that it repeats.
struct Supplement {
    MatterId matter;
    std::string report;    ///< own id
    casefile::CaseFile of; ///< as it stands
};

struct Batch {
    Day day;
    std::int64_t number = 0;
    BatchState state = BatchState::sealed;
    std::vector<casefile::CaseFile> cases; ///< by number; those of urgent notices included
    std::vector<CaseId> urgent;            ///< which of them are urgent notices
    std::vector<Supplement> supplements;   ///< by the number of the matter

    [[nodiscard]] bool is_urgent(CaseId id) const;
};

/// The batch of a day with its cases; nothing where none was sealed that may be seen.
[[nodiscard]] std::optional<Batch> load_batch(
    db::Connection& connection,
    MayReadBatches const& may,
    casefile::MayReadCases const& cases,
    intake::MayReadMatters const& matters,
    Day day
);

[[nodiscard]] guard::Facts guard_facts(CaseNumbered const& event);
[[nodiscard]] guard::Facts guard_facts(BatchSealed const& event);
[[nodiscard]] guard::Facts guard_facts(CaseHandedOver const& event);
[[nodiscard]] guard::Facts guard_facts(BatchHandedOver const& event);
[[nodiscard]] guard::Facts guard_facts(BatchAcknowledged const& event);

/// Who may do and ask what of this room.
[[nodiscard]] std::vector<identity::ActRules> policy();

[[nodiscard]] guard::Room const& room();

} // namespace ducha::transfer

template <>
struct ducha::Codes<ducha::transfer::BatchState> {
    using State = transfer::BatchState;
    static constexpr CodeRow<State> table[] = {
        {State::sealed, "sealed", "已封批", "sealed"},
        {State::handed_over, "handed_over", "已移交", "handed over"},
        {State::acknowledged, "acknowledged", "已签收", "acknowledged"},
    };
};
