// Ctrl-C: the act in hand is finished, and no further one is begun.
#pragma once

namespace ducha::app {

/// From now on SIGINT and SIGTERM ask the program to end; the second one ends it at once.
void listen_for_interrupts();

/// Called between two acts.
/// throws   Trouble(interrupted) if somebody asked
void end_if_asked();

} // namespace ducha::app
