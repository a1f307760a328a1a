// Taking a backup.
#include "app/backup.h"

#include "platform/crypto/crypto.h"
#include "platform/db/copy.h"
#include "platform/db/migration.h"
#include "platform/trouble.h"

#include "domain/attachment/attachment.h"
#include "domain/keeping/keeping.h"
#include "domain/search/search.h"

#include "app/backup_refusals.h"
#include "app/kept_files.h"
#include "app/keys.h"
#include "app/places.h"
#include "app/rooms.h"
#include "app/unfinished_folder.h"
#include "app/whole_file.h"

#include <algorithm>

namespace ducha::app {
namespace {

namespace fs = std::filesystem;

class Backup {
public:
    Backup(Office& office, OfficeAddress const& address, fs::path folder, Watcher const& watcher)
        : office_{office}, address_{address}, folder_{std::move(folder)}, watcher_{watcher}
    {
    }

    /// Everything but the manifest's two files.
    Manifest take(bool with_keys)
    {
        db::Snapshot const moment{office_.connection()};
        note_logs();
        copy_database();
        copy_blobs();
        copy_keys(with_keys);
        return std::move(manifest_);
    }

private:
    void note_logs()
    {
        auto& connection = office_.connection();
        for (auto const& name : ledger::logs(connection)) {
            auto const state = ledger::state_of(connection, name.log, false);
            manifest_.logs.push_back({
                .log = name.log.get(),
                .origin = name.origin,
                .events = state.size,
                .root = to_hex(state.root),
                .head = ledger::latest_head(connection, name.log).value_or(""),
            });
        }
    }

    void copy_database()
    {
        auto const progress = [&](std::int64_t done, std::int64_t total) {
            watcher_.at("数据库 database", done, total);
        };
        auto const target = folder_ / kept_database;
        if (office_.connection().dialect() == db::Dialect::sqlite) {
            db::copy_file(office_.connection(), target, progress);
        } else {
            copy_rows_to(target, progress);
        }
        note_file(std::string{kept_database});
    }

    /// When the connection is closed, SQLite has written everything into the one file.
    void copy_rows_to(fs::path const& target, db::CopyProgress const& progress)
    {
        auto const copy = db::open("sqlite:" + target.string(), db::OpenMode::create);
        db::migrate(*copy, schema());
        db::Transaction transaction{*copy};
        db::copy_rows(office_.connection(), *copy, search::unlike_tables, progress);
        transaction.commit();
    }

    void copy_blobs()
    {
        auto const store = office_.blobs();
        std::vector<std::pair<LogId, Hash>> blobs;
        for (auto const& name : ledger::logs(office_.connection())) {
            for (auto const& [blob, bytes] :
                 attachment::blobs_in_use(office_.connection(), name.log)) {
                blobs.emplace_back(name.log, blob);
            }
        }
        auto const total = static_cast<std::int64_t>(blobs.size());
        std::int64_t done = 0;
        for (auto const& [log, blob] : blobs) {
            auto const content = content_of(store, log, blob);
            auto const name = "blobs/" + std::to_string(log.get()) + "/" + to_hex(blob);
            write_new(folder_ / name, content);
            manifest_.files.push_back(
                {name, static_cast<std::int64_t>(content.size()), to_hex(blob)}
            );
            watcher_.at("附件 attachments", ++done, total);
        }
    }

    Bytes content_of(blob::Store const& store, LogId log, Hash const& blob)
    {
        try {
            return store.read(log, blob);
        } catch (Trouble const&) {
            auto const now = office_.reader();
            auto const in_use = attachment::blobs_in_use(*now, log);
            if (std::ranges::find(in_use, blob, [](auto const& one) { return one.first; }) !=
                in_use.end()) {
                throw;
            }
            throw Trouble{
                Trouble::Kind::conflict,
                "an attachment was removed while the backup was taken; take it again"
            };
        }
    }

    void copy_keys(bool with_keys)
    {
        auto const from = folder_of_keys(address_);
        note_text(std::string{kept_heads_key}, office_.verifier_key().key + "\n");
        note_text("keys/vault.pub", read_whole(from / "vault.pub"));
        for (auto const* name : {"heads.key", "pseudonyms.key", "receipts.key", "vault.key"}) {
            if (with_keys && fs::exists(from / name)) {
                note_text(std::string{"keys/"} + name, read_whole(from / name));
            }
        }
    }

    void note_text(std::string name, std::string const& text)
    {
        write_new(folder_ / name, bytes_of(text));
        note_file(std::move(name));
    }

    void note_file(std::string name)
    {
        auto const [bytes, hash] = measured(folder_ / name, [](std::int64_t) {});
        manifest_.files.push_back({std::move(name), bytes, to_hex(hash)});
    }

    Office& office_;
    OfficeAddress const& address_;
    fs::path folder_;
    Watcher const& watcher_;
    Manifest manifest_;
};

/// The backup is whole already: where it cannot be noted, that is said and no more.
bool note(Office& office, fs::path const& folder, Manifest const& manifest)
{
    keeping::BackupTaken taken{
        .taken = manifest.taken,
        .folder = fs::absolute(folder).lexically_normal().string(),
        .program = manifest.program,
        .schema_step = manifest.schema_step,
        .files = std::ssize(manifest.files),
        .bytes = 0,
        .logs = {},
    };
    for (auto const& file : manifest.files) {
        taken.bytes += file.bytes;
    }
    for (auto const& log : manifest.logs) {
        taken.logs.push_back({LogId{log.log}, log.events, log.root});
    }
    try {
        keeping::note_backup(office.connection(), taken);
    } catch (Trouble const&) {
        return false;
    }
    return true;
}

} // namespace

Result<BackedUp>
back_up(OfficeAddress const& address, BackupOrder const& order, Watcher const& watcher)
{
    // Of `backups/today/` the name is `backups/today`.
    auto const folder = order.folder.has_filename() ? order.folder : order.folder.parent_path();
    if (fs::exists(folder)) {
        return refuse(backup_refusals, BackupRefusal::target_there, folder.string());
    }
    Office office{address};
    static_cast<void>(office.pipeline()); // says what is wrong with the keys
    auto const keys = read_keys(folder_of_keys(address));
    auto unfinished = UnfinishedFolder::take(fs::path{folder}.concat(".unfinished"));
    if (!unfinished) {
        return std::unexpected{unfinished.error()};
    }
    unfinished->empty();
    auto manifest = Backup{office, address, unfinished->path(), watcher}.take(order.with_keys);
    manifest.program = order.program;
    manifest.schema_step = last_schema_step();
    manifest.taken = office.clock().now();
    write_manifest(unfinished->path(), manifest, keys.signing);
    unfinished->finish(folder);
    bool const is_noted = note(office, folder, manifest);
    return BackedUp{.manifest = std::move(manifest), .is_noted = is_noted};
}

} // namespace ducha::app
