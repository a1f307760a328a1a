// The verbs of receipts on the command line.
#include "app/command_line.h"

#include <CLI/CLI.hpp>

namespace ducha::app {

void add_receipts(CLI::App& app, Choice& choice)
{
    auto& a = choice.arguments;
    auto* const receipt =
        add(app, choice, "receipt", "what became of a report, as its reporter sees it", run_receipt
        );
    receipt->add_option("code", a.first, "of the receipt; - reads it from standard input");
    receipt->add_option("--form", a.form, "the token of a form: prints the code that it was given");
    add(app,
        choice,
        "threats",
        "what reporters told of threats: for the discipline officer alone",
        run_threats);
}

} // namespace ducha::app
