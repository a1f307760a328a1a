// One way through: every act of every room takes this path, and no other place appends.
//
//     command -> view -> decide -> events -> gate -> ledger + rows + count facts -> commit
#pragma once

#include "domain/guard/room.h"

#include <span>

namespace ducha {
class Clock;
class Random;
} // namespace ducha
namespace ducha::db {
class Connection;
}
namespace ducha::logging {
class Log;
}

namespace ducha::app {

/// What became of one command.
struct Done {
    std::vector<ledger::Recorded> events; ///< empty: there was nothing to do
    bool repeated = false; ///< its idempotency key was known: the events are the earlier ones
};

/// What is refused before a room is asked.
enum class PipelineRefusal { key_of_other_content };

class Pipeline {
public:
    struct Ports {
        db::Connection& connection;
        ledger::Signer const& signer;
        sealed::SealedWriter& originals;
        sealed::Receipts const& receipts;
        Clock& clock;
        Random& random;
        identity::Policy const& policy;
        std::optional<identity::Principal> local; ///< acts where a command names nobody; a server
                                                  ///< has none: then it is refused
        std::span<ledger::Folds const* const> folds;
        std::span<guard::Belongings const> belongings;
        logging::Log& log;

        /// Told after the commit of an erasure or a removal, so that what was made of the words,
        /// and files that nothing names any more, go too; empty where nothing is.
        std::function<void(LogId)> words_erased;
    };

    explicit Pipeline(Ports ports) : ports_{ports} {}

    /// Runs a group of commands in one transaction: a refusal undoes its command alone, trouble the
    /// whole group. At most 60 commands.
    ///
    /// throws   Trouble; on a conflict with another transaction the group has been tried 5 times
    /// logs     one line an act: its name, its log, its number there, what became of it
    /// cost     one fsync a group; where one of several is refused, all are decided a second time
    [[nodiscard]] std::vector<Result<Done>> run(std::span<guard::Command const> group);

    /// The same for one command.
    [[nodiscard]] Result<Done> run(guard::Command const& command);

private:
    std::vector<Result<Done>> attempt(std::span<guard::Command const> group);
    std::optional<std::vector<Result<Done>>> attempt_whole(std::span<guard::Command const> group);
    std::vector<Result<Done>> attempt_apart(std::span<guard::Command const> group);
    Result<Done> perform(guard::Command const& command);
    Result<std::optional<Done>> repeated(guard::Command const& command);
    [[nodiscard]] std::string digest_of(guard::Command const& command) const;
    void log(guard::Command const& command, Result<Done> const& result);
    [[nodiscard]] identity::Principal const& person_of(guard::Command const& command) const;
    [[nodiscard]] Result<identity::Permit>
    permit(guard::Command const& command, identity::Principal const& person, Instant now);

    Ports ports_;
};

} // namespace ducha::app
