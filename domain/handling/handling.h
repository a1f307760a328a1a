// 办理: what came back of a case that was handed over: the finding, how far it is, what was done.
//
// A result is counted in things and numbers, never in names. A later result of the same case takes
// the place of the earlier one from its own instant on; one of the same instant corrects it.
// Source: clause B21-06; domain.md 2.4 (enumerations), 2.5 (measures).
#pragma once

#include "base/money.h"

#include "domain/transfer/transfer.h"

namespace ducha::handling {

/// 是否属实: whether what was reported was found. Independent of whether anything must be done.
enum class Truth { entirely, basically, partly, not_at_all };

/// How far the handling is. `closed` is 已办结: it says what the unit reports, not 销号.
enum class Status { in_progress, phased, closed };

enum class RectificationClass { immediate, by_deadline, long_term };

/// What a unit reports of one case. Enterprises are counted in 家, cases filed and seizures in 件,
/// people in 人. Whoever is interviewed is not counted as accountable for it (domain.md 2.4).
/// Each number: 0 to `most_of_a_number`; the fine: 0 to `most_fine`.
struct Outcome {
    Status status = Status::in_progress;
    std::optional<Truth> truth;                      ///< none: not verified yet
    std::optional<RectificationClass> rectification; ///< none: nothing to rectify, or not said yet
    std::int64_t ordered = 0;                        ///< enterprises ordered to rectify
    std::int64_t penalised = 0;                      ///< enterprises filed for punishment
    Fen fine;
    std::int64_t seized = 0;   ///< seizures
    std::int64_t criminal = 0; ///< cases filed for criminal investigation
    std::int64_t detained_administrative = 0;
    std::int64_t detained_criminal = 0;
    std::int64_t interviewed = 0;
    std::int64_t accountable = 0;

    bool operator==(Outcome const&) const = default;
};

inline constexpr std::int64_t most_of_a_number = 1'000'000;

/// 10,000,000,000 yuan, so that no sum of an inspection leaves 64 bits.
inline constexpr Fen most_fine{1'000'000'000'000};

/// A number of an outcome. Its name is that of its measure, of its field and of its column.
struct NumberRow {
    std::string_view name;
    std::int64_t Outcome::* number;
    std::string_view zh;
    std::string_view unit_zh;
    std::string_view en;
};

/// All numbers but the fine, in the order of the bulletins.
inline constexpr NumberRow numbers[] = {
    {"ordered", &Outcome::ordered, "责令整改", "家", "ordered to rectify"},
    {"penalised", &Outcome::penalised, "立案处罚", "家", "filed for punishment"},
    {"seized", &Outcome::seized, "查封扣押", "件", "seizures"},
    {"criminal", &Outcome::criminal, "立案侦查", "件", "criminal cases"},
    {"detained_admin",
     &Outcome::detained_administrative,
     "行政拘留",
     "人",
     "under administrative detention"},
    {"detained_criminal", &Outcome::detained_criminal, "刑事拘留", "人", "under criminal detention"
    },
    {"interviewed", &Outcome::interviewed, "约谈", "人", "interviewed"},
    {"accountable", &Outcome::accountable, "问责", "人", "held accountable"},
};

/// The result of one case.
struct CaseResult {
    std::string case_number; ///< with or without `*`
    Instant occurred;        ///< when it came to stand so
    Outcome outcome;
};

/// Takes results down, each judged by what those before it have left. At most 1,000 at once.
struct ReportResults {
    std::vector<CaseResult> results;
    bool strict = false; ///< what stands behind the first refused result is left out
};

/// What became of each result, in the order given. Filled when the command is decided.
struct ResultsOutcome {
    enum class Fate { recorded, corrected, there_already, refused, left_out };
    struct Row {
        Fate fate = Fate::recorded;
        Refusal refusal;
    };
    std::vector<Row> rows;
};

// --- events ---------------------------------------------------------------------------------

/// Its `occurred` is that of the result.
struct ResultReported {
    static constexpr ledger::EventType type{"result_reported", 1};

    CaseId of;
    ledger::Dimensions by; ///< of the case
    Outcome outcome;
    std::optional<Outcome> before; ///< the result that it takes the place of
    std::vector<casefile::CaseChange> changes;
};

// --- decisions ------------------------------------------------------------------------------

enum class HandlingRefusal {
    too_many_results,
    no_such_case,
    not_with_the_object, ///< not handed over yet, absorbed, or withdrawn
    before_hand_over,
    in_the_future,
    older_than_the_result_there,
    number_out_of_range,
    closed_without_truth,
};

/// What a decision looks at.
struct ResultView {
    casefile::CaseFile file;
    Instant handed_over; ///< when the case went to the object
    struct There {
        Instant occurred;
        Outcome outcome;
    };
    std::optional<There> there; ///< the result that stands now
    std::vector<There> earlier; ///< those whose place others took, in the order of the log
};

/// The event, or nothing where there is nothing new: the result that stands says the same, or
/// this very result, with its instant, was reported before a later one took its place.
///
/// refuses   a case that is not with the object; an instant before the hand-over, after `now`, or
///           before that of the result that stands; a number out of range; 已办结 without a finding
/// source    clause B21-06
[[nodiscard]] Result<std::optional<ResultReported>>
decide(ResultView const& view, CaseResult const& result, Instant now);

/// outcome   filled by the decision; keep it until the command has been run
[[nodiscard]] guard::Command
report(LogId log, ReportResults command, std::shared_ptr<ResultsOutcome> outcome);

// --- reading --------------------------------------------------------------------------------

struct ReadResults {
    static constexpr std::string_view code = "read_results";
};
using MayReadResults = identity::Authorized<ReadResults, LogId>;

/// The result of a case as it stands; nothing where none was reported.
[[nodiscard]] std::optional<ResultView::There>
load_result(db::Connection& connection, MayReadResults const& may, CaseId id);

/// When a case went to its object; nothing for one that did not.
[[nodiscard]] std::optional<Instant>
handed_over(db::Connection& connection, MayReadResults const& may, CaseId id);

[[nodiscard]] guard::Facts guard_facts(ResultReported const& event);

/// Who may do and ask what of this room.
[[nodiscard]] std::vector<identity::ActRules> policy();

[[nodiscard]] guard::Room const& room();

} // namespace ducha::handling

template <>
struct ducha::Codes<ducha::handling::Truth> {
    using Truth = handling::Truth;
    static constexpr CodeRow<Truth> table[] = {
        {Truth::entirely, "true", "属实", "true"},
        {Truth::basically, "basically_true", "基本属实", "basically true"},
        {Truth::partly, "partly_true", "部分属实", "partly true"},
        {Truth::not_at_all, "untrue", "不属实", "untrue"},
    };
};

template <>
struct ducha::Codes<ducha::handling::Status> {
    using Status = handling::Status;
    static constexpr CodeRow<Status> table[] = {
        {Status::in_progress, "in_progress", "正在办理", "in progress"},
        {Status::phased, "phased", "阶段性办结", "completed for a phase"},
        {Status::closed, "closed", "已办结", "completed"},
    };
};

template <>
struct ducha::Codes<ducha::handling::RectificationClass> {
    using Class = handling::RectificationClass;
    static constexpr CodeRow<Class> table[] = {
        {Class::immediate, "immediate", "立行立改", "at once"},
        {Class::by_deadline, "by_deadline", "限期整改", "by a deadline"},
        {Class::long_term, "long_term", "长期坚持", "kept up for good"},
    };
};
