// 受理: a report arrives; staff judge whether it is valid, and say why where it is not.
#pragma once

#include "base/code.h"
#include "base/ids.h"

#include "platform/sealed/sealed.h"

#include "domain/guard/room.h"
#include "domain/inspection/inspection.h"
#include "domain/intake/words.h"
#include "domain/ledger/audit.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ducha::intake {

/// A report as it comes in, before anything is taken out of it.
struct IncomingReport {
    std::string own_id; ///< its number where it comes from; it stands in the ledger for ever
    Channel channel = Channel::call;
    ReportKind kind = ReportKind::complaint;
    Instant occurred;            ///< when the reporter called, wrote, came
    std::optional<Day> postmark; ///< of a letter (T04)
    std::string title;
    std::string text;
    std::string place;
    std::string enterprise;
    std::vector<Type> types;
    std::string reporter_name; ///< removed from every text; sealed
    std::string reporter_rest; ///< JSON object of whatever else came with it; sealed
};

/// Takes reports down. A report that is there already, by its own id and all that came with it, is
/// passed over; anything else under an own id that is there is refused, be it a correction. The
/// same holds within the act. At most 1,000 at once.
///
/// source   clause B21-02
struct ReceiveReports {
    std::vector<IncomingReport> reports;
    bool strict = false; ///< what stands behind the first refused report is left out
};

/// What became of each report, in the order given. Filled when the command is decided.
struct ReceiveOutcome {
    enum class Fate { received, there_already, refused, left_out };
    struct Row {
        Fate fate = Fate::received;
        Refusal refusal;
    };
    std::vector<Row> rows;
};

/// A rule may accept, one matter or all that wait; only a person declines (B21-03).
struct AcceptMatters {
    std::optional<MatterId> matter; ///< a person accepts this one; none: the rule, up to `most`
    std::int64_t most = 1000;
};

struct DeclineMatter {
    MatterId matter;
    DeclineReason reason = DeclineReason::clue_too_vague;
    std::string why; ///< for the reporter and the file
};

struct ForwardMatter {
    MatterId matter;
    std::string office; ///< whose business it is; it goes out on the day's list
    std::string why;
};

struct WithdrawMatter {
    MatterId matter;
    std::string why;
};

struct MarkUrgent {
    MatterId matter;
    UrgentGround ground = UrgentGround::life;
};

/// Takes a further matter out of a report that raises several. Its words lose identifiers as a
/// report's do; the reporter's name is sealed by then, so whoever splits must leave it out.
struct SplitReport {
    ReportId report;
    std::string title;
    std::string text;
    std::string place;
    std::string enterprise;
    std::vector<Type> types;
};

/// The sealed original as the ledger names it.
struct OriginalMark {
    sealed::OriginalRef ref;
    std::string sealed; ///< SHA-256 of what is stored, as 64 hexadecimal digits
    std::string row;    ///< keyed digest of all that came in, as 64 hexadecimal digits
};

// --- events ---------------------------------------------------------------------------------

struct ReportReceived {
    static constexpr ledger::EventType type{"report_received", 1};

    std::string own_id;
    Channel channel = Channel::call;
    ReportKind kind = ReportKind::complaint;
    Day reception_day;
    std::optional<Day> postmark;
    OriginalMark original;
    std::vector<Type> types;
    std::string title; ///< words, from here on
    std::string text;
    std::string place;
    std::string enterprise;
};

/// A matter as its case and the counts know it.
struct MatterRef {
    MatterId matter;
    ReportId report;
    Channel channel = Channel::call;
    Day reception_day;
    std::vector<Type> types;

    [[nodiscard]] ledger::Dimensions dimensions() const;
};

/// The state of the report before and after a judgement of one of its matters: what the counts
/// of reports follow.
struct ReportShift {
    ReportState before = ReportState::undecided;
    ReportState after = ReportState::undecided;
};

struct MatterAccepted {
    static constexpr ledger::EventType type{"matter_accepted", 1};

    MatterRef of;
    ReportShift report;
    bool by_rule = false;
};

struct MatterDeclined {
    static constexpr ledger::EventType type{"matter_declined", 1};

    MatterRef of;
    ReportShift report;
    DeclineReason reason = DeclineReason::clue_too_vague;
    std::string why; ///< words
};

