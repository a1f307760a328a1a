// An index as bytes that are used where they lie: what a restart reads instead of all reports.
//
//     Opening | records | n-grams | cases | cores | entries | heads | Contents
//
// Every part begins at a multiple of 64 bytes; what fills up is 0. The contents stand at the end,
// so that writing goes once through the index and keeps nothing back. Two indexes that answer
// alike for ever, being of the same model and of the same reports in the same order, have the
// same snapshot, bit for bit, whatever was taken out in between: nothing of it is written.
//
// The tables of slots by id are not in it: to check one costs as much as to make it anew.
#pragma once

#include "engines/neardup/postings.h"
#include "engines/neardup/store.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <span>
#include <string_view>

namespace ducha::neardup::snapshot {

/// Raise it with each change of what is written here, or of how a report is read that no example
/// in snapshot.cpp shows.
inline constexpr std::uint32_t format = 2;

inline constexpr std::size_t alignment = 64;

/// The first bytes: may this program read the rest at all?
struct Opening {
    std::array<char, 8> magic{};
    std::uint32_t format = 0;
    std::uint32_t byte_order = 0;
    std::array<std::uint32_t, 4> sizes{}; ///< of a record, an n-gram, a case and a core
    std::array<std::uint64_t, 4> unused{};
};
static_assert(sizeof(Opening) == alignment);

/// What lies between, in this order. Of the two forms of heads one is empty.
enum Part : std::size_t {
    records,
    grams,
    cases,
    cores,
    entries,
    hashed_heads,
    plain_heads,
    parts,
};

struct Place {
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;    ///< without what fills up
    std::uint64_t checksum = 0; ///< with what fills up
};

/// The last bytes.
struct Contents {
    std::array<Place, parts> places{};
    std::uint64_t model = 0; ///< digest_of
    std::uint64_t tag_length = 0;
    std::array<char, longest_tag> tag{};
    std::uint64_t checksum = 0; ///< of the opening and of all of the contents before
};

/// A row of the hashed heads, by n-gram.
struct Head {
    std::uint32_t gram = 0;
    std::uint32_t newest = 0;
};

/// Of the model's text and of what a few examples are read as: another digest, other results.
[[nodiscard]] std::uint64_t digest_of(Model const& model);

/// What a snapshot of this program, on this machine, begins with.
[[nodiscard]] Opening our_opening();

/// The checksum that belongs into the contents.
[[nodiscard]] std::uint64_t checksum_of(Opening const& opening, Contents const& contents);

/// memory   4 bytes a report where some were taken out; 8 bytes an n-gram of hashed heads
void write(
    Model const& model,
    Store const& store,
    Postings const& postings,
    std::string_view tag,
    Sink const& sink
);

struct Parts {
    Store store;
    Postings postings;
    std::string_view tag;
};

/// One pass: nothing is used before all of it was seen to fit together.
///
/// bytes    any, beginning at a multiple of 8; unchanged by reading. The parts look into them.
/// memory   8 bytes a case while it reads; 6 to 12 bytes a report and a case for the slots by id
/// cost     at memory speed
[[nodiscard]] std::expected<Parts, SnapshotFault>
read(Model const& model, std::span<std::byte> bytes);

} // namespace ducha::neardup::snapshot
