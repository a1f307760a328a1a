// Bringing an office back.
#include "base/text.h"

#include "platform/db/apart.h"
#include "platform/db/copy.h"
#include "platform/db/migration.h"
#include "platform/tabular/file.h"
#include "platform/trouble.h"

#include "domain/search/search.h"

#include "app/backup.h"
#include "app/backup_refusals.h"
#include "app/kept_files.h"
#include "app/keys.h"
#include "app/places.h"
#include "app/rooms.h"
#include "app/unfinished_folder.h"
#include "app/whole_audit.h"
#include "app/whole_file.h"

#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace ducha::app {
namespace {

namespace fs = std::filesystem;

/// Stands in the staging folder from the moment on at which attachments may lie in their place
/// while the database does not.
constexpr std::string_view placing_mark = "placing";

bool is_sqlite(OfficeAddress const& address)
{
    return !db::sqlite_path(address.database).empty();
}

/// Where all of it is put together: beside the database, or beside the attachments. A check has a
/// place of its own, since it must not touch what a killed restoring left.
fs::path staging_of(OfficeAddress const& address, bool check_only)
{
    auto const file =
        is_sqlite(address) ? fs::path{db::sqlite_path(address.database)} : folder_of_blobs(address);
    return fs::path{file}.concat(check_only ? ".checking" : ".restoring");
}

bool is_there(OfficeAddress const& address)
{
    return is_sqlite(address) ? fs::exists(db::sqlite_path(address.database))
                              : db::holds_tables(address.database);
}

class Restoring {
public:
    Restoring(OfficeAddress const& address, RestoreOrder const& order, Watcher const& watcher)
        : address_{address}, order_{order}, watcher_{watcher}
    {
    }

    Result<Manifest> run()
    {
        if (order_.key.empty()) {
            key_ = trusted_key(address_, order_.folder).key;
        } else {
            key_ = order_.key;
        }
        auto manifest = read_manifest(order_.folder, key_);
        if (!manifest) {
            return manifest;
        }
        for (auto const& check : {&Restoring::check_version, &Restoring::check_heads}) {
            if (auto const fits = (this->*check)(*manifest); !fits) {
                return std::unexpected{fits.error()};
            }
        }
        auto const done = stage_and_place(*manifest);
        return done ? manifest : std::unexpected{done.error()};
    }

private:
    Result<void> check_version(Manifest const& manifest) const
    {
        if (manifest.schema_step != last_schema_step()) {
            return refuse(
                backup_refusals,
                BackupRefusal::another_version,
                manifest.program + ", step " + std::to_string(manifest.schema_step),
                "step " + std::to_string(last_schema_step())
            );
        }
        return {};
    }

    /// A backup that is older than what somebody has seen signed would take it back unseen.
    Result<void> check_heads(Manifest const& manifest) const
    {
        for (auto const& note : order_.heads) {
            auto const head = ledger::read_head(note, key_);
            auto const log =
                std::ranges::find(manifest.logs, head ? head->origin : "", &KeptLog::origin);
            auto const events = log == manifest.logs.end() ? -1 : log->events;
            if (!head || events < head->size) {
                return refuse(
                    backup_refusals,
                    BackupRefusal::behind_a_head,
                    head ? std::to_string(std::max<std::int64_t>(events, 0)) + " events" : note,
                    head ? "at least " + std::to_string(head->size) + " of " + head->origin
                         : "a note signed with " + key_
                );
            }
        }
        return {};
    }

    Result<void> stage_and_place(Manifest const& manifest)
    {
        auto staging = UnfinishedFolder::take(staging_of(address_, order_.check_only));
        if (!staging) {
            return std::unexpected{staging.error()};
        }
        if (!order_.check_only) {
            if (is_there(address_)) {
                return refuse(backup_refusals, BackupRefusal::target_there, place_of_database());
            }
            remove_half_placed(staging->path());
        }
        staging->empty();
        if (auto const free = is_free(); !order_.check_only && !free) {
            return free;
        }
        auto const is_whole = copy_files(manifest, staging->path());
        if (!is_whole) {
            return is_whole;
        }
        if (order_.check_only || is_sqlite(address_)) {
            return check_file(manifest, *staging);
        }
        return check_server(manifest, *staging);
    }

    /// Attachments that an earlier run placed before it was killed. There is no database yet.
    void remove_half_placed(fs::path const& staging) const
    {
        if (fs::exists(staging / placing_mark)) {
            std::error_code error;
            fs::remove_all(folder_of_blobs(address_), error);
            if (error) {
                tabular::throw_trouble("cannot remove", folder_of_blobs(address_), error.value());
            }
        }
    }

    /// An address on a server may hold a password.
    [[nodiscard]] std::string place_of_database() const
    {
        return is_sqlite(address_) ? db::sqlite_path(address_.database) : "tables";
    }

    Result<void> is_free() const
    {
        std::vector<fs::path> taken{folder_of_blobs(address_)};
        if (is_sqlite(address_)) {
            auto const file = db::sqlite_path(address_.database);
            taken.insert(taken.end(), {file + "-wal", file + "-journal"});
        }
        for (auto const& path : taken) {
            if (fs::exists(path)) {
                return refuse(backup_refusals, BackupRefusal::target_there, path.string());
            }
        }
        auto const keys = folder_of_keys(address_);
        if (has_signing_key(keys) && read_keys(keys).verifier_key() != key_) {
            return refuse(backup_refusals, BackupRefusal::another_office, keys.string());
        }
        return {};
    }

