// SQLite's file operations on a disk in memory.
#include "tests/faults/power.h"

#include <sqlite3.h>

#include <algorithm>
#include <cstring>

namespace ducha::tests {

void Disk::plan(Fault fault, std::int64_t at, Lie lie)
{
    fault_ = fault;
    at_ = at;
    lie_ = lie;
    operations_ = 0;
    dark_ = false;
}

int Disk::begin_operation()
{
    if (dark_) {
        return SQLITE_IOERR;
    }
    ++operations_;
    if (operations_ != at_ || fault_ == Fault::none) {
        return SQLITE_OK;
    }
    dark_ = fault_ == Fault::power_cut;
    return fault_ == Fault::full ? SQLITE_FULL : SQLITE_IOERR;
}

void Disk::write(File& file, std::uint8_t const* data, std::size_t count, std::size_t offset)
{
    file.seen.resize(std::max(file.seen.size(), offset + count));
    std::copy_n(data, count, file.seen.begin() + static_cast<std::ptrdiff_t>(offset));
    for (auto at = offset / sector; at * sector < offset + count; ++at) {
        ++file.cached[at];
    }
}

void Disk::truncate(File& file, std::size_t size)
{
    // What is cut off is cached as well: it may come back, and must not where the file grows again.
    for (auto at = size / sector; at * sector <= file.seen.size(); ++at) {
        ++file.cached[at];
    }
    file.seen.resize(size);
}

void Disk::sync(File& file) const
{
    if (lie_ == Lie::sync_does_nothing) {
        return;
    }
    file.synced.resize(file.seen.size());
    for (auto const& [at, writes] : file.cached) {
        auto const first = std::min(at * sector, file.seen.size());
        auto const last = std::min(first + sector, file.seen.size());
        std::copy_n(
            file.seen.begin() + static_cast<std::ptrdiff_t>(first),
            last - first,
            file.synced.begin() + static_cast<std::ptrdiff_t>(first)
        );
    }
    file.cached.clear();
    file.is_synced = true;
}

void Disk::restore(Random& random)
{
    for (auto file = files_.begin(); file != files_.end();) {
        auto& [name, content] = *file;
        if (!content.is_synced && random.below(2) == 0) {
            file = files_.erase(file);
            continue;
        }
        auto after = content.synced;
        // A file may have grown or shrunk on the platter, or not yet.
        if (random.below(2) == 0) {
            after.resize(content.seen.size());
        }
        for (auto const& [at, writes] : content.cached) {
            auto const first = at * sector;
            auto const last = std::min({first + sector, content.seen.size(), after.size()});
            auto const fate = random.below(3);
            if (first >= last || fate == 0) {
                continue; // lost
            }
            auto const kept = fate == 1 ? last - first : random.below(last - first);
            std::copy_n(
                content.seen.begin() + static_cast<std::ptrdiff_t>(first),
                kept,
                after.begin() + static_cast<std::ptrdiff_t>(first)
            );
        }
        content.seen = after;
        content.synced = std::move(after);
        content.cached.clear();
        content.is_synced = true;
        content.shared.clear();
        ++file;
    }
    plan(Fault::none, 0);
}

namespace {

Disk* disk = nullptr;

/// SQLite allocates szOsFile bytes and casts: the base comes first.
struct OpenFile {
    sqlite3_file base;
    char const* name;
    Disk::File* file;
};

OpenFile& self(sqlite3_file* file)
{
    return *reinterpret_cast<OpenFile*>(file);
}

int close_file(sqlite3_file* /*file*/)
{
    return SQLITE_OK;
}

int read_file(sqlite3_file* file, void* target, int amount, sqlite3_int64 offset)
{
    if (disk->is_dark()) {
        return SQLITE_IOERR_READ;
    }
    auto const& seen = self(file).file->seen;
    auto const count = static_cast<std::size_t>(amount);
    auto const from = std::min(static_cast<std::size_t>(offset), seen.size());
    auto const there = std::min(count, seen.size() - from);
    std::memset(target, 0, count);
    std::copy_n(
        seen.begin() + static_cast<std::ptrdiff_t>(from), there, static_cast<std::uint8_t*>(target)
    );
    return there == count ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int write_file(sqlite3_file* file, void const* data, int amount, sqlite3_int64 offset)
{
    auto const error = disk->begin_operation();
    // A write that is cut off may have reached the cache.
    if (error == SQLITE_OK || disk->is_dark()) {
        disk->write(
            *self(file).file,
            static_cast<std::uint8_t const*>(data),
            static_cast<std::size_t>(amount),
            static_cast<std::size_t>(offset)
        );
    }
    return error;
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size)
{
    auto const error = disk->begin_operation();
    if (error == SQLITE_OK) {
        disk->truncate(*self(file).file, static_cast<std::size_t>(size));
    }
    return error;
}

int sync_file(sqlite3_file* file, int /*flags*/)
{
    auto const error = disk->begin_operation();
    if (error == SQLITE_OK) {
        disk->sync(*self(file).file);
    }
    return error;
}

int size_of_file(sqlite3_file* file, sqlite3_int64* size)
{
    *size = static_cast<sqlite3_int64>(self(file).file->seen.size());
    return SQLITE_OK;
}

int lock_file(sqlite3_file* /*file*/, int /*lock*/)
{
    return SQLITE_OK;
}

int is_reserved(sqlite3_file* /*file*/, int* result)
{
    *result = 0;
    return SQLITE_OK;
}

int control_file(sqlite3_file* /*file*/, int /*operation*/, void* /*argument*/)
{
    return SQLITE_NOTFOUND;
}

int sector_size(sqlite3_file* /*file*/)
{
    return static_cast<int>(Disk::sector);
}

int device_characteristics(sqlite3_file* /*file*/)
{
    return 0; // promises nothing: neither atomic writes nor their order
}

int map_shared(sqlite3_file* file, int page, int size, int /*extend*/, void volatile** address)
{
    auto& pages = self(file).file->shared;
    pages.reserve(1024); // so that no page moves
    while (pages.size() <= static_cast<std::size_t>(page)) {
        pages.emplace_back(static_cast<std::size_t>(size));
    }
    *address = pages[static_cast<std::size_t>(page)].data();
    return SQLITE_OK;
}

int lock_shared(sqlite3_file* /*file*/, int /*offset*/, int /*count*/, int /*flags*/)
{
    return SQLITE_OK;
}

void barrier(sqlite3_file* /*file*/) {}

int unmap_shared(sqlite3_file* file, int /*remove*/)
{
    self(file).file->shared.clear();
    return SQLITE_OK;
}

constexpr sqlite3_io_methods methods{
    .iVersion = 2,
    .xClose = close_file,
    .xRead = read_file,
    .xWrite = write_file,
    .xTruncate = truncate_file,
    .xSync = sync_file,
    .xFileSize = size_of_file,
    .xLock = lock_file,
    .xUnlock = lock_file,
    .xCheckReservedLock = is_reserved,
    .xFileControl = control_file,
    .xSectorSize = sector_size,
    .xDeviceCharacteristics = device_characteristics,
    .xShmMap = map_shared,
    .xShmLock = lock_shared,
    .xShmBarrier = barrier,
    .xShmUnmap = unmap_shared,
    .xFetch = nullptr,
    .xUnfetch = nullptr,
};

int open_file(
    sqlite3_vfs* /*vfs*/, char const* name, sqlite3_file* file, int flags, int* flags_given
)
{
    if (disk->is_dark()) {
        file->pMethods = nullptr;
        return SQLITE_CANTOPEN;
    }
    auto& content =
        name == nullptr ? disk->nameless() : disk->files().try_emplace(name).first->second;
    auto& opened = self(file);
    opened = {.base = {&methods}, .name = name, .file = &content};
    if (flags_given != nullptr) {
        *flags_given = flags;
    }
    return SQLITE_OK;
}

int delete_file(sqlite3_vfs* /*vfs*/, char const* name, int /*sync_folder*/)
{
    auto const error = disk->begin_operation();
    if (error == SQLITE_OK) {
        disk->files().erase(name);
    }
    return error;
}

int access_file(sqlite3_vfs* /*vfs*/, char const* name, int /*flags*/, int* result)
{
    *result = disk->files().contains(name) ? 1 : 0;
    return SQLITE_OK;
}

int full_path(sqlite3_vfs* /*vfs*/, char const* name, int size, char* path)
{
    sqlite3_snprintf(size, path, "%s", name);
    return SQLITE_OK;
}

sqlite3_vfs& our_vfs()
{
    static sqlite3_vfs vfs = [] {
        auto made = *sqlite3_vfs_find(nullptr);
        made.szOsFile = sizeof(OpenFile);
        made.zName = "disk";
        made.pNext = nullptr;
        made.xOpen = open_file;
        made.xDelete = delete_file;
        made.xAccess = access_file;
        made.xFullPathname = full_path;
        return made;
    }();
    return vfs;
}

} // namespace

OnDisk::OnDisk(Disk& used)
{
    disk = &used;
    sqlite3_vfs_register(&our_vfs(), 1);
}

OnDisk::~OnDisk()
{
    sqlite3_vfs_unregister(&our_vfs());
    sqlite3_vfs_register(sqlite3_vfs_find("unix"), 1);
    disk = nullptr;
}

} // namespace ducha::tests
