// SQLite's full-text index over the terms of terms.h.
#pragma once

struct sqlite3;

namespace ducha::db {

/// Makes `tokenize = 'pairs'` known to the full-text tables (FTS5) of a connection. Terms of a
/// document lie at the place of their first character, so a phrase of pairs is a piece of text.
/// returns  an SQLite result code
[[nodiscard]] int register_tokenizer(sqlite3* handle);

} // namespace ducha::db
