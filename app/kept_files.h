// The files of a backup, written and measured.
#pragma once

#include "base/bytes.h"

#include <cstdint>
#include <filesystem>
#include <functional>

namespace ducha::app {

struct Measured {
    std::int64_t bytes = 0;
    Hash sha256{};

    bool operator==(Measured const&) const = default;
};

/// Told how many bytes more are done.
using BytesDone = std::function<void(std::int64_t)>;

/// Size and hash of a file.
/// throws   Trouble(io)
[[nodiscard]] Measured measured(std::filesystem::path const& file, BytesDone const& done);

/// Copies a file to where none is, mode 0600, folders on the way 0700; returns what was copied.
/// Not synced.
/// throws   Trouble(io or disk_full)
Measured
copied(std::filesystem::path const& from, std::filesystem::path const& to, BytesDone const& done);

/// Writes a file where none is; otherwise as `copied`.
void write_new(std::filesystem::path const& file, ByteSpan content);

} // namespace ducha::app
