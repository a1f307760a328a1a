// 并案: which case does this matter belong to?
//
// Every accepted matter begins in a case of its own, and waits until it was looked at: joined to
// the case that it surely repeats, proposed to a person where it may, or left alone. A person's
// decision outranks the engine for ever, and every joining can be undone.
// Source: clause B21-04.
#pragma once

#include "domain/casefile/casefile.h"

#include <filesystem>

namespace ducha::merge {

/// What was decided about a matter.
enum class How {
    waiting,  ///< accepted, not looked at yet
    alone,    ///< repeats nothing that is known
    proposed, ///< may repeat a case: a person decides
    joined_by_engine,
    joined_by_person,
    parted,       ///< taken out of a case by a person
    freed,        ///< hung from a parted matter; waits again
    repeat_noted, ///< repeats a case that is closed, or handed over where repeats are renumbered,
                  ///< or went out with a number of its own before it was looked at
    gone,         ///< withdrawn or forwarded
};

/// Looks at the matters that wait, in the order of their numbers.
struct PlaceMatters {
    std::int64_t most = 500;
    /// Joins at or above this instead of the inspection's bar; not below its bar for proposals.
    std::optional<std::int64_t> join_ppm;
};

/// A person joins a matter, with whatever its case holds, to a case.
struct Join {
    MatterId matter;
    CaseId into;
};

/// A person says that a matter does not belong to a case; the engine never says so again.
struct RefuseJoin {
    MatterId matter;
    CaseId from;
};

/// A person takes a matter out of its case. It gets its former case back; what hung from it
/// waits again. A founder keeps the case, and so does a matter from which all the others hang, the
/// founder being gone: the others leave.
struct Part {
    MatterId matter;
    std::string why;
};

// --- events ---------------------------------------------------------------------------------

struct MatterJoined {
    static constexpr ledger::EventType type{"matter_joined", 1};

    MatterId matter;
    CaseId into;
    MatterId nearest; ///< the member that it resembles most; it hangs from this one
    How how = How::joined_by_engine;
    std::int64_t score_ppm = 0; ///< calibrated probability; 1,000,000 for a person's word
    std::string model;
    bool supplement = false; ///< the case is in a batch already: sent on under its number
    std::vector<casefile::CaseChange> changes;
};

struct JoinProposed {
    static constexpr ledger::EventType type{"join_proposed", 1};

    MatterId matter;
    CaseId into;
    MatterId nearest;
    std::int64_t score_ppm = 0;
    std::string model;
};

struct MatterStoodAlone {
    static constexpr ledger::EventType type{"matter_stood_alone", 1};

    MatterId matter;
    std::optional<CaseId> nearest_case; ///< not chosen
    std::int64_t score_ppm = 0;
    std::string model;
};

struct RepeatNoted {
    static constexpr ledger::EventType type{"repeat_noted", 1};

    MatterId matter;
    CaseId repeats;
    MatterId nearest;
    std::int64_t score_ppm = 0;
    std::string model;
};

struct JoinRefused {
    static constexpr ledger::EventType type{"join_refused", 1};

    MatterId matter;
    CaseId from;
    std::vector<MatterId> never_with;
};

struct MatterParted {
    static constexpr ledger::EventType type{"matter_parted", 1};

    MatterId matter;
    CaseId from;
    std::vector<MatterId> freed;
    std::vector<MatterId> never_with; ///< stay in the case; the matter never joins them again
    std::string why;                  ///< words
    std::vector<casefile::CaseChange> changes;
};

// --- decisions ------------------------------------------------------------------------------

enum class MergeRefusal {
    no_such_matter,
    no_such_case,
    in_no_case,
    there_already,
    alone_in_its_case,
    in_a_batch,
    reason_missing,
    bar_out_of_range,
    no_model,
    model_named_already,
    too_few_decisions,
};

/// A case that the engine holds to be near, best first, with where it stands.
struct Candidate {
    CaseId into;
    MatterId nearest;
    std::int64_t score_ppm = 0;
    bool agrees_with_root = false;
    casefile::Standing standing = casefile::Standing::open;
};

/// What to do with a matter that has these candidates: the three zones, and the rule for cases
/// that are in a batch already. Pure.
/// source   design: merging, "Who decides"
struct Verdict {
    How how = How::alone;
    std::optional<Candidate> of; ///< the case joined, proposed, repeated or not chosen
};
[[nodiscard]] Verdict
judge(std::vector<Candidate> const& candidates, inspection::Inspection const& settings);

/// A matter of a case and the one that it hangs from; the founder hangs from itself.
struct Link {
    MatterId matter;
    MatterId nearest;
};

/// Everything that hangs from `matter`, however far down, itself left out, by number.
[[nodiscard]] std::vector<MatterId> hanging_from(MatterId matter, std::vector<Link> const& links);

/// Which member is parted from a case of these links: the events' substance.
[[nodiscard]] Result<guard::Proposal>
decide(CaseId from, std::vector<Link> const& links, Part const& command, Instant now);

// --- commands -------------------------------------------------------------------------------

/// The engine's indexes, one a log, kept between commands and brought up to date inside each
/// transaction. Forgotten after anything that was not committed.
class Desk;

/// Where a desk keeps its indexes from one run of the program to the next, one file a log.
struct Shelf {
    std::filesystem::path folder; ///< made when it is needed; empty: indexes are not kept

