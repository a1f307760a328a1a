// The command line: the server and how it is set up.
#include "app/command_line.h"
#include "app/verbs_of_server.h"

#include <CLI/CLI.hpp>

namespace ducha::app {

void add_server(CLI::App& app, Choice& choice)
{
    auto& a = choice.arguments;
    auto* const serve =
        add(app, choice, "serve", "serve the office on the network, until Ctrl-C", run_serve);
    serve->add_option("--config", a.config, "TOML; see `ducha config keys` (or DUCHA_CONFIG)");
    serve->add_option("--listen", a.listen, "ADDRESS:PORT (or DUCHA_LISTEN); port 0: any free one");
    serve->add_flag("--check", a.check, "start, ask itself whether it is ready, and end");

    auto* const config = app.add_subcommand("config", "the server's settings");
    config->require_subcommand(1);
    auto* const check =
        add(*config, choice, "check", "read the settings, change nothing", run_config_check);
    check->add_option("--config", a.config, "TOML");
    check->add_option("--listen", a.listen, "ADDRESS:PORT");
    add(*config, choice, "keys", "every key, with what is usual", run_config_keys);
    add(app, choice, "openapi", "what the API offers, as OpenAPI 3.1", run_openapi);
}

} // namespace ducha::app
