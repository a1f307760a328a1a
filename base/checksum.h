// Checksums of large files: against accidents of disks and copies, not against people.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace ducha {

/// XXH3 of 64 bits, seed 0, of bytes that come in pieces: any split gives the same sum.
///
/// cost     at memory speed, some 10 GB a second
/// source   xxHash, doc/xxhash_spec.md; the value is the same on every machine
class Checksum {
public:
    Checksum();
    ~Checksum();
    Checksum(Checksum const&) = delete;
    Checksum& operator=(Checksum const&) = delete;

    void add(std::span<std::byte const> bytes);

    /// Of all that was added so far; more may follow.
    [[nodiscard]] std::uint64_t sum() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The same of bytes that lie in one place.
[[nodiscard]] std::uint64_t checksum_of(std::span<std::byte const> bytes);

} // namespace ducha
