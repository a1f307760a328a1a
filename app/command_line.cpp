// The options that all verbs have.
#include "app/command_line.h"

#include <CLI/CLI.hpp>

namespace ducha::app {

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
    command->add_option(
        "--blobs", choice.arguments.office.blobs, "folder of attachments (DB.blobs/, KEYS.blobs/)"
    );
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

} // namespace ducha::app
