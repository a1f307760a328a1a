// The ledger's tables: the only file that appends.
#include "base/invariant.h"

#include "platform/crypto/crypto.h"
#include "platform/db/connection.h"
#include "platform/json/text.h"
#include "platform/random/random.h"
#include "platform/trouble.h"

#include "domain/ledger/ledger.h"
#include "domain/ledger/merkle.h"
#include "domain/ledger/tiles.h"

#include "generated/ledger_sql.h"

#include <algorithm>

namespace ducha::ledger {
namespace {

constexpr std::int64_t events_between_heads = 1000;
constexpr std::size_t salt_size = 16;
constexpr std::string_view algorithm = "sha-256";

/// What stands in `log_head`.
struct StoredHead {
    Instant last_recorded;
    Frontier frontier;
};

Bytes joined(std::vector<Hash> const& hashes)
{
    Bytes bytes;
    for (auto const& hash : hashes) {
        bytes.insert(bytes.end(), hash.begin(), hash.end());
    }
    return bytes;
}

std::vector<Hash> parted(ByteSpan bytes)
{
    std::vector<Hash> hashes;
    for (std::size_t i = 0; i + sizeof(Hash) <= bytes.size(); i += sizeof(Hash)) {
        hashes.push_back(to_hash(bytes.subspan(i, sizeof(Hash))).value());
    }
    return hashes;
}

StoredHead load_head(db::Connection& connection, LogId log, bool lock)
{
    std::optional<StoredHead> head;
    connection.each(lock ? sql::head_locked : sql::head, {log}, [&](db::Row const& row) {
        head.emplace(StoredHead{
            .last_recorded = row.instant(1),
            .frontier = Frontier{row.integer(0), parted(row.bytes(3))},
        });
    });
    if (!head) {
        throw Trouble{Trouble::Kind::database, "there is no log " + std::to_string(log.get())};
    }
    return std::move(*head);
}

constexpr db::TableShape::Column event_columns[] = {
    {"log_id", db::TableShape::Type::integer},
    {"seq", db::TableShape::Type::integer},
    {"act", db::TableShape::Type::integer},
    {"type", db::TableShape::Type::text},
    {"version", db::TableShape::Type::integer},
    {"occurred", db::TableShape::Type::integer},
    {"recorded", db::TableShape::Type::integer},
    {"actor", db::TableShape::Type::text},
    {"rules", db::TableShape::Type::integer},
    {"body", db::TableShape::Type::text},
    {"commitment", db::TableShape::Type::bytes},
};
constexpr db::TableShape event_table{"event", event_columns};

constexpr db::TableShape::Column words_columns[] = {
    {"log_id", db::TableShape::Type::integer},
    {"seq", db::TableShape::Type::integer},
    {"salt", db::TableShape::Type::bytes},
    {"words", db::TableShape::Type::text},
};
constexpr db::TableShape words_table{"event_words", words_columns};

void store(
    db::Connection& connection,
    std::vector<Recorded> const& events,
    std::vector<std::array<std::uint8_t, salt_size>> const& salts
)
{
    std::vector<db::Value> rows;
    std::vector<db::Value> words;
    rows.reserve(events.size() * std::size(event_columns));
    for (std::size_t i = 0; i < events.size(); ++i) {
        auto const& event = events[i];
        db::Value const row[] = {
            event.log,
            event.seq,
            event.act,
            event.type,
            event.version,
            event.occurred,
            event.recorded,
            event.actor,
            event.rules,
            event.body,
            event.commitment
        };
        rows.insert(rows.end(), std::begin(row), std::end(row));
        if (event.words) {
            db::Value const line[] = {event.log, event.seq, ByteSpan{salts[i]}, *event.words};
            words.insert(words.end(), std::begin(line), std::end(line));
        }
    }
    connection.insert(event_table, rows);
    connection.insert(words_table, words);
}

std::vector<Recorded> numbered(
    Drafts const& drafts,
    ActContext const& act,
    StoredHead const& head,
    std::vector<std::array<std::uint8_t, salt_size>> const& salts
)
{
    std::vector<Recorded> events;
    events.reserve(drafts.size());
    auto recorded = head.last_recorded;
    auto const first = head.frontier.size();
    for (std::size_t i = 0; i < drafts.size(); ++i) {
        auto const& draft = drafts[i];
        // A clock that stepped back does not turn the log's order round.
        recorded = std::max(act.now, Instant{recorded.microseconds + 1});
        std::optional<Hash> commitment;
        if (draft.words) {
            commitment = commitment_of(salts[i], *draft.words);
        }
        events.push_back({
            .log = act.log,
            .seq = Seq{first + static_cast<std::int64_t>(i)},
            .act = ActId{first},
            .type = std::string{draft.type.name},
            .version = draft.type.version,
            .occurred = draft.occurred,
            .recorded = recorded,
            .actor = act.actor,
            .rules = act.rules,
            .body = draft.body,
            .commitment = commitment,
            .words = draft.words,
        });
    }
    return events;
}

} // namespace

std::optional<std::string> office_key(db::Connection& connection, std::string_view purpose)
{
    return connection.text(sql::office_key, {purpose});
}

void keep_office_key(db::Connection& connection, std::string_view purpose, std::string_view key)
{
    connection.run(sql::add_office_key, {purpose, key});
}

LogId open_log(db::Connection& connection, std::string_view origin, std::string_view provenance)
{
    if (auto const known = connection.integer(sql::log_by_origin, {origin})) {
        return LogId{*known};
    }
    LogId const log{connection.integer(sql::next_log, {}).value_or(0)};
    connection.run(sql::add_log, {log, origin, provenance});
    connection.run(sql::add_log_head, {log, empty_root(), ByteSpan{}});
    return log;
}

std::vector<LogName> logs(db::Connection& connection)
{
    std::vector<LogName> names;
    connection.each(sql::all_logs, {}, [&](db::Row const& row) {
        names.push_back({row.id<LogId>(0), std::string{row.text(1)}, std::string{row.text(2)}});
    });
    return names;
}

std::optional<LogName> find_log(db::Connection& connection, LogId log)
{
    std::optional<LogName> name;
    connection.each(sql::log_by_id, {log}, [&](db::Row const& row) {
        name = {row.id<LogId>(0), std::string{row.text(1)}, std::string{row.text(2)}};
    });
    return name;
}

LogState state_of(db::Connection& connection, LogId log, bool lock)
{
    auto const head = load_head(connection, log, lock);
    return {
        .size = head.frontier.size(),
        .last_recorded = head.last_recorded,
        .root = head.frontier.root(),
    };
}

Hash root_of(db::Connection& connection, LogId log, std::int64_t size)
{
    if (size == 0) {
        return empty_root();
    }
    TileReader tiles{connection, log};
    return root_at(size, [&](int level, std::int64_t index) { return tiles.entry(level, index); });
}

bool words_erased_since(db::Connection& connection, LogId log, Seq after)
{
    return connection.integer(sql::words_erased_since, {log, after, PayloadErased::type.name})
        .has_value();
}

std::vector<Recorded> append(
    AppendPorts const& ports,
    Guarded<Drafts> const& drafts,
    ActContext const& act,
    PipelineToken const& /*token*/
)
{
    if (drafts.get().empty()) {
        return {};
    }
    auto& connection = ports.connection;
    auto const name = find_log(connection, act.log);
    auto head = load_head(connection, act.log, true);
    invariant(name.has_value(), "a log that has a head has a name");

    std::vector<std::array<std::uint8_t, salt_size>> salts(drafts.get().size());
    ports.random.fill({salts.front().data(), salts.size() * salt_size});
    auto events = numbered(drafts.get(), act, head, salts);
    store(connection, events, salts);

    TileWriter tiles{connection, act.log};
    auto const sign = [&](Instant recorded) {
        TreeHead const tree{name->origin, head.frontier.size(), head.frontier.root()};
        auto const note = ports.signer.sign(tree);
        connection.run(sql::add_signed_head, {act.log, tree.size, recorded, note});
    };
    for (auto const& event : events) {
        head.frontier.append(
            leaf_hash(leaf_text(event, name->origin)),
            [&](Subtree const& subtree) { tiles.add(subtree); }
        );
        if (head.frontier.size() % events_between_heads == 0) {
            sign(event.recorded);
        }
    }
    tiles.write();
    auto const last = events.back().recorded;
    auto const edge = joined(head.frontier.hashes());
    if (head.frontier.size() % events_between_heads != 0) {
        sign(last);
    }
    connection.run(
        sql::move_head, {act.log, head.frontier.size(), last, head.frontier.root(), ByteSpan{edge}}
    );
    return events;
}

std::vector<Recorded>
read_events(db::Connection& connection, LogId log, Seq first, std::int64_t count)
{
    std::vector<Recorded> events;
    connection.each(sql::events, {log, first, first.get() + count}, [&](db::Row const& row) {
        Recorded event{
            .log = log,
            .seq = row.id<Seq>(0),
            .act = row.id<ActId>(1),
            .type = std::string{row.text(2)},
            .version = static_cast<int>(row.integer(3)),
            .occurred = row.instant(4),
            .recorded = row.instant(5),
            .actor = std::string{row.text(6)},
            .rules = static_cast<int>(row.integer(7)),
            .body = std::string{row.text(8)},
            .commitment = row.is_null(9) ? std::nullopt : to_hash(row.bytes(9)),
            .words = std::nullopt,
        };
        if (!row.is_null(11)) {
            event.words = std::string{row.text(11)};
        }
        events.push_back(std::move(event));
    });
    return events;
}

std::string leaf_text(Recorded const& event, std::string_view origin)
{
    json::ObjectText leaf;
    leaf.put("act", std::to_string(event.act.get()));
    leaf.put("actor", json::quoted(event.actor));
    leaf.put("algorithm", json::quoted(algorithm));
    leaf.put("body", event.body);
    leaf.put("commitment", event.commitment ? json::quoted(to_hex(*event.commitment)) : "null");
    leaf.put("log", json::quoted(origin));
    leaf.put("occurred", std::to_string(event.occurred.microseconds));
    leaf.put("recorded", std::to_string(event.recorded.microseconds));
    leaf.put("rules", std::to_string(event.rules));
    leaf.put("seq", std::to_string(event.seq.get()));
    leaf.put("type", json::quoted(event.type));
    leaf.put("version", std::to_string(event.version));
    return leaf.take();
}

Hash commitment_of(ByteSpan salt, std::string_view words)
{
    return crypto::sha256({salt, bytes_of(words)});
}

std::optional<std::string> latest_head(db::Connection& connection, LogId log)
{
    return connection.text(sql::latest_signed_head, {log});
}

void erase_words(db::Connection& connection, LogId log, Seq seq)
{
    connection.run(sql::erase_words, {log, seq});
}

} // namespace ducha::ledger
