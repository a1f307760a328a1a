// The verbs of bulletins: ours, and the audit of anyone's.
#include "platform/tabular/tabular.h"

#include "domain/bulletin/arithmetic.h"
#include "domain/bulletin/page.h"

#include "app/asking.h"
#include "app/desk_of_verbs.h"
#include "app/printing.h"
#include "app/printing_bulletin.h"
#include "app/usage_refusals.h"

#include <fmt/format.h>

#include <charconv>

namespace ducha::app {
namespace {

using bulletin::Edition;
using bulletin::Newsroom;
using inspection::CountingRules;

/// Sets the rule that `word` names, such as `joint=apart`.
template <Coded Rule>
bool set_rule(Rule& rule, std::string_view name, std::string_view key, std::string_view chosen)
{
    auto const known = from_code<Rule>(chosen);
    if (name == key && known) {
        rule = *known;
    }
    return name == key && known;
}

/// The inspection's rules of counting, with those of the command line.
Result<CountingRules> rules_of(Arguments const& arguments, inspection::Inspection const& inspection)
{
    auto rules = inspection.counting.value_or(CountingRules{});
    for (auto const& word : arguments.rules) {
        auto const middle = word.find('=');
        auto const name = std::string_view{word}.substr(0, middle);
        auto const chosen =
            middle == std::string::npos ? "" : std::string_view{word}.substr(middle + 1);
        bool const is_known = set_rule(rules.types, name, "types", chosen) ||
            set_rule(rules.split, name, "split", chosen) ||
            set_rule(rules.joint, name, "joint", chosen) ||
            set_rule(rules.repeats, name, "repeats", chosen) ||
            set_rule(rules.withdrawn, name, "withdrawn", chosen);
        if (!is_known) {
            return refuse(
                usage_refusals,
                UsageRefusal::bad_word,
                word,
                "types=several|one, split=report|matter, joint=once|each|apart, "
                "repeats=kept|removed, withdrawn=kept|removed",
                "--rule"
            );
        }
    }
    return rules;
}

Result<std::int64_t> number_in(std::string const& text)
{
    std::int64_t number = 0;
    auto const* const end = text.data() + text.size();
    auto const [stop, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc{} || stop != end) {
        return refuse(usage_refusals, UsageRefusal::bad_word, text, "1, 2 ...", "number");
    }
    return number;
}

/// Opens the office and the inspection, reads in one snapshot; says a refusal.
int in_newsroom(
    Arguments const& arguments, std::function<Result<int>(Office&, Newsroom const&)> const& work
)
{
    Office office{arguments.office};
    auto const inspection = find_inspection(office, arguments);
    if (!inspection) {
        return say(arguments, inspection.error());
    }
    db::Snapshot const moment{office.connection()};
    auto const done = work(office, newsroom(office, *inspection));
    return done ? *done : say(arguments, done.error());
}

/// An issued bulletin by number, or the figures as of an instant.
Result<Edition> edition_of(Arguments const& arguments, Office& office, Newsroom const& room)
{
    if (!arguments.number.empty()) {
        auto const number = number_in(arguments.number);
        return number ? bulletin::edition(room, *number) : std::unexpected{number.error()};
    }
    auto const objects = objects_to_count(office, room.inspection, arguments.object);
    auto const question = question_of(arguments, office.clock().now(), room.inspection.daily_cut);
    auto const rules = rules_of(arguments, room.inspection);
    if (!objects) {
        return std::unexpected{objects.error()};
    }
    if (!question || !rules) {
        return std::unexpected{question ? rules.error() : question.error()};
    }
    return bulletin::edition(room, *objects, *question, *rules);
}

void put_edition(Arguments const& arguments, Edition const& edition)
{
    if (arguments.json || arguments.format == "json") {
        put(print_edition_as_json(edition));
    } else if (arguments.format == "csv") {
        put(print_edition_as_csv(edition));
    } else if (arguments.format == "html") {
        put(bulletin::html_page(edition, arguments.chinese));
    } else {
        put(print_edition(edition, arguments.chinese));
    }
}

/// What a figure counts, as the office calls it: a report by its own id, a case by its number, or
/// by `#` and its id where it has none yet.
std::string subject_text(Office& office, LogId log, bulletin::Subject kind, std::int64_t subject)
{
    if (kind == bulletin::Subject::report) {
        auto const may = office.policy().authorize<intake::ReadMatters>(log);
        auto const matter = intake::load_matter(office.connection(), may, MatterId{subject});
        return matter ? intake::own_id_of(office.connection(), may, matter->of.report) : "";
    }
    auto const may = office.policy().authorize<casefile::ReadCases>(log);
    auto const file = casefile::load(office.connection(), may, CaseId{subject});
    return file && !file->number.empty() ? file->number : fmt::format("#{}", subject);
}

/// The list behind a figure; amounts add up to it.
void put_counted(
    Arguments const& arguments,
    Office& office,
    Edition const& edition,
    bulletin::Measure const& measure
)
{
    auto const* const kind = measure.subject == bulletin::Subject::report ? "report" : "case";
    if (!arguments.json) {
        put(fmt::format("object,{},amount", kind));
    }
    std::map<std::string, LogId> logs;
    for (auto const& mark : edition.logs) {
        logs[mark.object] = mark.log;
    }
    auto const all = bulletin::behind(office.connection(), edition.asked, edition.as_of, measure);
    for (auto const& one : all) {
        auto const id = subject_text(office, logs[one.object], measure.subject, one.subject);
        put(fmt::format(
            fmt::runtime(
                arguments.json ? R"({{"object":"{0}","{1}":{2},"amount":{3}}})" : "{0},{2},{3}"
            ),
            one.object,
            kind,
            arguments.json ? json::quoted(id) : tabular::quoted_cell(id),
            one.amount
        ));
    }
}

/// Runs an act that issues a bulletin, and says which.
int tell_issued(
    Arguments const& arguments,
    Office& office,
    inspection::Inspection const& inspection,
    guard::Command const& act
)
{
    auto const done = office.pipeline().run(act);
    if (!done) {
        return say(arguments, done.error());
    }
    auto const may = office.policy().authorize<bulletin::ReadBulletins>(office_log);
    auto const all = bulletin::issued(office.connection(), may, inspection.id);
    if (!arguments.json && done->events.empty()) {
        put(arguments.chinese ? "该期已发布，未作改动" : "it was issued already; nothing is changed"
        );
    }
    if (!done->events.empty()) {
        put(print_issued(all.back(), arguments));
    }
    return ExitCode::done;
}

} // namespace

int run_bulletin_show(Arguments const& arguments)
{
    return in_newsroom(arguments, [&](Office& office, Newsroom const& room) -> Result<int> {
        auto const edition = edition_of(arguments, office, room);
        if (!edition) {
            return std::unexpected{edition.error()};
        }
        put_edition(arguments, *edition);
        if (!edition->number) {
            return ExitCode::done;
        }
        auto const again = bulletin::recounted(room.connection, *edition);
        auto const differences = bulletin::changes(edition->figures, again);
        for (auto const& change : differences) {
            std::fprintf(stderr, "%s\n", print_change(change, arguments).c_str());
        }
        return again == edition->figures ? ExitCode::done : ExitCode::refused;
    });
}

int run_bulletin_list(Arguments const& arguments)
{
    return in_newsroom(arguments, [&](Office& office, Newsroom const& room) -> Result<int> {
        auto const may = office.policy().authorize<bulletin::ReadBulletins>(office_log);
        for (auto const& one : bulletin::issued(room.connection, may, room.inspection.id)) {
            put(print_issued(one, arguments));
        }
        return ExitCode::done;
    });
}

int run_bulletin_compare(Arguments const& arguments)
{
    return in_newsroom(arguments, [&](Office&, Newsroom const& room) -> Result<int> {
        auto const first = number_in(arguments.first);
        auto const second = number_in(arguments.second);
        if (!first || !second) {
            return std::unexpected{first ? second.error() : first.error()};
        }
        auto const before = bulletin::edition(room, *first);
        auto const after = bulletin::edition(room, *second);
        if (!before || !after) {
            return std::unexpected{before ? after.error() : before.error()};
        }
        for (auto const& change : bulletin::changes(before->figures, after->figures)) {
            put(print_change(change, arguments));
        }
        return ExitCode::done;
    });
}

int run_bulletin_cases(Arguments const& arguments)
{
    return in_newsroom(arguments, [&](Office& office, Newsroom const& room) -> Result<int> {
        auto const edition = edition_of(arguments, office, room);
        if (!edition) {
            return std::unexpected{edition.error()};
        }
        auto const measure = bulletin::find_measure(edition->rules, arguments.figure);
        if (!measure) {
            std::string known;
            for (auto const& one : bulletin::measures(edition->rules)) {
                known += (known.empty() ? "" : ", ") + std::string{one.code};
            }
            return refuse(
                usage_refusals, UsageRefusal::bad_word, arguments.figure, known, "--figure"
            );
        }
        put_counted(arguments, office, *edition, *measure);
        return ExitCode::done;
    });
}

int run_bulletin_issue(Arguments const& arguments)
{
    Office office{arguments.office};
    auto const inspection = find_inspection(office, arguments);
    if (!inspection) {
        return say(arguments, inspection.error());
    }
    auto const question = question_of(arguments, office.clock().now(), inspection->daily_cut);
    auto const rules = rules_of(arguments, *inspection);
    if (!question || !rules) {
        return say(arguments, question ? rules.error() : question.error());
    }
    auto const as_of = arguments.as_of.empty() ? latest_cut(question->as_of, inspection->daily_cut)
                                               : question->as_of;
    return tell_issued(
        arguments, office, *inspection, bulletin::issue({inspection->id, as_of, *rules})
    );
}

int run_bulletin_correct(Arguments const& arguments)
{
    Office office{arguments.office};
    auto const inspection = find_inspection(office, arguments);
    auto const number = number_in(arguments.first);
    if (!inspection || !number) {
        return say(arguments, inspection ? number.error() : inspection.error());
    }
    return tell_issued(
        arguments, office, *inspection, bulletin::correct({inspection->id, *number, arguments.why})
    );
}

int run_bulletin_audit(Arguments const& arguments)
{
    auto const table = bulletin::read_published(arguments.file);
    if (!table) {
        return say(arguments, table.error());
    }
    std::map<bulletin::Verdict, int> verdicts;
    for (auto const& check : bulletin::audit(*table)) {
        ++verdicts[check.verdict];
        if (check.verdict != bulletin::Verdict::holds || arguments.json) {
            put(print_check(check, arguments));
        }
    }
    using enum bulletin::Verdict;
    if (!arguments.json) {
        auto const& layout = code_row(table->layout);
        put(fmt::format(
            fmt::runtime(
                arguments.chinese
                    ? "{}：{} 式成立，{} 式按另一口径成立，{} 式需核对"
                    : "{}: {} formulas hold, {} hold by another rule, {} need checking"
            ),
            arguments.chinese ? layout.zh : layout.en,
            verdicts[holds],
            verdicts[holds_otherwise],
            verdicts[does_not_hold]
        ));
    }
    return verdicts[does_not_hold] == 0 ? ExitCode::done : ExitCode::refused;
}

} // namespace ducha::app
