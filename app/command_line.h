// How the verbs are put on the command line. Inside of the program's main.
#pragma once

#include "app/verbs.h"

#include <functional>

namespace CLI {
class App;
}

namespace ducha::app {

/// The verb that was chosen, run after parsing.
using Verb = std::function<int(Arguments const&)>;

struct Choice {
    Arguments arguments;
    Verb verb;
};

/// Adds a verb with the options that all have.
CLI::App* add(CLI::App& app, Choice& choice, char const* name, char const* text, Verb verb);

/// Attachments, backups: what lies in files beside the database.
void add_keeping(CLI::App& app, Choice& choice);

/// What an auditor asks, and what stands by itself.
void add_audit(CLI::App& app, Choice& choice);

/// Needs no office: only files are written.
void add_simulation(CLI::App& app, Choice& choice);

} // namespace ducha::app
