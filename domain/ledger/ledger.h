// The append-only record of acts: what was recorded cannot be altered or removed unseen.
//
// Clause L21-14. A ledger does not make anyone truthful; it makes a later change visible.
#pragma once

#include "domain/ledger/event.h"
#include "domain/ledger/head.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace ducha {
class Random;
}
namespace ducha::db {
class Connection;
}
namespace ducha::guard {
class Gate;
}
namespace ducha::app {
class Pipeline;
}

namespace ducha::ledger {

/// Something that has passed the guard rails. Only the gate makes one; without it nothing can
/// be appended, so skipping the rails does not compile.
template <class T>
class Guarded {
public:
    [[nodiscard]] T const& get() const { return value_; }

private:
    friend class guard::Gate;

    explicit Guarded(T value) : value_{std::move(value)} {}

    T value_;
};

/// Held by the pipeline alone: no other place appends.
class PipelineToken {
private:
    friend class app::Pipeline;

    PipelineToken() = default;
};

/// A public key of the office, kept with its data: `heads` (a verifier key) or `vault` (hex).
/// Whoever trusts it only because it lies here is not protected from who can write here.
[[nodiscard]] std::optional<std::string>
office_key(db::Connection& connection, std::string_view purpose);
void keep_office_key(db::Connection& connection, std::string_view purpose, std::string_view key);

/// What a log is of: an inspection's own acts for one object, or the office's.
struct LogName {
    LogId log;
    std::string origin;     ///< `ducha/office` or `ducha/<inspection>/<object>`
    std::string provenance; ///< `live`, `replayed` (real input, its own times) or `simulated`
};

/// Begins a log. Returns its number; a log of this origin that is there already is left alone.
/// cost   one insert
LogId open_log(db::Connection& connection, std::string_view origin, std::string_view provenance);

[[nodiscard]] std::vector<LogName> logs(db::Connection& connection);
[[nodiscard]] std::optional<LogName> find_log(db::Connection& connection, LogId log);

/// How far a log has come. `lock` holds other writers off until the transaction ends.
struct LogState {
    std::int64_t size = 0;
    Instant last_recorded;
    Hash root{};
};
[[nodiscard]] LogState state_of(db::Connection& connection, LogId log, bool lock);

/// The root of the first `size` events: what a file names that was made of them, and by which it
/// is known to be of this log. Precondition: at most as many as the log has.
/// cost   O(log size) reads of tiles
[[nodiscard]] Hash root_of(db::Connection& connection, LogId log, std::int64_t size);

/// Whether words were erased by an event behind `after`: what was made of them must be forgotten.
/// cost   O(events behind `after`), within an index
[[nodiscard]] bool words_erased_since(db::Connection& connection, LogId log, Seq after);

/// Who acts, when, under which rules.
struct ActContext {
    LogId log;
    std::string actor;
    Instant now;
    int rules = 1;
};

/// What appending needs of the outside.
struct AppendPorts {
    db::Connection& connection;
    Signer const& signer;
    Random& random; ///< salts
};

/// Appends the events of one act in the caller's transaction: events, words, Merkle tiles, the
/// frontier, and a signed head at the end and at every thousandth event.
///
/// recorded   max(now, last + 1 us), rising within the act
/// returns    the events as recorded, in order
/// throws     Trouble
/// cost       about two hashes and three inserts an event, one signature an act
[[nodiscard]] std::vector<Recorded> append(
    AppendPorts const& ports,
    Guarded<Drafts> const& drafts,
    ActContext const& act,
    PipelineToken const& token
);

/// Events [first, first + count) of a log, in order.
[[nodiscard]] std::vector<Recorded>
read_events(db::Connection& connection, LogId log, Seq first, std::int64_t count);

/// The canonical JSON (RFC 8785) whose hash is the event's leaf.
[[nodiscard]] std::string leaf_text(Recorded const& event, std::string_view origin);

/// SHA-256(salt || words).
[[nodiscard]] Hash commitment_of(ByteSpan salt, std::string_view words);

/// The latest signed head of a log; nothing for a log without events.
[[nodiscard]] std::optional<std::string> latest_head(db::Connection& connection, LogId log);

/// The words of an event are gone, salt and all; the event and every proof stay.
struct PayloadErased {
    static constexpr EventType type{"payload_erased", 1};

    Seq seq;
    std::string event_type; ///< the rooms blank the rows that they folded from it
    std::string ground;     ///< why, as a code

    bool operator==(PayloadErased const&) const = default;
};

/// Removes salt and words of an event. Part of the fold of `PayloadErased`.
void erase_words(db::Connection& connection, LogId log, Seq seq);

} // namespace ducha::ledger
