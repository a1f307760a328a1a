// Is the log what was signed?
#include "platform/db/connection.h"
#include "platform/trouble.h"

#include "domain/ledger/audit.h"
#include "domain/ledger/merkle.h"
#include "domain/ledger/tiles.h"

#include "generated/ledger_sql.h"

#include <map>
#include <set>

namespace ducha::ledger {
namespace {

constexpr std::int64_t page = 5000;

/// One pass over a log, from its rows to its root.
class Verification {
public:
    Verification(db::Connection& connection, LogName name, std::vector<Finding>& findings)
        : connection_{connection},
          name_{std::move(name)},
          findings_{findings},
          tiles_{connection, name_.log}
    {
    }

    /// heads   notes to be met on the way: size and text
    void run(std::multimap<std::int64_t, TreeHead> const& heads, Progress const& progress)
    {
        meet(heads);
        std::int64_t next = 0;
        while (true) {
            auto const before = next;
            connection_.each(sql::events, {name_.log, next, next + page}, [&](db::Row const& row) {
                take(row, next);
                ++next;
                meet(heads);
            });
            if (next == before) {
                break;
            }
            progress(next);
        }
        for (auto const& [seq, event_type] : missing_words_) {
            say(seq,
                {"文字缺失，且没有销毁记录", "the words are gone and no erasure is recorded"},
                "no words",
                event_type);
        }
        compare_stored_state(heads);
    }

private:
    void say(std::int64_t seq, Sentence problem, std::string found, std::string expected)
    {
        findings_.push_back(
            {.origin = name_.origin,
             .seq = seq,
             .problem = std::move(problem),
             .found = std::move(found),
             .expected = std::move(expected)}
        );
    }

