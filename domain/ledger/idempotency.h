// One answer for one command, however often it is sent.
#pragma once

#include "base/ids.h"

#include <optional>
#include <string>
#include <string_view>

namespace ducha::db {
class Connection;
}

namespace ducha::ledger {

/// The events that a command with a key has recorded.
struct KnownCommand {
    Seq first;
    std::int64_t events = 0;

    /// A keyed digest of what the command said, as 64 hexadecimal digits; empty of one that was
    /// recorded before there were any.
    std::string content;
};

[[nodiscard]] std::optional<KnownCommand>
find_command(db::Connection& connection, LogId log, std::string_view key);

void remember_command(
    db::Connection& connection, LogId log, std::string_view key, KnownCommand const& command
);

} // namespace ducha::ledger
