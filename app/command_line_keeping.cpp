// The verbs of what lies in files beside the database, on the command line.
#include "app/command_line.h"

#include <CLI/CLI.hpp>

namespace ducha::app {
namespace {

void add_attachments(CLI::App& app, Choice& choice)
{
    auto& a = choice.arguments;
    auto* const attach =
        add(app,
            choice,
            "attach",
            "add a scan or photograph (JPEG, PNG, WebP, PDF) to a report, sealed as an original",
            run_attach);
    attach->add_option("report", a.first, "own id")->required();
    attach->add_option("file", a.file)->required();
    attach->add_flag(
        "--working", a.working, "a copy that names nobody: kept as it is, for daily work"
    );
    auto* const list =
        add(app, choice, "attachments", "what is attached to a report", run_attachments);
    list->add_option("report", a.first, "own id")->required();
    auto* const attachment = app.add_subcommand("attachment", "one attachment");
    attachment->require_subcommand(1);
    auto* const read =
        add(*attachment, choice, "read", "write a working copy to a file", run_attachment_read);
    read->add_option("sha256", a.first, "as `attachments` lists it")->required();
    read->add_option("--out", a.out, "written whole or not at all")->required();
}

void add_backups(CLI::App& app, Choice& choice)
{
    auto& a = choice.arguments;
    auto* const backup =
        add(app,
            choice,
            "backup",
            "the office as it is at one moment, signed; others may go on writing",
            run_backup);
    backup->add_option("folder", a.folder, "where it is written; must not be there")->required();
    backup->add_flag("--with-keys", a.with_keys, "the private keys too: keep it as you keep these");
    auto* const restore =
        add(app,
            choice,
            "restore",
            "bring an office back to --db, where none may be; everything is checked first",
            run_restore);
    restore->add_option("folder", a.folder, "of a backup")->required();
    restore->add_option("--key", a.key, "the verifier key that you trust");
    restore->add_option("--head", a.heads, "a signed head that the backup must not be behind");
    restore->add_flag("--check", a.check, "only check: a drill");
}

} // namespace

void add_keeping(CLI::App& app, Choice& choice)
{
    add_attachments(app, choice);
    add_backups(app, choice);
}

} // namespace ducha::app