struct MatterForwarded {
    static constexpr ledger::EventType type{"matter_forwarded", 1};

    MatterRef of;
    ReportShift report;
    bool was_accepted = false;
    std::string office;
    std::string why; ///< words
};

struct MatterWithdrawn {
    static constexpr ledger::EventType type{"matter_withdrawn", 1};

    MatterRef of;
    std::string why; ///< words
};

struct MatterMarkedUrgent {
    static constexpr ledger::EventType type{"matter_marked_urgent", 1};

    MatterRef of;
    UrgentGround ground = UrgentGround::life;
};

struct MatterSplitOff {
    static constexpr ledger::EventType type{"matter_split_off", 1};

    ReportId report;
    Channel channel = Channel::call;
    Day reception_day;
    std::vector<Type> types;
    std::string title; ///< words, from here on
    std::string text;
    std::string place;
    std::string enterprise;
};

// --- decisions ------------------------------------------------------------------------------

enum class IntakeRefusal {
    channel_closed,
    no_words,
    too_long,
    zero_character,
    own_id_missing,
    own_id_too_long,
    own_id_odd,
    own_id_personal,
    own_id_doubled,
    before_the_stay,
    in_the_future,
    too_many_reports,
    no_such_matter,
    no_such_report,
    already_judged,
    not_accepted,
    already_urgent,
    reason_missing,
    office_missing,
};

/// A matter with the words and the standing that judgements look at.
struct Matter {
    MatterRef of;
    ReportKind kind = ReportKind::complaint;
    MatterState state = MatterState::undecided;
    bool urgent = false;
    Instant occurred;
    std::optional<Day> postmark;
    std::string title;
    std::string text;
    std::string place;
    std::string enterprise;
};

/// A matter, and the states of the other matters of its report.
struct JudgedView {
    Matter matter;
    std::vector<MatterState> siblings;
};

/// A report with its identifiers taken out, ready to be recorded.
///
/// refuses   an own id that is missing, longer than 64, holds more than letters, digits and
///           `. _ / -`, or reads as a number of a person; a closed channel; an instant before the
///           stay or after `now`; no words at all, more than 20,000 characters, a character 0
[[nodiscard]] Result<ReportReceived>
working_report(IncomingReport const& incoming, inspection::Placed const& where, Instant now);

/// A reason, an office, any short text of an act as it may be recorded: trimmed, without
/// identifiers. Other rooms use it for their acts too.
///
/// refuses   a character 0, more than `most` characters; names the field
[[nodiscard]] Result<std::string>
free_text(std::string_view text, std::string_view field, std::size_t most = 2000);

/// Whether the rule may accept: it has words enough to act on, lies in the stay (a letter by its
/// postmark), and reports a problem. What the rule leaves, a person judges.
/// source   clause B21-03; domain.md 1.5 T04
[[nodiscard]] bool rule_accepts(Matter const& matter, inspection::Placed const& where);

[[nodiscard]] Result<guard::Proposal> accept(JudgedView const& view, bool by_rule, Instant now);
[[nodiscard]] Result<guard::Proposal>
decide(JudgedView const& view, DeclineMatter const& command, Instant now);
[[nodiscard]] Result<guard::Proposal>
decide(JudgedView const& view, ForwardMatter const& command, Instant now);
[[nodiscard]] Result<guard::Proposal>
decide(JudgedView const& view, WithdrawMatter const& command, Instant now);
[[nodiscard]] Result<guard::Proposal>
decide(JudgedView const& view, MarkUrgent const& command, Instant now);

// --- commands -------------------------------------------------------------------------------

/// outcome   filled by the decision; keep it until the command has been run
[[nodiscard]] guard::Command
receive(LogId log, ReceiveReports command, std::shared_ptr<ReceiveOutcome> outcome);

[[nodiscard]] guard::Command accept(LogId log, AcceptMatters command);
[[nodiscard]] guard::Command decline(LogId log, DeclineMatter command);
[[nodiscard]] guard::Command forward(LogId log, ForwardMatter command);
[[nodiscard]] guard::Command withdraw(LogId log, WithdrawMatter command);
[[nodiscard]] guard::Command mark_urgent(LogId log, MarkUrgent command);
[[nodiscard]] guard::Command split(LogId log, SplitReport command);

