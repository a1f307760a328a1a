// PostgreSQL's binary form of arrays, for bulk inserts.
#pragma once

#include "platform/db/query.h"

namespace ducha::db {

/// Column `column` of `rows` (`width` values a row, each of `type` or null) as an array. The
/// server copies its elements, where it would read the text form character by character.
[[nodiscard]] Bytes
array_of(std::span<Value const> rows, std::size_t width, std::size_t column, TableShape::Type type);

} // namespace ducha::db
