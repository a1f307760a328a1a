// Files that are named by what is in them: scans and photographs, beside the database.
//
//     ROOT/LOG/SHA-256 in hexadecimal
//
// A file is under its name whole or not at all, and never changes there. The ledger holds the
// name, so nobody can put another file in its place unseen. Each log has a folder of its own, so
// that whoever holds the log may look, put and destroy without meeting another writer.
#pragma once

#include "base/bytes.h"
#include "base/ids.h"
#include "base/instant.h"

#include <filesystem>
#include <string>
#include <vector>

namespace ducha::blob {

/// A blob as its folder lists it.
struct Entry {
    Hash name{};
    std::int64_t bytes = 0;
    Instant written; ///< by the clock of the file system
};

/// Threads: any, and any number of processes; two that put the same content do no harm.
/// Everything throws Trouble(io or disk_full), which names the file.
class Store {
public:
    /// root   made when the first blob is put
    explicit Store(std::filesystem::path root) : root_{std::move(root)} {}

    /// Keeps the content and returns its SHA-256. On return it survives a power failure: it is
    /// written beside its place, synced, renamed, and the folder synced. One that is there already
    /// is left, or put right where it was damaged.
    /// cost   two syncs, about 20 ms; one hash of the content
    [[nodiscard]] Hash put(LogId log, ByteSpan content) const;

    /// throws   Trouble(io): there is none of this name, or its content is another
    [[nodiscard]] Bytes read(LogId log, Hash const& name) const;

    /// Whether there is a file of this name; what is in it is not looked at.
    [[nodiscard]] bool contains(LogId log, Hash const& name) const;

    /// Overwrites the content, syncs, removes the file, syncs the folder. None there: nothing.
    ///
    /// limits   a disk that writes elsewhere than it reads (most SSDs, file systems that copy on
    ///          write) keeps the old content until it needs the room; so does every backup
    void destroy(LogId log, Hash const& name) const;

    /// The blobs of a log, in the order of their names. Other files are passed over.
    [[nodiscard]] std::vector<Entry> list(LogId log) const;

    /// Removes what writers left behind that were killed before `before`. Returns how many.
    std::int64_t sweep_unfinished(LogId log, Instant before) const;

    [[nodiscard]] std::filesystem::path path_of(LogId log, Hash const& name) const;
    [[nodiscard]] std::filesystem::path const& root() const { return root_; }

private:
    [[nodiscard]] std::filesystem::path folder_of(LogId log) const;

    std::filesystem::path root_;
};

} // namespace ducha::blob
