// PostgreSQL's binary form of arrays, as its function `array_recv` reads it.
#include "platform/db/postgres_array.h"

#include "base/invariant.h"

#include <bit>
#include <concepts>

namespace ducha::db {
namespace {

constexpr std::uint32_t null_length = 0xFFFF'FFFF;

/// The number of each type in the server's catalogue (pg_type).
std::uint32_t number_of(TableShape::Type type)
{
    switch (type) {
    case TableShape::Type::integer:
        return 20;
    case TableShape::Type::text:
        return 25;
    case TableShape::Type::bytes:
        break;
    }
    return 17;
}

/// Numbers go most significant byte first.
void append(Bytes& out, std::unsigned_integral auto number)
{
    for (auto shift = 8 * sizeof(number); shift > 0; shift -= 8) {
        out.push_back(static_cast<std::uint8_t>(number >> (shift - 8)));
    }
}

void append_element(Bytes& out, ByteSpan content)
{
    invariant(content.size() < null_length, "a value is shorter than four gigabytes");
    append(out, static_cast<std::uint32_t>(content.size()));
    out.insert(out.end(), content.begin(), content.end());
}

void append_element(Bytes& out, Value const& value)
{
    auto const& content = value.content();
    if (auto const* integer = std::get_if<std::int64_t>(&content)) {
        append(out, std::uint32_t{sizeof(*integer)});
        append(out, std::bit_cast<std::uint64_t>(*integer));
    } else if (auto const* text = std::get_if<std::string_view>(&content)) {
        append_element(out, bytes_of(*text));
    } else if (auto const* bytes = std::get_if<ByteSpan>(&content)) {
        append_element(out, *bytes);
    } else {
        append(out, null_length);
    }
}

} // namespace

Bytes array_of(
    std::span<Value const> rows, std::size_t width, std::size_t column, TableShape::Type type
)
{
    Bytes array;
    append(array, std::uint32_t{1}); // dimensions
    append(array, std::uint32_t{1}); // there may be nulls
    append(array, number_of(type));
    append(array, static_cast<std::uint32_t>(rows.size() / width));
    append(array, std::uint32_t{1}); // the first index
    for (std::size_t i = column; i < rows.size(); i += width) {
        append_element(array, rows[i]);
    }
    return array;
}

} // namespace ducha::db
