// SQLite's full-text index over the terms of terms.h.
#include "platform/db/sqlite_tokenizer.h"

#include "platform/db/terms.h"

#include <sqlite3.h>

#include <exception>
#include <string_view>

namespace ducha::db {
namespace {

using TakeToken = int (*)(void*, int, char const*, int, int, int);

/// There is nothing to keep from one text to the next.
int create(void* /*context*/, char const** /*arguments*/, int /*count*/, Fts5Tokenizer** made)
{
    static int nothing;
    *made = reinterpret_cast<Fts5Tokenizer*>(&nothing);
    return SQLITE_OK;
}

void destroy(Fts5Tokenizer* /*tokenizer*/) {}

int tokenize(
    Fts5Tokenizer* /*tokenizer*/, void* context, int why, char const* data, int size, TakeToken take
)
{
    std::string_view const text{data, static_cast<std::size_t>(size)};
    int code = SQLITE_OK;
    auto const show = [&](std::string_view term, int flags) {
        if (code == SQLITE_OK) {
            auto const from = static_cast<int>(term.data() - text.data());
            auto const length = static_cast<int>(term.size());
            code = take(context, flags, term.data(), length, from, from + length);
        }
    };
    // What is thrown may not pass through SQLite.
    try {
        if ((why & FTS5_TOKENIZE_QUERY) != 0) {
            each_asked_term(text, [&](std::string_view term) { show(term, 0); });
        } else {
            each_term(text, [&](Term const& term) {
                show(term.text, term.begins_with_pair ? FTS5_TOKEN_COLOCATED : 0);
            });
        }
    } catch (std::exception const&) {
        return SQLITE_NOMEM;
    }
    return code;
}

/// How a connection tells what to register with.
int find_api(sqlite3* handle, fts5_api** api)
{
    sqlite3_stmt* statement = nullptr;
    auto code = sqlite3_prepare_v2(handle, "select fts5(?1)", -1, &statement, nullptr);
    if (code == SQLITE_OK) {
        sqlite3_bind_pointer(statement, 1, static_cast<void*>(api), "fts5_api_ptr", nullptr);
        sqlite3_step(statement);
        code = sqlite3_finalize(statement);
    }
    return code == SQLITE_OK && *api == nullptr ? SQLITE_ERROR : code;
}

} // namespace

int register_tokenizer(sqlite3* handle)
{
    fts5_api* api = nullptr;
    if (auto const code = find_api(handle, &api); code != SQLITE_OK) {
        return code;
    }
    fts5_tokenizer tokenizer{create, destroy, tokenize};
    return api->xCreateTokenizer(api, "pairs", nullptr, &tokenizer, nullptr);
}

} // namespace ducha::db
