// Snapshots with something changed in them and checksums that are right: what the checks behind
// the checksums must find.
#pragma once

#include "base/checksum.h"

#include "engines/neardup/snapshot.h"

#include <cstring>

namespace ducha::neardup::snapshot {

inline Contents contents_of(std::span<std::byte const> bytes)
{
    Contents contents;
    std::memcpy(&contents, bytes.data() + bytes.size() - sizeof(Contents), sizeof(Contents));
    return contents;
}

/// Makes all checksums right, as far as the parts lie within the bytes. Precondition: there is
/// room for an opening and contents.
inline void mend(std::span<std::byte> bytes)
{
    auto const end = bytes.size() - sizeof(Contents);
    auto contents = contents_of(bytes);
    Opening opening;
    std::memcpy(&opening, bytes.data(), sizeof(Opening));
    for (auto& place : contents.places) {
        auto const filled = (place.bytes + alignment - 1) / alignment * alignment;
        if (place.offset <= end && filled <= end - place.offset) {
            place.checksum = ducha::checksum_of(bytes.subspan(place.offset, filled));
        }
    }
    contents.checksum = checksum_of(opening, contents);
    std::memcpy(bytes.data() + end, &contents, sizeof(Contents));
}

} // namespace ducha::neardup::snapshot
