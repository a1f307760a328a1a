// Files that are there whole or not at all, and files that are changed in memory only.
#pragma once

#include "platform/tabular/file.h"

#include <cstddef>
#include <optional>

namespace ducha::tabular {

/// A file that is written beside its place and put there when it is complete. Nothing of it stays
/// behind where it is given up, and whoever reads meanwhile reads the former one.
class WholeFile {
public:
    /// mode     permissions of the file
    /// throws   Trouble (io, disk_full); so do write and commit
    explicit WholeFile(std::filesystem::path target, unsigned mode = 0640);
    WholeFile(WholeFile&&) = delete;
    WholeFile& operator=(WholeFile&&) = delete;
    ~WholeFile();

    void write(std::string_view bytes);

    /// Makes it last, then puts it in its place. Once.
    void commit();

    [[nodiscard]] bool is_committed() const { return committed_; }

private:
    std::filesystem::path target_;
    std::filesystem::path path_; ///< until it is committed
    Descriptor file_;
    bool committed_ = false;
};

/// The bytes of a file in memory, to be read and changed; a change never comes into the file. It
/// must not be cut meanwhile; replaced or deleted it may be.
class PrivateMapping {
public:
    /// Nothing where there is no such file; an empty one has no bytes.
    /// throws   Trouble(io): it is there and cannot be read
    [[nodiscard]] static std::optional<PrivateMapping> of(std::filesystem::path const& path);

    PrivateMapping(PrivateMapping&& other) noexcept;
    PrivateMapping& operator=(PrivateMapping&& other) noexcept;
    ~PrivateMapping();

    /// Begins at a page.
    [[nodiscard]] std::span<std::byte> bytes() const { return bytes_; }

private:
    explicit PrivateMapping(std::span<std::byte> bytes) : bytes_{bytes} {}

    std::span<std::byte> bytes_;
};

} // namespace ducha::tabular