    /// An index is kept when so many matters came since it was kept last, as soon as none waits
    /// or it has doubled.
    std::int64_t least_matters = 5'000;

    /// Told where a kept index was of no use and is made anew from the store, or where one could
    /// not be kept: one line, nothing that must be done. May be empty.
    std::function<void(Sentence const&)> notice = {};
};

[[nodiscard]] std::shared_ptr<Desk> make_desk(Shelf shelf = {});

/// Whether an index is kept that the log can go on from, and of how many of its events; what does
/// not fit is left as it is. For who checks an office.
struct KeptIndex {
    std::int64_t events = 0;
    std::string fault; ///< empty: it fits
};
[[nodiscard]] std::optional<KeptIndex>
kept_index(db::Connection& connection, LogId log, std::filesystem::path const& folder);

/// Removes what is kept of the log's index: it was made from words that are gone.
/// throws   Trouble(io)
void forget_kept_index(std::filesystem::path const& folder, LogId log);

[[nodiscard]] guard::Command place(LogId log, PlaceMatters command, std::shared_ptr<Desk> desk);
[[nodiscard]] guard::Command join(LogId log, Join command);
[[nodiscard]] guard::Command refuse_join(LogId log, RefuseJoin command);
[[nodiscard]] guard::Command part(LogId log, Part command);

// --- reading --------------------------------------------------------------------------------

/// The cases that the engine alone would make of matters that come in this order, when nobody
/// corrects it and no case is ever closed: what it is worth without people. Pure.
///
/// returns   one case a matter, in the order given
/// cost      O(matters), about 150 us each
[[nodiscard]] std::vector<CaseId>
engine_alone(std::vector<intake::Matter> const& matters, inspection::Inspection const& settings);

struct ReadMerges {
    static constexpr std::string_view code = "read_merges";
};
using MayReadMerges = identity::Authorized<ReadMerges, LogId>;

/// How one matter came to its case.
struct Placement {
    MatterId matter;
    CaseId in; ///< the case decided on; for a proposal, the one proposed
    MatterId nearest;
    How how = How::waiting;
    std::int64_t score_ppm = 0;
};

/// All placements by matter.
void each_placement(
    db::Connection& connection,
    MayReadMerges const& may,
    std::function<void(Placement const&)> const& visitor
);

/// The proposals that wait for a person, the most uncertain (nearest to one half) first. One to a
/// case that was absorbed, withdrawn or closed since waits no longer.
[[nodiscard]] std::vector<Placement> proposals(
    db::Connection& connection, MayReadMerges const& may, casefile::MayReadCases const& cases
);

/// How many matters wait to be looked at.
[[nodiscard]] std::int64_t waiting(db::Connection& connection, MayReadMerges const& may);

[[nodiscard]] guard::Facts guard_facts(MatterJoined const& event);
[[nodiscard]] guard::Facts guard_facts(JoinProposed const& event);
[[nodiscard]] guard::Facts guard_facts(MatterStoodAlone const& event);
[[nodiscard]] guard::Facts guard_facts(RepeatNoted const& event);
[[nodiscard]] guard::Facts guard_facts(JoinRefused const& event);
[[nodiscard]] guard::Facts guard_facts(MatterParted const& event);

/// Who may do and ask what of this room.
[[nodiscard]] std::vector<identity::ActRules> policy();

[[nodiscard]] guard::Room const& room();

} // namespace ducha::merge

template <>
struct ducha::Codes<ducha::merge::How> {
    using How = merge::How;
    static constexpr CodeRow<How> table[] = {
        {How::waiting, "waiting", "待并案", "waiting"},
        {How::alone, "alone", "单独成案", "alone"},
        {How::proposed, "proposed", "建议并案", "proposed"},
        {How::joined_by_engine, "engine", "自动并案", "joined by the engine"},
        {How::joined_by_person, "person", "人工并案", "joined by a person"},
        {How::parted, "parted", "已拆出", "parted"},
        {How::freed, "freed", "待重新并案", "waits again"},
        {How::repeat_noted, "repeat", "重复件另号", "repeat noted"},
        {How::gone, "gone", "已撤回或转送", "gone"},
    };
};
