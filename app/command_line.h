// The command line as CLI11 reads it: one command a verb, each with its options. Included by the
// files of the program itself, which are the only ones to see CLI11.
#pragma once

#include "app/verbs.h"

#include <functional>

namespace CLI {
class App;
}

namespace ducha::app {

/// A verb, run after parsing.
using Verb = std::function<int(Arguments const&)>;

/// What was chosen.
struct Choice {
    Arguments arguments;
    Verb verb;
};

/// Adds a command with the options that all have. The inner verb of two speaks.
CLI::App* add(CLI::App& app, Choice& choice, char const* name, char const* text, Verb verb);

/// Attachments, backups: what lies in files beside the database.
void add_keeping(CLI::App& app, Choice& choice);

/// What reporters ask and tell, as the counter does it for them.
void add_receipts(CLI::App& app, Choice& choice);

/// What an auditor asks, and what stands by itself.
void add_audit(CLI::App& app, Choice& choice);

/// Needs no office: only files are written.
void add_simulation(CLI::App& app, Choice& choice);

/// `ducha staff ...`
void add_staff(CLI::App& app, Choice& choice);

/// `ducha serve`, `ducha config ...`
void add_server(CLI::App& app, Choice& choice);

} // namespace ducha::app
