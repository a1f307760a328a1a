// PostgreSQL's text form of arrays, for bulk inserts.
#include "platform/db/postgres_array.h"

namespace ducha::db {
namespace {

void append_quoted(std::string& literal, std::string_view text)
{
    literal += '"';
    for (char const c : text) {
        if (c == '"' || c == '\\') {
            literal += '\\';
        }
        literal += c;
    }
    literal += '"';
}

void append_value(std::string& literal, Value const& value)
{
    auto const& content = value.content();
    if (auto const* integer = std::get_if<std::int64_t>(&content)) {
        literal += std::to_string(*integer);
    } else if (auto const* text = std::get_if<std::string_view>(&content)) {
        append_quoted(literal, *text);
    } else if (auto const* bytes = std::get_if<ByteSpan>(&content)) {
        literal += "\"\\\\x" + to_hex(*bytes) + "\"";
    } else {
        literal += "NULL";
    }
}

} // namespace

std::string array_literal(std::span<Value const> rows, std::size_t width, std::size_t column)
{
    std::string literal = "{";
    for (std::size_t i = column; i < rows.size(); i += width) {
        if (i != column) {
            literal += ',';
        }
        append_value(literal, rows[i]);
    }
    return literal + "}";
}

} // namespace ducha::db
