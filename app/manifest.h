// What a backup says of itself: every file with its size and hash, every log with its head.
#pragma once

#include "base/bytes.h"
#include "base/instant.h"
#include "base/refusal.h"

#include <filesystem>
#include <string>
#include <vector>

namespace ducha::app {

/// A file of a backup.
struct KeptFile {
    std::string name; ///< `office.db`, `keys/NAME`, `blobs/LOG/SHA-256`
    std::int64_t bytes = 0;
    std::string sha256; ///< 64 hexadecimal digits
};

/// How far a log had come.
struct KeptLog {
    std::int64_t log = 0;
    std::string origin;
    std::int64_t events = 0;
    std::string root; ///< 64 hexadecimal digits
    std::string head; ///< the latest signed note; empty for a log without events
};

/// manifest.json: canonical JSON; manifest.sig: a signed note (C2SP) of its SHA-256.
struct Manifest {
    std::int64_t format = 1;
    std::string program;          ///< its version
    std::int64_t schema_step = 0; ///< the last one
    Instant taken;
    std::vector<KeptLog> logs;
    std::vector<KeptFile> files;
};

inline constexpr std::string_view kept_database = "office.db";
inline constexpr std::string_view kept_heads_key = "keys/heads.pub";

/// Writes both files into the folder.
void write_manifest(
    std::filesystem::path const& folder,
    Manifest const& manifest,
    std::array<std::uint8_t, 32> const& signing_key
);

/// Reads what `key` signed. No byte of the manifest is looked at before its signature.
///
/// refuses   no manifest; another signature; another format; a name that leaves the folder
[[nodiscard]] Result<Manifest>
read_manifest(std::filesystem::path const& folder, std::string_view key);

} // namespace ducha::app
