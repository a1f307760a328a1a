// PostgreSQL's text form of arrays, for bulk inserts.
#pragma once

#include "platform/db/query.h"

namespace ducha::db {

/// Column `column` of `rows` (`width` values a row) as an array literal: {1,2,NULL} or
/// {"a","b"}; bytes as \x...
[[nodiscard]] std::string
array_literal(std::span<Value const> rows, std::size_t width, std::size_t column);

} // namespace ducha::db
