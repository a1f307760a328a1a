// 举报人: what whoever reports does themselves: reports on the web, keeps a receipt, looks up what
// became of it, adds to it, tells of a threat.
//
// There are no accounts. The receipt code is the only way back to a report; the office keeps a
// keyed hash of it. Source: clauses B21-02, B21-03, L21-13; reliability.md 2a, 2d.
#pragma once

#include "base/receipt_code.h"

#include "domain/handling/handling.h"

namespace ducha::sealed {
class Receipts;
}

namespace ducha::reporter {

/// A report as its reporter fills it in. Name and telephone are sealed, and nothing else of the
/// report says whether they were given.
struct ReceiveWebReport {
    std::string form; ///< 32 hexadecimal digits, issued with the form: the key of this act
    intake::ReportKind kind = intake::ReportKind::complaint;
    std::string place;
    std::string enterprise; ///< may be empty, like the rest but for the text
    std::string text;
    std::string when;     ///< in the reporter's words
    std::string evidence; ///< what there is, in words
    std::vector<intake::Type> types;
    std::string name;      ///< at most 100 characters
    std::string telephone; ///< at most 100 characters
};

/// What the reporter is given. The same form with the same content gives the same receipt again,
/// whatever happened in between.
struct Receipt {
    ReceiptCode code;
    ReportId report;
    bool there_already = false;
};

/// Adds words to a report; triage sees them, without identifiers. At most 100 times.
struct AddToReport {
    std::string form; ///< 32 hexadecimal digits
    std::string code; ///< of the receipt, as people write it
    std::string text; ///< at most 5,000 characters
};

/// "I was threatened": an urgent item for the discipline officer in the office's log. Neither the
/// inspected side nor the receipt's own page ever shows it.
struct TellThreat {
    std::string form; ///< 32 hexadecimal digits
    std::string code; ///< of the receipt
    std::string text; ///< at most 5,000 characters
};

// --- events ---------------------------------------------------------------------------------

/// By which a form is recognised: keyed hashes, 64 hexadecimal digits each.
struct FormMark {
    std::string token;
    std::string content; ///< of all that came with it
};

struct ReceiptIssued {
    static constexpr ledger::EventType type{"receipt_issued", 1};

    ReportId report;
    std::string code; ///< keyed hash of the receipt code, 64 hexadecimal digits
    FormMark form;
};

struct AdditionReceived {
    static constexpr ledger::EventType type{"addition_received", 1};

    ReportId report;
    FormMark form;
    intake::OriginalMark original;
    std::string text; ///< words
};

/// In the office's log. Whose report it is belongs to the words, so that no proof, no exported leaf
/// says which report was followed by a threat.
struct ThreatTold {
    static constexpr ledger::EventType type{"threat_told", 1};

    FormMark form;
    intake::OriginalMark original;
    LogId log; ///< words, from here on
    ReportId report;
    std::string text;
};

// --- decisions ------------------------------------------------------------------------------

enum class ReporterRefusal {
    bad_form,
    form_used,
    contact_too_long,
    no_such_receipt,
    nothing_said,
    too_many_additions,
};

/// The report as the intake takes it down: what has no field of its own there goes into the text.
/// refuses   a name or a telephone of more than 100 characters
[[nodiscard]] Result<intake::IncomingReport>
incoming(ReceiveWebReport const& command, std::string own_id, Instant now);

/// log      the inspected object's
/// receipt  filled when the command is decided; keep it until it has been run
/// refuses  a form that came before with another content; what the intake refuses
[[nodiscard]] guard::Command
receive(LogId log, ReceiveWebReport command, std::shared_ptr<Receipt> receipt);

/// refuses   a code that no report has, in the same words as one that cannot be a code; a form that
///           came before with another content; no words; the hundred and first addition
/// log       the report's own (`log_of`): a code of another log is refused as one that is not there
[[nodiscard]] guard::Command add(LogId log, AddToReport command);

/// Recorded in the office's log, whichever log the report is in. Refuses as `add` does.
[[nodiscard]] guard::Command tell(TellThreat command);

// --- reading --------------------------------------------------------------------------------

/// The case that a matter is in, as its reporter may know it: no words of the unit concerned.
struct CaseStatus {
    std::string number; ///< empty until it is in a batch
    std::optional<Instant> handed_over;
    std::optional<Day> due; ///< of the object's answer
    std::optional<handling::ResultView::There> result;
};

struct MatterStatus {
    intake::Judgement judged;
    std::optional<CaseStatus> in_case;
};

/// What became of a report.
struct ReportStatus {
    LogId log;
    ReportId report;
    intake::ReportKind kind = intake::ReportKind::complaint;
    Instant received;
    std::vector<MatterStatus> matters;
    std::vector<Instant> additions; ///< when; not their words
};

/// Whoever looks at the public pages: a citizen of whom nothing is known, and always the same to
/// the ledger.
[[nodiscard]] identity::Principal visitor();

/// Whoever showed the code of a receipt. The acts look at the code themselves.
[[nodiscard]] identity::Principal holder(Instant now);

struct ReadReceipt {
    static constexpr std::string_view code = "read_receipt";
};

/// The report of a receipt; nothing where the text is no code, or no report has it. The program
/// reads for it what it needs of the report; what is shown is `ReportStatus`.
///
/// refuses   whoever may not ask
/// cost      the same questions to the database whether there is one or not, about 10
[[nodiscard]] Result<std::optional<ReportStatus>> look_up(
    db::Connection& connection,
    identity::Permissions const& who,
    sealed::Receipts const& receipts,
    std::string_view code
);

/// The log in which the report of a receipt is: where an addition to it goes.
[[nodiscard]] std::optional<LogId>
log_of(db::Connection& connection, sealed::Receipts const& receipts, std::string_view code);

/// What a reporter added later.
struct Addition {
    Seq seq;
    Instant told;
    std::string text; ///< empty where it was erased, or may not be seen
};

[[nodiscard]] std::vector<Addition>
additions_of(db::Connection& connection, intake::MayReadMatters const& may, ReportId report);

/// For the discipline officer alone.
struct ReadThreats {
    static constexpr std::string_view code = "read_threats";
};
using MayReadThreats = identity::Authorized<ReadThreats, LogId>;

struct Threat {
    Seq seq; ///< in the office's log
    Instant told;
    LogId log;       ///< of the report
    ReportId report; ///< -1 where the words were erased
    std::string text;
};

/// In the order in which they were told.
/// may   for the office's log
[[nodiscard]] std::vector<Threat> threats(db::Connection& connection, MayReadThreats const& may);

[[nodiscard]] guard::Facts guard_facts(ReceiptIssued const& event);
[[nodiscard]] guard::Facts guard_facts(AdditionReceived const& event);
[[nodiscard]] guard::Facts guard_facts(ThreatTold const& event);

/// Who may do and ask what of this room.
[[nodiscard]] std::vector<identity::ActRules> policy();

[[nodiscard]] guard::Room const& room();

} // namespace ducha::reporter
