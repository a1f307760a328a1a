// Where the parts of an office lie: beside its database, unless it was said otherwise.
#pragma once

#include "app/office.h"

namespace ducha::app {

/// throws   Trouble(configuration): a PostgreSQL database, and no folder of keys is named
[[nodiscard]] std::filesystem::path folder_of_keys(OfficeAddress const& address);

/// DATABASE.blobs/ or, of a PostgreSQL database, KEYS.blobs/. Two offices may keep their folders of
/// keys side by side, so that of the blobs is named after it.
/// throws   as `folder_of_keys`
[[nodiscard]] std::filesystem::path folder_of_blobs(OfficeAddress const& address);

/// Of the merging. Empty where there is none: in memory, or where a reader of PostgreSQL names no
/// keys.
[[nodiscard]] std::filesystem::path folder_of_indexes(OfficeAddress const& address);

} // namespace ducha::app