// --- reading --------------------------------------------------------------------------------

struct ReadMatters {
    static constexpr std::string_view code = "read_matters";
};
using MayReadMatters = identity::Authorized<ReadMatters, LogId>;
using MayListMatters = identity::Authorized<ReadMatters, identity::Reach>;

/// A matter's state as permissions see it.
[[nodiscard]] constexpr identity::State state_of(MatterState state)
{
    return state == MatterState::undecided ? identity::State::undecided
        : state == MatterState::accepted   ? identity::State::accepted
                                           : identity::State::gone;
}

/// One matter; nothing where the log has no such matter that may be seen. Without its words for
/// who may not see them.
[[nodiscard]] std::optional<Matter>
load_matter(db::Connection& connection, MayReadMatters const& may, MatterId matter);

/// Shows the newest matters that may be seen behind `after`, at most `most`, by their numbers.
void each_matter_behind(
    db::Connection& connection,
    MayReadMatters const& may,
    MatterId after,
    std::int64_t most,
    std::function<void(Matter const&)> const& visitor
);

/// What a row of a list says of the text: its title, or how it begins.
[[nodiscard]] std::string line_of(Matter const& matter);

/// What a row of a list says of a matter, where it has other things to say as well.
struct Gist {
    std::string line; ///< as `line_of` has it
    std::string place;
    bool urgent = false;
};

/// Of those of the matters that there are and may be seen; without words for who may not see them.
/// cost   one query, of one table
[[nodiscard]] std::map<MatterId, Gist> gists_of(
    db::Connection& connection, MayReadMatters const& may, std::vector<MatterId> const& matters
);

/// Those of the matters that there are, by their numbers. For the pages of lists.
/// cost   one query
[[nodiscard]] std::vector<Matter> load_matters(
    db::Connection& connection, MayReadMatters const& may, std::vector<MatterId> const& matters
);

/// The report that has this number in the system it comes from.
[[nodiscard]] std::optional<ReportId>
find_report(db::Connection& connection, MayReadMatters const& may, std::string_view own_id);

[[nodiscard]] std::string
own_id_of(db::Connection& connection, MayReadMatters const& may, ReportId report);

/// How one matter of a report was judged, or that it was not.
struct Judgement {
    MatterId matter;
    MatterState state = MatterState::undecided;
    Instant since;                       ///< when it came to this
    std::optional<DeclineReason> reason; ///< of a declined one
    std::string office;                  ///< to which it was forwarded
    std::string why;                     ///< of a declined one: written for the reporter
};

/// The matters of a report that may be seen, in the order of their numbers; without the words of
/// the judgement for who may not see those.
[[nodiscard]] std::vector<Judgement>
judgements_of(db::Connection& connection, MayReadMatters const& may, ReportId report);

// --- checking -------------------------------------------------------------------------------

/// Holds each sealed original of a log against the event that names it.
///
/// shows    one that is missing, was replaced, or that no event names; words that were erased
///          while their original stays, and an original that is gone without an erasure
/// cannot   show anything of a log that does not hold itself: run `ledger::verify` first
/// throws   Trouble(database): an event that cannot be read
/// cost     O(events + originals), about 10 us each; memory one page of 1,000 and what is missing
[[nodiscard]] std::vector<ledger::Finding> check_originals(db::Connection& connection, LogId log);

[[nodiscard]] guard::Facts guard_facts(ReportReceived const& event);
[[nodiscard]] guard::Facts guard_facts(MatterAccepted const& event);
[[nodiscard]] guard::Facts guard_facts(MatterDeclined const& event);
[[nodiscard]] guard::Facts guard_facts(MatterForwarded const& event);
[[nodiscard]] guard::Facts guard_facts(MatterWithdrawn const& event);
[[nodiscard]] guard::Facts guard_facts(MatterMarkedUrgent const& event);
[[nodiscard]] guard::Facts guard_facts(MatterSplitOff const& event);

/// Who may do and ask what of this room.
[[nodiscard]] std::vector<identity::ActRules> policy();

[[nodiscard]] guard::Room const& room();

} // namespace ducha::intake
