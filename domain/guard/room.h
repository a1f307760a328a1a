// How an act comes in and what a room brings with it: the vocabulary of rooms and pipeline.
#pragma once

#include "platform/identity/identity.h"

#include "domain/guard/guard.h"
#include "domain/guard/question.h"
#include "domain/ledger/folds.h"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace ducha::db {
struct Migration;
struct Query;
} // namespace ducha::db
namespace ducha::sealed {
class SealedWriter;
class Receipts;
} // namespace ducha::sealed

namespace ducha::guard {

/// The later events of the log whose words belong to those of `event`: they are erased together.
using Belongings = std::vector<Seq> (*)(db::Connection& connection, ledger::Recorded const& event);

/// Where an act stands when it is decided: inside its transaction, its log held.
struct Scene {
    db::Connection& connection;
    identity::Principal const& person; ///< who acts
    identity::Permit const& permit;    ///< that the person may
    sealed::SealedWriter& originals;
    sealed::Receipts const& receipts;
    Random& random;
    Instant now;
    LogId log;
    std::span<Belongings const> belongings; ///< of all rooms

    /// What the decision reads of its log, and of another.
    template <class Question>
    [[nodiscard]] identity::Authorized<Question, LogId> may() const
    {
        return permit.authorize<Question>(log);
    }
    template <class Question>
    [[nodiscard]] identity::Authorized<Question, LogId> may(LogId other) const
    {
        return permit.authorize<Question>(other);
    }
};

/// How the ledger names who acts: the role in which he may, and a pseudonym. Of the local operator
/// the pseudonym alone, which says itself that nothing was proved.
[[nodiscard]] std::string actor_of(Scene const& scene);

/// One act on its way through the pipeline.
struct Command {
    LogId log;
    std::string_view act; ///< its name, in the table of permissions, logs and refusals
    std::string key;      ///< idempotency key; empty: the act itself is harmless when repeated

    /// Loads the view and decides. No events: there was nothing to do.
    std::function<Result<Proposal>(Scene&)> decide;

    /// Told after the commit, with the events; or with none when the group was undone.
    std::function<void(std::vector<ledger::Recorded> const&)> settled = {};

    /// Of an act in the office's log: the inspection that it is about, by its id.
    std::string inspection = {};

    /// Whether it is done alone, or by one of two (second_person.h).
    identity::Hand hand = identity::Hand::alone;

    /// Who acts. None: the local operator, where the pipeline has one.
    std::shared_ptr<identity::Principal const> by = {};

    /// What its key stands for: the command as it was sent. The same key with other content is
    /// refused. Of it a keyed digest is kept, and only where there is a key.
    std::string content = {};
};

/// How the command of an act is read.
struct ActReader {
    std::function<Result<Command>(LogId log, std::string_view json)> read;
    std::string (*schema)() = nullptr; ///< JSON Schema of what is read

    [[nodiscard]] Result<Command> operator()(LogId log, std::string_view json) const
    {
        return read(log, json);
    }
};

/// An act that can be named: on the command line, on a route.
struct NamedAct {
    std::string_view name;
    std::string_view zh;
    std::string_view en;
    std::string_view example; ///< a command as JSON

    /// Reads the command and says where it goes.
    ActReader read;

    /// In whose log it is recorded: the object's or, for the two others, the office's.
    About about = About::object;
};

/// All that a room brings.
struct Room {
    std::string_view name;
    ledger::Folds folds;
    std::vector<NamedAct> acts;
    std::vector<NamedQuestion> questions = {};
    std::vector<identity::ActRules> policy; ///< who may do and ask what, of this room
    std::span<db::Migration const> (*schema)();
    std::span<db::Query const* const> (*queries)();
    Belongings belongings = nullptr; ///< where words of this room belong to other words
};

} // namespace ducha::guard
