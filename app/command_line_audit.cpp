// The verbs of an auditor on the command line, and those that stand by themselves.
#include "app/command_line.h"

#include <CLI/CLI.hpp>

namespace ducha::app {

void add_audit(CLI::App& app, Choice& choice)
{
    auto& a = choice.arguments;
    auto* const exports = app.add_subcommand("export", "tables for others");
    exports->require_subcommand(1);
    add(*exports,
        choice,
        "joins",
        "which report is in which case, and how it came there",
        run_export_joins);
    add(*exports, choice, "log", "the log as JSON lines, for tools/verify", run_export_log);
    add(*exports,
        choice,
        "head",
        "the latest signed head: keep it elsewhere, and no later cut goes unseen",
        run_export_head);

    add(*exports, choice, "key", "the public key that checks the heads", run_export_key);

    auto* const act = add(
        app, choice, "act", "any act by name, from JSON; without a known name: the list", run_act
    );
    act->add_option("name", a.first)->required();
    act->remove_option(act->get_option("--json"));
    act->add_option("--json", a.act_json, "the command");
    act->add_option("--key", a.key, "idempotency key: the same act under it is done once");
    auto* const show =
        add(app, choice, "show", "a case by number or id, or the case of a report", run_show);
    show->add_option("what", a.first, "case or report")
        ->required()
        ->check(CLI::IsMember({"case", "report"}));
    show->add_option("id", a.second)->required();
    auto* const verify =
        add(app, choice, "verify", "prove that nothing recorded was altered", run_verify);
    verify->add_option("--key", a.key, "the verifier key that you trust");
    verify->add_option("--head", a.heads, "a signed head that was saved outside");
    auto* const rebuild =
        add(app, choice, "rebuild", "fold the rows anew from the ledger", run_rebuild);
    rebuild->add_flag("--check", a.check, "compare only");
    auto* const proof = add(app, choice, "proof", "that one event stands in the log", run_proof);
    proof->add_option("event", a.first, "its number")->required();
    add(app, choice, "inspections", "what is open", run_inspections);
    auto* const doctor = add(app, choice, "doctor", "check the laws of conservation", run_doctor);
    doctor->add_flag("--sweep", a.sweep, "destroy files that no event has named for 7 days");
    auto* const demo =
        add(app, choice, "demo", "a whole inspection: simulated, or your reports", run_demo);
    demo->add_option("--dir", a.folder, "where ducha.db and the bulletin are left");
    demo->add_option("--reports", a.file, "replays a table of reports instead");
    demo->add_option("--profile", a.profile, "of the simulation: a name or a file (TOML)");
    demo->add_option("--seed", a.seed, "another seed, other reports");
    demo->add_option("--size", a.reports, "so many reports instead of the profile's");
    demo->add_option("--noise", a.noise, "how far reports stray, such as wrong_type=0.1")
        ->take_all();
    demo->add_flag("--fresh", a.fresh, "remove an earlier demo first");
}

void add_simulation(CLI::App& app, Choice& choice)
{
    auto& a = choice.arguments;
    auto* const simulate =
        app.add_subcommand("simulate", "make up an inspection, with the truth, as files");
    simulate->callback([&choice] { choice.verb = run_simulate; });
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

} // namespace ducha::app