    void take(db::Row const& row, std::int64_t expected_seq)
    {
        Recorded event{
            .log = name_.log,
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
        auto const seq = event.seq.get();
        if (seq != expected_seq) {
            say(expected_seq,
                {"缺少一条事件记录", "an event is missing"},
                std::to_string(seq),
                std::to_string(expected_seq));
        }
        if (event.recorded <= last_recorded_) {
            say(seq,
                {"记录时间没有递增", "the times of recording do not rise"},
                to_text(event.recorded),
                "later than " + to_text(last_recorded_));
        }
        last_recorded_ = event.recorded;
        check_words(row, event);
        frontier_.append(leaf_hash(leaf_text(event, name_.origin)), [&](Subtree const& subtree) {
            compare_with_tile(subtree);
        });
        if (event.type == PayloadErased::type.name) {
            missing_words_.erase(Codec<PayloadErased>::read(event).seq.get());
        }
    }

    void check_words(db::Row const& row, Recorded const& event)
    {
        auto const seq = event.seq.get();
        bool const has_words = !row.is_null(11);
        if (!event.commitment && has_words) {
            say(seq,
                {"事件含有未承诺的文字", "the event has words that were not committed to"},
                "words",
                "none");
        } else if (event.commitment && !has_words) {
            missing_words_.emplace(seq, event.type);
        } else if (event.commitment) {
            auto const found = commitment_of(row.bytes(10), row.text(11));
            if (found != *event.commitment) {
                say(seq,
                    {"文字与当初记录的不符", "the words are not those that were recorded"},
                    to_hex(found),
                    to_hex(*event.commitment));
            }
        }
    }

    void compare_with_tile(Subtree const& subtree)
    {
        if (subtree.height % tile_height != 0 || tiles_broken_) {
            return;
        }
        try {
            if (tiles_.entry(subtree.height / tile_height, subtree.index) == subtree.hash) {
                return;
            }
        } catch (Trouble const&) { // NOLINT(bugprone-empty-catch): a lost tile is a finding
        }
        tiles_broken_ = true;
        say(frontier_.size(),
            {"所存的树与事件不符", "the stored tree differs from the events"},
            "another hash",
            to_hex(subtree.hash));
    }

    void meet(std::multimap<std::int64_t, TreeHead> const& heads)
    {
        auto const [first, last] = heads.equal_range(frontier_.size());
        for (auto head = first; head != last; ++head) {
            auto const root = frontier_.root();
            if (head->second.root != root) {
                say(head->first,
                    {"事件与已签名的不符", "the events are not those that were signed"},
                    to_hex(root),
                    to_hex(head->second.root));
            }
        }
    }

    void compare_stored_state(std::multimap<std::int64_t, TreeHead> const& heads)
    {
        auto const size = frontier_.size();
        for (auto head = heads.upper_bound(size); head != heads.end(); ++head) {
            say(size,
                {"日志被截短：已签名的树头比它更长",
                 "the log was cut: a signed head is longer than it"},
                std::to_string(size),
                std::to_string(head->first) + " events");
        }
        if (size > 0 && !heads.contains(size)) {
            say(size,
                {"日志末尾没有签名", "the end of the log is not signed"},
                "no head of this size",
                "a signed head of " + std::to_string(size) + " events");
        }
        auto const state = state_of(connection_, name_.log, false);
        if (state.size != size || state.root != frontier_.root()) {
            say(-1,
                {"所存的树缘与事件不符", "the stored frontier differs from the events"},
                std::to_string(state.size),
                std::to_string(size));
        }
    }

    db::Connection& connection_;
    LogName name_;
    std::vector<Finding>& findings_;
    TileReader tiles_;
    Frontier frontier_;
    Instant last_recorded_{INT64_MIN};
    std::map<std::int64_t, std::string> missing_words_;
    bool tiles_broken_ = false;
};

std::multimap<std::int64_t, TreeHead> signed_heads(
    db::Connection& connection,
    LogName const& name,
    std::string_view key,
    std::vector<Finding>& findings
)
{
    std::multimap<std::int64_t, TreeHead> heads;
    connection.each(sql::signed_heads, {name.log}, [&](db::Row const& row) {
        auto const head = read_head(row.text(1), key);
        if (!head || head->origin != name.origin || head->size != row.integer(0)) {
            findings.push_back(
                {.origin = name.origin,
                 .seq = row.integer(0),
                 .problem =
                     {"树头不是用本办公室的密钥签名的",
                      "a head is not signed with the key of this office"},
                 .found = std::string{row.text(1)},
                 .expected = "a signature of " + std::string{key}}
            );
            return;
        }
        heads.emplace(head->size, *head);
    });
    return heads;
}

} // namespace

std::vector<Finding> verify(
    db::Connection& connection,
    std::string_view key,
    std::vector<std::string> const& saved,
    Progress const& progress
)
{
    std::vector<Finding> findings;
    std::multimap<std::string, TreeHead> kept;
    std::set<std::string> known;
    for (auto const& note : saved) {
        if (auto const head = read_head(note, key)) {
            kept.emplace(head->origin, *head);
        } else {
            findings.push_back(
                {.origin = "",
                 .seq = -1,
                 .problem = {"所存的树头无法使用", "a saved head cannot be used"},
                 .found = note,
                 .expected = "a note signed with " + std::string{key}}
            );
        }
    }
    std::int64_t done = 0;
    for (auto const& name : logs(connection)) {
        known.insert(name.origin);
        auto heads = signed_heads(connection, name, key, findings);
        auto const [first, last] = kept.equal_range(name.origin);
        for (auto head = first; head != last; ++head) {
            heads.emplace(head->second.size, head->second);
        }
        Verification{connection, name, findings}.run(heads, [&](std::int64_t events) {
            progress(done + events);
        });
        done += state_of(connection, name.log, false).size;
    }
    for (auto const& [origin, head] : kept) {
        if (!known.contains(origin)) {
            findings.push_back(
                {.origin = origin,
                 .seq = -1,
                 .problem = {"缺少一个存有树头的日志", "a log with a saved head is missing"},
                 .found = "no log",
                 .expected = std::to_string(head.size) + " events"}
            );
        }
    }
    return findings;
}

} // namespace ducha::ledger