    Result<void> copy_files(Manifest const& manifest, fs::path const& staging) const
    {
        std::int64_t total = 0;
        for (auto const& file : manifest.files) {
            total += file.bytes;
        }
        std::int64_t done = 0;
        auto const progress = [&](std::int64_t bytes) {
            watcher_.at("复制 copy", done += bytes, total);
        };
        for (auto const& file : manifest.files) {
            auto const from = order_.folder / file.name;
            if (!fs::is_regular_file(from)) {
                return refuse(backup_refusals, BackupRefusal::damaged, "nothing", {}, file.name);
            }
            auto const found = copied(from, staging / file.name, progress);
            if (found.bytes != file.bytes || to_hex(found.sha256) != file.sha256) {
                return refuse(
                    backup_refusals,
                    BackupRefusal::damaged,
                    to_hex(found.sha256),
                    file.sha256,
                    file.name
                );
            }
        }
        return {};
    }

    Result<void> check_file(Manifest const& manifest, UnfinishedFolder& unfinished)
    {
        auto const& staging = unfinished.path();
        {
            auto const office =
                db::open("sqlite:" + (staging / kept_database).string(), db::OpenMode::existing);
            if (auto const sound = check(*office, manifest, staging); !sound) {
                return sound;
            }
        }
        if (order_.check_only) {
            return {};
        }
        unfinished.stay_in_trouble();
        place_folders(staging);
        place_file(staging / kept_database, db::sqlite_path(address_.database));
        return {};
    }

    Result<void> check_server(Manifest const& manifest, UnfinishedFolder& unfinished)
    {
        auto const& staging = unfinished.path();
        auto const office = db::open_apart(address_.database);
        db::migrate(*office, schema());
        {
            auto const from =
                db::open("sqlite:" + (staging / kept_database).string(), db::OpenMode::existing);
            db::check_version(*from, schema());
            db::Transaction transaction{*office};
            auto const progress = [&](std::int64_t done, std::int64_t total) {
                watcher_.at("数据库 database", done, total);
            };
            db::copy_rows(*from, *office, search::unlike_tables, progress);
            transaction.commit();
        }
        if (auto const sound = check(*office, manifest, staging); !sound) {
            db::vanish(*office);
            return sound;
        }
        unfinished.stay_in_trouble();
        place_folders(staging);
        db::appear(*office);
        return {};
    }

    /// The ledger against its signatures and the manifest, the rows against the ledger.
    Result<void>
    check(db::Connection& office, Manifest const& manifest, fs::path const& staging) const
    {
        db::check_version(office, schema());
        std::int64_t events = 0;
        for (auto const& log : manifest.logs) {
            auto const state = ledger::state_of(office, LogId{log.log}, false);
            events += state.size;
            if (state.size != log.events || to_hex(state.root) != log.root) {
                return refuse(
                    backup_refusals,
                    BackupRefusal::does_not_hold,
                    to_hex(state.root),
                    log.root,
                    log.origin
                );
            }
        }
        auto findings = audit(
            {.connection = office,
             .policy = identity::LocalOperator{policy(), "unauthenticated:restore"},
             .store = blob::Store{staging / "blobs"},
             .key = key_,
             .saved_heads = order_.heads},
            [&](std::int64_t done) { watcher_.at("核验 verify", done, events); }
        );
        if (findings.empty()) {
            db::Transaction filling{office};
            search::fill(office);
            filling.commit();
            auto const twin = office.twin();
            db::migrate(*twin, schema());
            findings = ledger::check_rows(office, *twin, folds(), [&](std::int64_t done) {
                watcher_.at("重建 rebuild", done, events);
            });
        }
        if (!findings.empty()) {
            auto const& [origin, seq, problem, found, expected] = findings.front();
            return refuse(
                backup_refusals,
                BackupRefusal::does_not_hold,
                problem.en + " (" + found + ")",
                expected,
                origin + " event " + std::to_string(seq)
            );
        }
        return {};
    }

    /// Keys and attachments go before the database: without it they are no office.
    void place_folders(fs::path const& staging) const
    {
        auto const keys = folder_of_keys(address_);
        write_new(staging / placing_mark, {});
        sync_all(staging);
        if (fs::exists(staging / "blobs")) {
            place_folder(staging / "blobs", folder_of_blobs(address_));
        }
        if (fs::exists(staging / "keys" / "heads.key") && !fs::exists(keys)) {
            place_folder(staging / "keys", keys);
        }
    }

    static void place_folder(fs::path const& from, fs::path const& to)
    {
        if (::rename(from.c_str(), to.c_str()) != 0) {
            tabular::throw_trouble("cannot make", to, errno);
        }
        tabular::sync_folder(to.parent_path());
    }

    /// Not renamed: that would replace an office that somebody made just now.
    static void place_file(fs::path const& from, fs::path const& to)
    {
        if (::link(from.c_str(), to.c_str()) != 0) {
            tabular::throw_trouble("cannot make", to, errno);
        }
        tabular::sync_folder(to.parent_path());
    }

    OfficeAddress const& address_;
    RestoreOrder const& order_;
    Watcher const& watcher_;
    std::string key_;
};

} // namespace

TrustedKey trusted_key(OfficeAddress const& address, fs::path const& folder)
{
    // A PostgreSQL database whose keys are not named has none here.
    if (is_sqlite(address) || !address.keys.empty()) {
        auto const keys = folder_of_keys(address);
        if (has_signing_key(keys)) {
            return {read_keys(keys).verifier_key(), false};
        }
    }
    auto const file = folder / kept_heads_key;
    return {fs::exists(file) ? std::string{trimmed(read_whole(file))} : std::string{}, true};
}

Result<Manifest>
restore(OfficeAddress const& address, RestoreOrder const& order, Watcher const& watcher)
{
    return Restoring{address, order, watcher}.run();
}

} // namespace ducha::app
