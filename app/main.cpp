// ducha: the command line.
#include "platform/trouble.h"

#include "app/desk_of_verbs.h"
#include "app/interrupt.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>

namespace {

using ducha::app::Arguments;

/// The verb that was chosen, run after parsing.
using Verb = std::function<int(Arguments const&)>;

struct Choice {
    Arguments arguments;
    Verb verb;
};

CLI::App* add(CLI::App& app, Choice& choice, char const* name, char const* text, Verb verb)
{
    auto* const command = app.add_subcommand(name, text);
    // The inner verb speaks first: `merge explain` is not `merge`.
    command->callback([&choice, verb] { choice.verb = choice.verb ? choice.verb : verb; });
    command->add_option(
        "--db",
        choice.arguments.office.database,
        "sqlite:PATH or postgres://...; else DUCHA_DB, else sqlite:ducha.db"
    );
    command->add_option("--keys", choice.arguments.office.keys, "folder of keys (DB.keys/)");
    command->add_option("--log-file", choice.arguments.office.log_file, "JSON lines, one an act");
    command->add_option("--as", choice.arguments.office.person, "who acts (not proved)");
    command->add_option(
        "--inspection", choice.arguments.inspection, "needed where there are several"
    );
    command->add_option("--object", choice.arguments.object, "code of the inspected object");
    command->add_flag("--json", choice.arguments.json, "for machines");
    command->add_flag("--zh", choice.arguments.chinese, "sentences in Chinese");
    return command;
}

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

void add_audit(CLI::App& app, Choice& choice)
{
    namespace verbs = ducha::app;
    auto& a = choice.arguments;
    auto* const exports = app.add_subcommand("export", "tables for others");
    exports->require_subcommand(1);
    add(*exports,
        choice,
        "joins",
        "which report is in which case, and how it came there",
        verbs::run_export_joins);
    add(*exports, choice, "log", "the log as JSON lines, for tools/verify", verbs::run_export_log);
    add(*exports,
        choice,
        "head",
        "the latest signed head: keep it elsewhere, and no later cut goes unseen",
        verbs::run_export_head);

    add(*exports, choice, "key", "the public key that checks the heads", verbs::run_export_key);

    auto* const act =
        add(app,
            choice,
            "act",
            "any act by name, from JSON; without a known name: the list",
            verbs::run_act);
    act->add_option("name", a.first)->required();
    act->remove_option(act->get_option("--json"));
    act->add_option("--json", a.act_json, "the command");
    act->add_option("--key", a.key, "idempotency key: the same act under it is done once");
    auto* const show =
        add(app, choice, "show", "a case by number or id, or the case of a report", verbs::run_show
        );
    show->add_option("what", a.first, "case or report")
        ->required()
        ->check(CLI::IsMember({"case", "report"}));
    show->add_option("id", a.second)->required();
    auto* const verify =
        add(app, choice, "verify", "prove that nothing recorded was altered", verbs::run_verify);
    verify->add_option("--key", a.key, "the verifier key that you trust");
    verify->add_option("--head", a.heads, "a signed head that was saved outside");
    auto* const rebuild =
        add(app, choice, "rebuild", "fold the rows anew from the ledger", verbs::run_rebuild);
    rebuild->add_flag("--check", a.check, "compare only");
    auto* const proof =
        add(app, choice, "proof", "that one event stands in the log", verbs::run_proof);
    proof->add_option("event", a.first, "its number")->required();
    add(app, choice, "inspections", "what is open", verbs::run_inspections);
    add(app, choice, "doctor", "check the laws of conservation", verbs::run_doctor);
    auto* const demo =
        add(app, choice, "demo", "a whole inspection: simulated, or your reports", verbs::run_demo);
    demo->add_option("--dir", a.folder, "where ducha.db and the bulletin are left");
    demo->add_option("--reports", a.file, "replays a table of reports instead");
    demo->add_option("--profile", a.profile, "of the simulation: a name or a file (TOML)");
    demo->add_option("--seed", a.seed, "another seed, other reports");
    demo->add_option("--size", a.reports, "so many reports instead of the profile's");
    demo->add_option("--noise", a.noise, "how far reports stray, such as wrong_type=0.1")
        ->take_all();
    demo->add_flag("--fresh", a.fresh, "remove an earlier demo first");
}

/// Needs no office: only files are written.
void add_simulation(CLI::App& app, Choice& choice)
{
    auto& a = choice.arguments;
    auto* const simulate =
        app.add_subcommand("simulate", "make up an inspection, with the truth, as files");
    simulate->callback([&choice] { choice.verb = ducha::app::run_simulate; });
    simulate->add_option("--profile", a.profile, "second-round-fourth-batch, small, or a file")
        ->required();
    simulate->add_option("--seed", a.seed, "the same seed makes the same files; 1 where left out");
    simulate->add_option("--out", a.folder, "an empty folder, or an earlier simulation")
        ->required();
    simulate->add_option("--reports", a.reports, "how many in all; as the profile says");
    simulate->add_option("--noise", a.noise, "NAME=SHARE, from 0 to 1; may be given again")
        ->take_all();
    simulate->add_flag("--json", a.json, "for machines");
    simulate->add_flag("--zh", a.chinese, "sentences in Chinese");
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
    add_cases(app, choice);
    add_counting(app, choice);
    add_bulletins(app, choice);
    add_audit(app, choice);
    add_simulation(app, choice);
    try {
        app.parse(count, values);
    } catch (CLI::ParseError const& error) {
        return app.exit(error) == 0 ? 0 : ducha::app::ExitCode::usage;
    }
    if (choice.arguments.office.database.empty()) {
        auto const* const from_environment = std::getenv("DUCHA_DB");
        choice.arguments.office.database =
            from_environment == nullptr ? "sqlite:ducha.db" : from_environment;
    }
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
