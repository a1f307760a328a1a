// 交办件: the case as folded from the ledger: which matters it combines, its number, where it
// stands. Every accepted matter is in exactly one case, or withdrawn, or forwarded.
//
// Other rooms change a case only through the closed vocabulary of `CaseChange`, which their
// events carry and this room folds; it never sees the events themselves.
#pragma once

#include "domain/casefile/number.h"
#include "domain/intake/intake.h"

#include <map>

namespace ducha::casefile {

/// Where a case stands. Merging reads this and nothing else of what happened to a case.
enum class Standing {
    open,                      ///< not yet in a batch
    sealed,                    ///< in a batch that was not handed over yet
    handed_over,               ///< with the inspected object
    closed,                    ///< done; a new report of the same problem is a recurrence
    withdrawn,                 ///< no matter is left in it
    withdrawn_after_hand_over, ///< the same, but it is with the object: it goes on being counted
    absorbed, ///< its matter lies in another case now; comes back when it is parted
};

/// Whether there are matters in a case.
[[nodiscard]] constexpr bool holds_matters(Standing standing)
{
    using enum Standing;
    return standing != withdrawn && standing != withdrawn_after_hand_over && standing != absorbed;
}

/// The same as permissions see it.
[[nodiscard]] constexpr identity::State state_of(Standing standing)
{
    switch (standing) {
    case Standing::open:
        return identity::State::accepted;
    case Standing::sealed:
        return identity::State::sealed;
    case Standing::handed_over:
        return identity::State::handed_over;
    case Standing::closed:
        return identity::State::closed;
    case Standing::withdrawn_after_hand_over:
        return identity::State::withdrawn_after_hand_over;
    case Standing::withdrawn:
    case Standing::absorbed:
        break;
    }
    return identity::State::gone;
}

/// What can happen to a case by an act of another room.
enum class ChangeKind {
    matter_joined, ///< `matter` leaves the case it is in, for this one
    matter_left,   ///< `matter` leaves this case and gets its own former one back
    sealed,        ///< numbered `number`, in the batch of `day`; without a day: in none yet
    listed,        ///< numbered and handed over before, in the batch of `day`
    handed_over,   ///< with the object; the answer is due on `day`
    closed,
    reopened, ///< a later result says that it is not done: with the object again
    watched,
    unwatched,
};

struct CaseChange {
    CaseId of;
    ChangeKind kind = ChangeKind::watched;
    std::optional<MatterId> matter;
    std::optional<std::string> number;
    std::optional<std::string> letter;  ///< of the number
    std::optional<std::int64_t> serial; ///< of the number
    std::optional<Day> day;
};

/// A case as it stands.
struct CaseFile {
    CaseId id;
    Standing standing = Standing::open;
    std::string number; ///< empty until it is in a batch
    bool watched = false;
    std::optional<Day> batch_day;
    std::optional<Day> due;
    Channel channel = Channel::call; ///< of its root report, like the next two
    Day reception_day;
    std::vector<intake::Type> types;

    [[nodiscard]] ledger::Dimensions dimensions() const;
};

/// The team watches a case (重点关注, `*`), or no longer does.
struct WatchCase {
    CaseId of;
    bool watch = true;
};

struct CaseWatched {
    static constexpr ledger::EventType type{"case_watched", 1};

    CaseId of;
    ledger::Dimensions by;
    bool watched = true;
    std::vector<CaseChange> changes;
};

/// The case is handled jointly (合办) by its own object, which leads, and by these others of the
/// same inspection; the list takes the place of the one before. An empty one ends it.
struct HandleJointly {
    CaseId of;
    std::vector<std::string> with; ///< codes of objects
};

struct CaseHandledJointly {
    static constexpr ledger::EventType type{"case_handled_jointly", 1};

