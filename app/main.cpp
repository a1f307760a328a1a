// ducha: the command line.
#include "platform/trouble.h"

#include "app/command_line.h"
#include "app/desk_of_verbs.h"
#include "app/interrupt.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>

namespace {

using ducha::app::add;
using ducha::app::Arguments;
using ducha::app::Choice;

CLI::IsMember any_format()
{
    return CLI::IsMember{{"text", "csv", "json"}};
}

void add_imports(CLI::App& app, Choice& choice)
{
    namespace verbs = ducha::app;
    auto& a = choice.arguments;
    auto* const import = app.add_subcommand("import", "take reports in, or results, from a file");
    import->require_subcommand(1);
    auto* const reports =
        add(*import,
            choice,
            "reports",
            "CSV: id,time,channel,title,text,place,enterprise,type",
            verbs::run_import);
    reports->add_option("file", a.file)->required();
    reports->add_option(
        "--channel", a.channel, "call, letter, web or visit, for tables without the column"
    );
    reports->add_option("--map", a.map, "text=title+text: which columns make the text");
    auto* const results =
        add(*import,
            choice,
            "results",
            "CSV: case_number,status,time,truth,class,ordered,penalised,fine_yuan,seized,criminal,"
            "detained_admin,detained_criminal,interviewed,accountable; of one object",
            verbs::run_import_results);
    results->add_option("file", a.file)->required();
    for (auto* const one : {reports, results}) {
        one->add_flag(
            "--strict", a.strict, "the first bad row stops the import; the rows before it are in"
        );
    }
}

void add_daily_work(CLI::App& app, Choice& choice)
{
    namespace verbs = ducha::app;
    auto& a = choice.arguments;
    auto* const init =
        add(app,
            choice,
            "init",
            "make a database, or bring it up to date; open an inspection",
            verbs::run_init);
    init->add_option("--config", a.config, "see examples/inspection.toml")->required();

    add_imports(app, choice);
    add(app,
        choice,
        "accept",
        "the rule accepts what waits; only a person declines",
        verbs::run_accept);
}

void add_merge_reading(CLI::App& merge, Choice& choice)
{
    namespace verbs = ducha::app;
    auto& a = choice.arguments;
    auto* const review =
        add(merge,
            choice,
            "review",
            "the proposals that wait for a person, the most uncertain first, with the reasons",
            verbs::run_merge_review);
    review->add_option("--format", a.format, "text, csv or json")->check(any_format());
    review->add_option("--limit", a.limit, "so many at most")->check(CLI::NonNegativeNumber);
    auto* const explain =
        add(merge,
            choice,
            "explain",
            "why a report lies where it lies; of two: why they are held to be the same, or not",
            verbs::run_merge_explain);
    explain->add_option("a", a.first, "own id of a report")->required();
    explain->add_option("b", a.second, "own id of a report");
}

void add_models(CLI::App& merge, Choice& choice)
{
    namespace verbs = ducha::app;
    auto& a = choice.arguments;
    auto* const fit =
        add(merge,
            choice,
            "fit",
            "fit the engine's model to what people joined, refused and parted",
            verbs::run_merge_fit);
    fit->add_option("--out", a.file, "the model's file, written whole or not at all")->required();
    fit->add_option("--least", a.least, "decisions of each kind below which nothing is fitted")
        ->check(CLI::PositiveNumber);
    fit->add_flag(
        "--unlabelled", a.unlabelled, "without decisions: what belongs together is estimated"
    );
    add(merge, choice, "model", "the model in force, with its figures", verbs::run_merge_model);
    auto* const adopt =
        add(merge,
            choice,
            "adopt",
            "take a model into use for this object, from the next decision on",
            verbs::run_merge_adopt);
    adopt->add_option("file", a.file, "as `merge fit` wrote it")->required();
}

void add_cases(CLI::App& app, Choice& choice)
{
    namespace verbs = ducha::app;
    auto& a = choice.arguments;
    auto* const merge =
        add(app,
            choice,
            "merge",
            "look at the matters that wait: join, propose, leave alone",
            verbs::run_merge);
    merge->add_option(
        "--auto",
        a.auto_join,
        "join at or above this probability (0 to 1) in this run, instead of the inspection's bar; "
        "not below its bar for proposals"
    );
    add_merge_reading(*merge, choice);
    add_models(*merge, choice);
    auto* const part =
        add(*merge, choice, "part", "take a report out of its case", verbs::run_merge_part);
    part->add_option("report", a.first, "own id")->required();
    part->add_option("--why", a.why)->required();

    auto* const batch = app.add_subcommand("batch", "the day's batch");
    batch->require_subcommand(1);
    constexpr std::pair<char const*, char const*> acts[] = {
        {"seal", "number the day's cases and freeze the batch"},
        {"hand-over", "give the batch to the inspected object"},
        {"acknowledge", "the object has received it"},
        {"show", "what is in the batch"},
    };
    for (auto const& [act, help] : acts) {
        std::string const name = act;
        auto* const command = add(*batch, choice, act, help, [name](Arguments const& given) {
            return verbs::run_batch(given, name);
        });
        command->add_option("--date", a.day, "reception day")->required();
        command->add_option("--format", a.format, "text, csv or json")->check(any_format());
    }
}

void add_counting(CLI::App& app, Choice& choice)
{
    namespace verbs = ducha::app;
    auto& a = choice.arguments;
    auto* const counts = add(app, choice, "counts", "counts as of any instant", verbs::run_counts);
    counts->add_option(
        "--as-of", a.as_of, "2021-09-15T20:30, or a day: its daily cut; now where left out"
    );
    counts->add_option("--known-at", a.known_at, "only what was recorded by then");
    counts->add_option("--by", a.by, "none, object, type, channel or day");
    counts->add_option("--format", a.format, "text, csv or json")->check(any_format());
}

void add_asking(CLI::App& command, Arguments& a)
{
    command.add_option(
        "--as-of", a.as_of, "2021-09-15T20:30, or a day: its daily cut; now where left out"
    );
    command.add_option("--known-at", a.known_at, "only what was recorded by then");
    command.add_option(
        "--rule", a.rules, "how to count, such as joint=apart; else as the inspection says"
    );
}

void add_bulletins(CLI::App& app, Choice& choice)
{
    namespace verbs = ducha::app;
    auto& a = choice.arguments;
    auto* const bulletin = app.add_subcommand("bulletin", "bulletins: ours, and of others");
    bulletin->require_subcommand(1);
    auto* const show = add(
        *bulletin, choice, "show", "the figures in words, tables, bars", verbs::run_bulletin_show
    );
    add_asking(*show, a);
    show->add_option("--number", a.number, "an issued one, counted again and held against it");
    show->add_option("--format", a.format, "text, csv, json or html")
        ->check(CLI::IsMember{{"text", "csv", "json", "html"}});
    auto* const issue =
        add(*bulletin,
            choice,
            "issue",
            "freeze the figures as of an instant; the last daily cut where left out",
            verbs::run_bulletin_issue);
    issue->add_option("--as-of", a.as_of, "2021-09-15T20:00, or a day: its daily cut");
    issue->add_option("--rule", a.rules, "how to count, such as joint=apart");
    auto* const correct =
        add(*bulletin,
            choice,
            "correct",
            "count an issued bulletin anew and issue what is different",
            verbs::run_bulletin_correct);
    correct->add_option("number", a.first, "of the bulletin that was wrong")->required();
    correct->add_option("--why", a.why)->required();
    add(*bulletin, choice, "list", "what was issued", verbs::run_bulletin_list);
    auto* const compare =
        add(*bulletin,
            choice,
            "compare",
            "every figure that differs between two issued bulletins",
            verbs::run_bulletin_compare);
    compare->add_option("first", a.first)->required();
    compare->add_option("second", a.second)->required();
    auto* const cases =
        add(*bulletin,
            choice,
            "cases",
            "what a figure counts: every case or report, with its amount",
            verbs::run_bulletin_cases);
    cases->add_option("--figure", a.figure, "a measure, such as penalised")->required();
    cases->add_option("--number", a.number, "of an issued bulletin");
    add_asking(*cases, a);
    auto* const audit =
        add(*bulletin,
            choice,
            "audit",
            "does a published table (CSV) add up, and under which formulas?",
            verbs::run_bulletin_audit);
    audit->add_option("file", a.file)->required();
}

void add_search(CLI::App& app, Choice& choice)
{
    namespace verbs = ducha::app;
    auto& a = choice.arguments;
    auto* const search =
        add(app, choice, "search", "working texts by words, the newest first", verbs::run_search);
    search->add_option("words", a.words, "all of these; 'this -not_this'; '\"in one piece\"'");
    search->add_option("--from", a.from, "reception day, such as 2021-09-01");
    search->add_option("--to", a.to, "reception day");
    search->add_option("--channel", a.channel, "call, letter, web or visit");
    search->add_option("--type", a.type, "such as noise");
    search->add_option("--case", a.case_number, "within this case");
    search->add_option("--limit", a.limit, "20 where left out")->check(CLI::Range(1, 200));
    search->add_option("--after", a.after, "the next page, as the one before said");
}

} // namespace

