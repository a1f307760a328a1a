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

} // namespace

void add_keeping(CLI::App& app, Choice& choice)
{
    add_attachments(app, choice);
}

} // namespace ducha::app