    CaseId of;
    ledger::Dimensions by;
    std::vector<std::string> with; ///< in order of their codes; empty: by the lead alone again
};

enum class CasefileRefusal {
    no_such_case,
    already_so,
    not_standing,
    no_such_object,
    lead_itself,
    object_twice,
};

[[nodiscard]] Result<guard::Proposal>
decide(CaseFile const& file, WatchCase const& command, Instant now);
[[nodiscard]] guard::Command watch(LogId log, WatchCase command);

/// What the decision on joint handling looks at.
struct JointView {
    CaseFile file;
    std::string lead;                  ///< the object whose log holds the case
    std::vector<std::string> objects;  ///< of the inspection, the lead among them
    std::vector<std::string> partners; ///< as they are now, in order
};

/// refuses   a case without matters, an object that the inspection has not, the lead itself, an
///           object that is named twice, the partners that there are already
[[nodiscard]] Result<guard::Proposal>
decide(JointView const& view, HandleJointly const& command, Instant now);
[[nodiscard]] guard::Command handle_jointly(LogId log, HandleJointly command);

struct ReadCases {
    static constexpr std::string_view code = "read_cases";
};
using MayReadCases = identity::Authorized<ReadCases, LogId>;
using MayListCases = identity::Authorized<ReadCases, identity::Reach>;

// A case that may not be seen in its state is as if it were not there.

[[nodiscard]] std::optional<CaseFile>
load(db::Connection& connection, MayReadCases const& may, CaseId id);

/// The case with this number, `*` or not; nothing where there is none.
[[nodiscard]] std::optional<CaseFile>
find_by_number(db::Connection& connection, MayReadCases const& may, std::string_view number);

/// Shows the cases of one standing whose root was received on `day` or before, by id.
void each_of_standing(
    db::Connection& connection,
    MayReadCases const& may,
    Standing standing,
    Day day,
    std::function<void(CaseFile const&)> const& visitor
);

/// The cases of a day's batch, by number.
[[nodiscard]] std::vector<CaseFile>
cases_of_batch(db::Connection& connection, MayReadCases const& may, Day day);

/// The matters of a case, its founder first, then by number; none for who may not know how many
/// reported.
[[nodiscard]] std::vector<MatterId>
matters_of(db::Connection& connection, MayReadCases const& may, CaseId id);

/// The case that a matter is in; nothing for one that is in none, or who may not know of repeats.
[[nodiscard]] std::optional<CaseId>
case_of(db::Connection& connection, MayReadCases const& may, MatterId matter);

/// The cases that these matters are in; without those that are in none. For the pages of lists.
/// cost   one query
[[nodiscard]] std::map<MatterId, CaseId>
cases_of(db::Connection& connection, MayReadCases const& may, std::vector<MatterId> const& matters);

/// How many matters each of these cases holds; none for who may not know how many reported. For
/// the pages of lists.
/// cost   one query
[[nodiscard]] std::map<CaseId, std::int64_t>
sizes_of(db::Connection& connection, MayReadCases const& may, std::vector<CaseId> const& cases);

/// The objects that handle a case jointly with its own, in order of their codes; none where it
/// is no joint case.
[[nodiscard]] std::vector<std::string>
partners_of(db::Connection& connection, MayReadCases const& may, CaseId id);

/// The highest serial of a scope so far; 0 where there is none.
[[nodiscard]] std::int64_t
last_serial(db::Connection& connection, MayReadCases const& may, SerialScope const& scope);

[[nodiscard]] guard::Facts guard_facts(CaseWatched const& event);
[[nodiscard]] guard::Facts guard_facts(CaseHandledJointly const& event);

/// Who may do and ask what of this room.
[[nodiscard]] std::vector<identity::ActRules> policy();

[[nodiscard]] guard::Room const& room();

} // namespace ducha::casefile

template <>
struct ducha::Codes<ducha::casefile::Standing> {
    using Standing = casefile::Standing;
    static constexpr CodeRow<Standing> table[] = {
        {Standing::open, "open", "未转办", "open"},
        {Standing::sealed, "sealed", "已封批", "sealed"},
        {Standing::handed_over, "handed_over", "已转办", "handed over"},
        {Standing::closed, "closed", "已办结", "closed"},
        {Standing::withdrawn, "withdrawn", "已撤回", "withdrawn"},
        {Standing::withdrawn_after_hand_over,
         "withdrawn_after_hand_over",
         "转办后撤回",
         "withdrawn after hand-over"},
        {Standing::absorbed, "absorbed", "已并入", "absorbed"},
    };
};

template <>
struct ducha::Codes<ducha::casefile::ChangeKind> {
    using Kind = casefile::ChangeKind;
    static constexpr CodeRow<Kind> table[] = {
        {Kind::matter_joined, "matter_joined", "并入", "matter joined"},
        {Kind::matter_left, "matter_left", "分出", "matter left"},
        {Kind::sealed, "sealed", "编号封批", "sealed"},
        {Kind::listed, "listed", "列入批次", "listed in a batch"},
        {Kind::handed_over, "handed_over", "转办", "handed over"},
        {Kind::closed, "closed", "办结", "closed"},
        {Kind::reopened, "reopened", "重新办理", "reopened"},
        {Kind::watched, "watched", "列为重点", "watched"},
        {Kind::unwatched, "unwatched", "取消重点", "no longer watched"},
    };
};
