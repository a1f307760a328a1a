// What leaves for whoever wants to verify without this program.
#include "platform/db/connection.h"
#include "platform/json/text.h"

#include "domain/ledger/audit.h"
#include "domain/ledger/merkle.h"
#include "domain/ledger/proof.h"
#include "domain/ledger/tiles.h"

#include "generated/ledger_sql.h"

namespace ducha::ledger {
namespace {

constexpr std::int64_t page = 5000;

/// An event with what is behind its commitment.
struct Opened {
    Recorded event;
    std::string salt; ///< JSON: hexadecimal, or null
};

std::vector<Opened>
read_page(db::Connection& connection, LogId log, std::int64_t first, std::int64_t most = page)
{
    auto events = read_events(connection, log, Seq{first}, most);
    std::vector<Opened> opened;
    for (auto& event : events) {
        opened.push_back({.event = std::move(event), .salt = "null"});
    }
    connection.each(sql::events, {log, first, first + most}, [&](db::Row const& row) {
        if (!row.is_null(10)) {
            auto const place = static_cast<std::size_t>(row.integer(0) - first);
            opened.at(place).salt = json::quoted(to_hex(row.bytes(10)));
        }
    });
    return opened;
}

void put_event(json::ObjectText& object, Opened const& opened, std::string_view origin)
{
    auto const& words = opened.event.words;
    object.put("leaf", json::quoted(leaf_text(opened.event, origin)));
    object.put("salt", opened.salt);
    object.put("words", words ? json::quoted(*words) : "null");
}

} // namespace

void export_log(db::Connection& connection, LogId log, std::string_view key, Line const& line)
{
    auto const name = find_log(connection, log);
    if (!name) {
        return;
    }
    json::ObjectText head;
    head.put("format", json::quoted("ducha-log"));
    head.put("version", "1");
    head.put("origin", json::quoted(name->origin));
    head.put("algorithm", json::quoted("sha-256"));
    head.put("key", json::quoted(key));
    line(head.take());
    for (std::int64_t next = 0;;) {
        auto const events = read_page(connection, log, next);
        if (events.empty()) {
            break;
        }
        for (auto const& opened : events) {
            json::ObjectText object;
            put_event(object, opened, name->origin);
            line(object.take());
        }
        next += static_cast<std::int64_t>(events.size());
    }
    connection.each(sql::signed_heads, {log}, [&](db::Row const& row) {
        json::ObjectText object;
        object.put("head", json::quoted(row.text(1)));
        line(object.take());
    });
}

namespace {

enum class Words { shown, withheld };

std::optional<std::string>
proof_of(db::Connection& connection, LogId log, Seq seq, std::string_view key, Words words)
{
    auto const inclusion = inclusion_of(connection, log, seq);
    if (!inclusion) {
        return std::nullopt;
    }
    auto const name = find_log(connection, log);
    auto opened = read_page(connection, log, seq.get(), 1).front();
    if (words == Words::withheld) {
        opened.salt = "null";
        opened.event.words.reset();
    }
    std::vector<std::string> steps;
    for (auto const& hash : inclusion->path) {
        steps.push_back(json::quoted(to_hex(hash)));
    }
    json::ObjectText proof;
    proof.put("format", json::quoted("ducha-proof"));
    proof.put("version", "1");
    proof.put("origin", json::quoted(name->origin));
    proof.put("index", std::to_string(seq.get()));
    proof.put("path", json::array_text(steps));
    proof.put("head", json::quoted(inclusion->head));
    proof.put("key", json::quoted(key));
    put_event(proof, opened, name->origin);
    return proof.take();
}

} // namespace

std::optional<Inclusion> inclusion_of(db::Connection& connection, LogId log, Seq seq)
{
    auto const name = find_log(connection, log);
    auto const size = name ? state_of(connection, log, false).size : 0;
    if (seq.get() < 0 || seq.get() >= size) {
        return std::nullopt;
    }
    TileReader tiles{connection, log};
    auto const entry = [&](int level, std::int64_t index) { return tiles.entry(level, index); };
    auto const event = read_events(connection, log, seq, 1).at(0);
    return Inclusion{
        .leaf = leaf_hash(leaf_text(event, name->origin)),
        .size = size,
        .path = inclusion_path(seq.get(), size, entry),
        .head = latest_head(connection, log).value_or(""),
    };
}

std::optional<std::string>
prove(db::Connection& connection, LogId log, Seq seq, std::string_view key)
{
    return proof_of(connection, log, seq, key, Words::shown);
}

std::optional<std::string>
prove_without_words(db::Connection& connection, LogId log, Seq seq, std::string_view key)
{
    return proof_of(connection, log, seq, key, Words::withheld);
}

} // namespace ducha::ledger
