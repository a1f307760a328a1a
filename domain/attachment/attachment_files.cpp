// The files of 附件 and the events that name them.
#include "platform/db/connection.h"
#include "platform/trouble.h"

#include "domain/attachment/attachment.h"

#include "generated/attachment_sql.h"

#include <algorithm>
#include <map>
#include <set>

namespace ducha::attachment {
namespace {

using ledger::Codec;

constexpr std::int64_t page = 1000;
constexpr std::int64_t day = 24 * hour;

Hash stored_hash(std::string_view spelled)
{
    auto const bytes = from_hex(spelled);
    auto const hash = bytes ? to_hash(*bytes) : std::nullopt;
    if (!hash) {
        throw Trouble{Trouble::Kind::database, "attachment.blob is no SHA-256"};
    }
    return *hash;
}

/// What the events of a log say of its files.
class Check {
public:
    Check(db::Connection& connection, LogId log, blob::Store const& store, Look look)
        : connection_{connection}, log_{log}, store_{store}, look_{look}
    {
        auto const name = ledger::find_log(connection, log);
        origin_ = name ? name->origin : std::to_string(log.get());
    }

    std::vector<ledger::Finding> run()
    {
        for (Seq next{0};;) {
            auto const events = ledger::read_events(connection_, log_, next, page);
            if (events.empty()) {
                break;
            }
            for (auto const& event : events) {
                follow(event);
            }
            next = Seq{events.back().seq.get() + 1};
        }
        for (auto const& entry : store_.list(log_)) {
            sizes_.emplace(entry.name, entry.bytes);
        }
        for (auto const& [seq, file] : there_) {
            compare(seq, file);
            gone_.erase(file.blob);
        }
        for (auto const& [blob, seq] : gone_) {
            if (sizes_.contains(blob)) {
                say(seq,
                    {"附件已移除，其文件却未销毁",
                     "the attachment was removed, its file is not destroyed"},
                    to_hex(blob),
                    "no file");
            }
        }
        return std::move(findings_);
    }

private:
    struct File {
        ReportId report;
        Hash blob;
        std::int64_t bytes;
    };

    void follow(ledger::Recorded const& event)
    {
        if (event.type == AttachmentAdded::type.name) {
            auto const added = Codec<AttachmentAdded>::read(event);
            there_[event.seq] = {added.report, stored_hash(added.blob), added.bytes};
        } else if (event.type == AttachmentRemoved::type.name) {
            take_away(Seq{Codec<AttachmentRemoved>::read(event).attachment.get()});
        } else if (event.type == ledger::PayloadErased::type.name) {
            auto const erased = Codec<ledger::PayloadErased>::read(event);
            if (erased.event_type == intake::ReportReceived::type.name) {
                take_away_all(ReportId{erased.seq.get()});
            }
        }
    }

    void take_away(Seq seq)
    {
        auto const found = there_.find(seq);
        if (found != there_.end()) {
            gone_.emplace(found->second.blob, seq);
            there_.erase(found);
        }
    }

    void take_away_all(ReportId report)
    {
        std::vector<Seq> seqs;
        for (auto const& [seq, file] : there_) {
            if (file.report == report) {
                seqs.push_back(seq);
            }
        }
        std::ranges::for_each(seqs, [&](Seq seq) { take_away(seq); });
    }

    void compare(Seq seq, File const& file)
    {
        auto const size = sizes_.find(file.blob);
        if (size == sizes_.end()) {
            say(seq,
                {"缺少附件文件", "the attachment's file is missing"},
                "nothing",
                to_hex(file.blob));
        } else if (size->second != file.bytes || !is_whole(file.blob)) {
            say(seq,
                {"附件文件已损坏或被替换", "the attachment's file is damaged or was replaced"},
                std::to_string(size->second) + " bytes",
                to_hex(file.blob) + ", " + std::to_string(file.bytes) + " bytes");
        }
    }

    bool is_whole(Hash const& blob)
    {
        if (look_ == Look::sizes) {
            return true;
        }
        try {
            static_cast<void>(store_.read(log_, blob));
            return true;
        } catch (Trouble const&) {
            return false;
        }
    }

    void say(Seq seq, Sentence problem, std::string found, std::string expected)
    {
        findings_.push_back(
            {origin_, seq.get(), std::move(problem), std::move(found), std::move(expected)}
        );
    }

    db::Connection& connection_;
    LogId log_;
    blob::Store const& store_;
    Look look_;
    std::string origin_;
    std::map<Seq, File> there_;
    std::map<Hash, Seq> gone_;           ///< blobs of removed attachments
    std::map<Hash, std::int64_t> sizes_; ///< of the files
    std::vector<ledger::Finding> findings_;
};

/// Holds the log, so that nobody adds meanwhile what is about to be destroyed.
template <class Work>
std::int64_t holding(db::Connection& connection, LogId log, Work const& work)
{
    db::Transaction transaction{connection};
    static_cast<void>(ledger::state_of(connection, log, true));
    auto const done = work();
    transaction.commit();
    return done;
}

std::int64_t destroy_unused(db::Connection& connection, LogId log, blob::Store const& store)
{
    std::vector<Hash> unused;
    connection.each(sql::removed_blobs, {log}, [&](db::Row const& row) {
        unused.push_back(stored_hash(row.text(0)));
    });
    std::int64_t destroyed = 0;
    for (auto const& blob : unused) {
        if (store.contains(log, blob)) {
            store.destroy(log, blob);
            ++destroyed;
        }
    }
    return destroyed;
}

} // namespace

std::vector<std::pair<Hash, std::int64_t>> blobs_in_use(db::Connection& connection, LogId log)
{
    std::vector<std::pair<Hash, std::int64_t>> blobs;
    connection.each(sql::blobs_in_use, {log}, [&](db::Row const& row) {
        blobs.emplace_back(stored_hash(row.text(0)), row.integer(1));
    });
    return blobs;
}

std::int64_t destroy_removed(db::Connection& connection, LogId log, blob::Store const& store)
{
    return holding(connection, log, [&] { return destroy_unused(connection, log, store); });
}

std::vector<ledger::Finding>
check(db::Connection& connection, LogId log, blob::Store const& store, Look look)
{
    return Check{connection, log, store, look}.run();
}

Orphans orphans(db::Connection& connection, LogId log, blob::Store const& store, Instant now)
{
    std::set<Hash> named;
    connection.each(sql::all_blobs, {log}, [&](db::Row const& row) {
        named.insert(stored_hash(row.text(0)));
    });
    Instant const before{now.microseconds - orphan_days * day};
    Orphans found;
    for (auto const& entry : store.list(log)) {
        if (!named.contains(entry.name)) {
            (entry.written < before ? found.old : found.young).push_back(entry);
        }
    }
    return found;
}

std::int64_t sweep(db::Connection& connection, LogId log, blob::Store const& store, Instant now)
{
    return holding(connection, log, [&] {
        auto swept = destroy_unused(connection, log, store);
        for (auto const& orphan : orphans(connection, log, store, now).old) {
            store.destroy(log, orphan.name);
            ++swept;
        }
        return swept + store.sweep_unfinished(log, {now.microseconds - day});
    });
}

} // namespace ducha::attachment