int main(int count, char** values)
{
    CLI::App app{
        "ducha 督察: runs an environmental inspection, from a report to a count that proves itself"
    };
    app.set_version_flag("--version", DUCHA_VERSION);
    app.require_subcommand(1);
    Choice choice;
    add_daily_work(app, choice);
    ducha::app::add_keeping(app, choice);
    add_cases(app, choice);
    add_counting(app, choice);
    add_bulletins(app, choice);
    add_search(app, choice);
    ducha::app::add_receipts(app, choice);
    ducha::app::add_audit(app, choice);
    ducha::app::add_simulation(app, choice);
    ducha::app::add_staff(app, choice);
    ducha::app::add_server(app, choice);
    try {
        app.parse(count, values);
    } catch (CLI::ParseError const& error) {
        return app.exit(error) == 0 ? 0 : ducha::app::ExitCode::usage;
    }
    choice.arguments.said_database = choice.arguments.office.database;
    if (choice.arguments.office.database.empty()) {
        auto const* const from_environment = std::getenv("DUCHA_DB");
        choice.arguments.office.database =
            from_environment == nullptr ? "sqlite:ducha.db" : from_environment;
    }
    choice.arguments.program = DUCHA_VERSION;
    ducha::app::listen_for_interrupts();
    try {
        return choice.verb(choice.arguments);
    } catch (ducha::Trouble const& trouble) {
        ducha::app::say(choice.arguments, trouble);
    } catch (std::exception const& error) {
        std::fprintf(stderr, "ducha: %s\n", error.what());
    }
    return ducha::app::ExitCode::trouble;
}
